import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Meilisearch } from 'meilisearch';
import { MeiliSearchEngine } from '../../src/platform/search/adapters/meili/meili.engine.js';
import type { MeiliPlace } from '../../src/platform/search/adapters/meili/meili-client.js';
import { searchEnv } from '../support/meili.js';
import { services } from '../support/services.js';
import type { BenchCase } from './bench.js';
import { median, p95, timed } from './measure.js';
import { byBreadth, measured } from './search.bench.js';
import { searchInstallation, type SearchInstallation } from './search-installation.js';

export const name = 'meili';

const SIZES = [10_000, 100_000];

const sizes = (size: number | null) => (size === null ? SIZES : [size]);

export async function prepare(size: number | null): Promise<void> {
  if (!services.meili) return;
  for (const count of sizes(size)) await fill(await searchInstallation(count), count);
}

/** The queries of the search bench on the same resources in Meilisearch; the baseline is the embedded engine, over HTTP too. */
export async function* run(size: number | null): AsyncGenerator<BenchCase> {
  if (!services.meili) {
    console.error('meili: left out, because MEILI_URL is not set.');
    return;
  }
  const { pkgVersion } = await new Meilisearch({
    host: services.meili.url,
    apiKey: services.meili.key,
  }).getVersion();
  for (const count of sizes(size)) {
    const installation = await searchInstallation(count);
    const env = searchEnv(await fill(installation, count));
    const embedded = byBreadth(await measured(installation, count));
    const grown = byBreadth(await measured(installation, count, env));
    for (const [kind, title] of [
      ['narrow', '≤ 1,000 hits'],
      ['broad', 'broader'],
    ] as const) {
      if (grown[kind].length === 0) continue;
      const [ms, baselineMs] = [grown, embedded].map((samples) => samples[kind].map((sample) => sample.ms));
      yield {
        bench: name,
        case: `${title}, ${count.toLocaleString('en')} resources in Meilisearch ${pkgVersion} against the embedded engine, p95`,
        ms: p95(ms!),
        baselineMs: p95(baselineMs!),
        ratio: p95(ms!) / p95(baselineMs!),
        note: `${ms!.length} queries; medians ${median(ms!).toFixed(1)} and ${median(baselineMs!).toFixed(1)} ms`,
      };
    }
  }
}

/** Fills an index of the installation's own unless an earlier run did. */
export async function fill({ dataDir, data }: SearchInstallation, count: number): Promise<MeiliPlace> {
  const names = createHash('sha1')
    .update(readFileSync(join(dataDir, 'bench.json')))
    .digest('hex');
  const place = { ...services.meili!, index: `bench_${names.slice(0, 10)}` };
  const engine = await MeiliSearchEngine.open(place);
  try {
    if (engine.needsRebuild || (await engine.count()) !== count) {
      console.error(`indexing ${count} resources in Meilisearch …`);
      const ms = await timed(() => engine.rebuild(data.batches(count)));
      console.error(`indexed in ${Math.round(ms / 1_000)} s`);
    }
  } finally {
    await engine.close();
  }
  return place;
}
