import { readFileSync } from 'node:fs';
import { startApp } from '../support/app.js';
import type { BenchCase } from './bench.js';
import { largeInstallation } from './large-installation.js';

export const name = 'start';

/** From starting the process to ready, with 100 k resources in place and indexed, and what it keeps in memory when idle. */
export async function* run(): AsyncGenerator<BenchCase> {
  const installation = await largeInstallation(100_000);
  try {
    const first = await startApp({
      dataDir: installation.dataDir,
      entry: ['dist/cli.js', 'reindex'],
      untilExit: true,
    });
    await first.stop();
    const started = performance.now();
    const app = await startApp({ dataDir: installation.dataDir });
    const ms = performance.now() - started;
    yield { bench: name, case: 'process start → ready, 100 k resources', ms, note: 'wanted ≤ 2,500 ms' };
    await new Promise((wake) => setTimeout(wake, 10_000));
    const rss =
      Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${app.process.pid}/status`, 'utf8'))?.[1]) / 1024;
    yield {
      bench: name,
      case: 'memory when idle, 100 k resources',
      note: `${Math.round(rss)} MB; wanted ≤ 250 MB`,
    };
    await app.stop();
  } finally {
    installation.remove();
  }
}
