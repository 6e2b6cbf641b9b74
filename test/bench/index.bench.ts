import { startApp } from '../support/app.js';
import type { BenchCase } from './bench.js';
import { largeInstallation, loginReader } from './large-installation.js';
import { writeStraightToEngine } from './search-data.js';
import { p95, times } from './measure.js';

export const name = 'index';

const COUNT = 100_000;

/** A full rebuild of the index through the product, against writing documents of the same kind straight to the engine; searches go on meanwhile. */
export async function* run(): AsyncGenerator<BenchCase> {
  const installation = await largeInstallation(COUNT);
  const app = await startApp({ dataDir: installation.dataDir });
  try {
    const client = await loginReader(app, installation);
    const started = performance.now();
    const rebuild = startApp({
      dataDir: installation.dataDir,
      entry: ['dist/cli.js', 'reindex'],
      untilExit: true,
    });
    const during = await times(50, () => client.get('search?text=方程'));
    await rebuild;
    const ms = performance.now() - started;
    const baselineMs = await writeStraightToEngine(COUNT);
    yield {
      bench: name,
      case: 'rebuild of 100 k resources',
      ms,
      baselineMs,
      ratio: baselineMs / ms,
      note: 'rate against the engine alone; wanted ≥ 0.5',
    };
    yield {
      bench: name,
      case: 'searches during the rebuild',
      ms: p95(during),
      note: 'p95; every one answered',
    };
  } finally {
    await app.stop();
    installation.remove();
  }
}
