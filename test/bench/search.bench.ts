import { startApp } from '../support/app.js';
import type { BenchCase } from './bench.js';
import { getter, type Get } from './http-get.js';
import { p95, median } from './measure.js';
import { SqlBaseline } from './search-baseline.js';
import { random, type SearchData } from './search-data.js';
import { loginAsker, searchInstallation, type SearchInstallation } from './search-installation.js';

export const name = 'search';

const SIZES = [10_000, 100_000, 1_000_000];
const QUERIES = 240;
const NARROW = 1_000;
/** ms at the 95th percentile that quality.md allows broad queries, by number of resources */
const BROAD_WANTED: Record<number, string> = { 100_000: '≤ 150 ms, ', 1_000_000: '≤ 500 ms, ' };

export interface Sample {
  ms: number;
  baselineMs: number;
  total: number;
}

interface Asker {
  get: Get;
  principals: string[];
}

const sizes = (size: number | null) => (size === null ? SIZES : [size]);

export async function prepare(size: number | null): Promise<void> {
  for (const count of sizes(size)) {
    const { dataDir, data } = await searchInstallation(count);
    new SqlBaseline(dataDir, data, count).close();
  }
}

/**
 * Searches of one to three words whose frequency is spread evenly over all orders of magnitude, each answered over HTTP
 * with 20 highlighted hits, the exact total and all facets, to a teacher of the core and one of a member school in
 * turn.
 */
export async function* run(size: number | null): AsyncGenerator<BenchCase> {
  const narrowP95 = new Map<number, number>();
  for (const count of sizes(size)) {
    const samples = await measured(await searchInstallation(count), count);
    const { narrow, broad } = byBreadth(samples);
    const of = `${count.toLocaleString('en')} resources`;
    if (narrow.length > 0) {
      const result = summary(`≤ 1,000 hits, ${of}`, narrow, '≤ 50 ms, ratio ≤ 1.5');
      narrowP95.set(count, result.ms!);
      yield result;
    }
    if (broad.length > 0) yield summary(`broader, ${of}`, broad, `${BROAD_WANTED[count] ?? ''}ratio ≤ 1.5`);
  }
  const [small, large] = [narrowP95.get(10_000), narrowP95.get(1_000_000)];
  if (small !== undefined && large !== undefined) {
    yield {
      bench: name,
      case: '≤ 1,000 hits: 1 M against 10 k, p95',
      ms: large,
      baselineMs: small,
      ratio: large / small,
      wanted: 'ratio ≤ 4',
    };
  }
}

/** Puts the queries of the bench to the program, started with these settings, and to SQL by hand. */
export async function measured(
  { dataDir, data, askers }: SearchInstallation,
  count: number,
  env: Record<string, string> = {},
): Promise<Sample[]> {
  const app = await startApp({ dataDir, env });
  const baseline = new SqlBaseline(dataDir, data, count);
  try {
    const clients = await Promise.all(
      askers.map(async ({ loginName, principals }) => ({
        get: getter(app.url, (await loginAsker(app, loginName)).cookies()),
        principals,
      })),
    );
    return await measure(clients, baseline, data);
  } finally {
    baseline.close();
    await app.stop();
  }
}

/** Queries with few hits, and broader ones. */
export function byBreadth(samples: Sample[]): Record<'narrow' | 'broad', Sample[]> {
  return {
    narrow: samples.filter((sample) => sample.total <= NARROW),
    broad: samples.filter((sample) => sample.total > NARROW),
  };
}

function summary(of: string, samples: Sample[], wanted: string): BenchCase {
  const ms = samples.map((sample) => sample.ms);
  const baseline = samples.map((sample) => sample.baselineMs);
  return {
    bench: name,
    case: `${of}, p95`,
    ms: p95(ms),
    baselineMs: p95(baseline),
    ratio: p95(ms) / p95(baseline),
    wanted,
    note: `${samples.length} queries; medians ${median(ms).toFixed(1)} and ${median(baseline).toFixed(1)} ms`,
  };
}

async function measure(askers: Asker[], baseline: SqlBaseline, data: SearchData): Promise<Sample[]> {
  const next = random(7);
  const samples: Sample[] = [];
  // As many to warm up: a server that has just started runs code that is not compiled yet.
  for (let i = -QUERIES; i < QUERIES; i += 1) {
    const words = Array.from({ length: 1 + Math.floor(next() * 3) }, () =>
      data.word(Math.floor(Math.exp(next() * Math.log(40_000)))),
    ).filter((word) => word.length === 2);
    if (words.length === 0) continue;
    const { get, principals } = askers[Math.abs(i) % askers.length]!;
    const text = encodeURIComponent(words.join(' '));
    const started = performance.now();
    const answer = await get(`/api/v1/search?text=${text}&limit=20`);
    const answered = performance.now();
    const total = baseline.search(words, principals, Date.now());
    const done = performance.now();
    const body = JSON.parse(answer) as { total: number; items: unknown[] };
    if (total !== body.total || body.items.length !== Math.min(20, total))
      throw new Error(`${words.join(' ')}: ${body.items.length} of ${body.total}; SQL counts ${total}`);
    if (i >= 0) samples.push({ ms: answered - started, baselineMs: done - answered, total });
  }
  return samples;
}
