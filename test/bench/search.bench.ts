import { mkdirSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FtsSearchEngine } from '../../src/platform/search/adapters/fts/fts.engine.js';
import type { SearchEngine } from '../../src/platform/search/search.port.js';
import type { BenchCase } from './bench.js';
import { percentile } from './bench.js';
import { SqlBaseline } from './search-baseline.js';
import { random, SearchData } from './search-data.js';

export const name = 'search';

/** `LIANKE_BENCH_SEARCH=10000,100000` measures only these sizes. */
const SIZES = (process.env['LIANKE_BENCH_SEARCH'] ?? '10000,100000,1000000').split(',').map(Number);
const QUERIES = 240;
const NARROW = 1_000;
const NOW = Date.UTC(2026, 0, 1);
/** a teacher of a small school, one of the core school, and an outsider who sees what is for the whole group */
const ASKERS = [['u:3-5', 'd:3-2', 's:3', 'g:0'], ['u:0-7', 'd:0-1', 's:0', 'm:0', 'g:0'], ['g:0']];

interface Sample {
  ms: number;
  baselineMs: number;
  total: number;
}

/**
 * Searches of one to three words whose frequency is spread evenly over all orders of magnitude, each answered with 20
 * highlighted hits, the exact total and all facets under the rights of three kinds of people. The indexes are kept
 * under the system's temporary directory for the next run.
 */
export async function* run(): AsyncGenerator<BenchCase> {
  const data = new SearchData();
  const narrowP95 = new Map<number, number>();
  for (const size of SIZES) {
    const { directory, note } = await prepare(data, size);
    const engine = await FtsSearchEngine.open({ directory });
    const baseline = new SqlBaseline(directory, data, size);
    try {
      const samples = await measure(engine, baseline, data);
      for (const [kind, isOfKind] of [
        ['≤ 1,000 hits', (total: number) => total <= NARROW],
        ['broader', (total: number) => total > NARROW],
      ] as const) {
        const chosen = samples.filter((sample) => isOfKind(sample.total));
        if (chosen.length === 0) continue;
        const result = summary(`${kind}, ${size.toLocaleString('en')} resources`, chosen, note);
        if (kind !== 'broader') narrowP95.set(size, result.ms ?? NaN);
        yield result;
      }
    } finally {
      baseline.close();
      await engine.close();
    }
  }
  const [small, large] = [narrowP95.get(10_000), narrowP95.get(1_000_000)];
  if (small !== undefined && large !== undefined) {
    yield {
      bench: name,
      case: 'growth of ≤ 1,000 hits from 10 k to 1 M',
      ms: large,
      baselineMs: small,
      ratio: large / small,
      note: 'wanted ≤ 4',
    };
  }
}

function summary(of: string, samples: Sample[], note: string): BenchCase {
  const ms = samples.map((sample) => sample.ms);
  const baseline = samples.map((sample) => sample.baselineMs);
  const p95 = percentile(ms, 0.95);
  const baselineMs = percentile(baseline, 0.95);
  return {
    bench: name,
    case: of,
    ms: p95,
    baselineMs,
    ratio: p95 / baselineMs,
    note: `p95 of ${samples.length}; median ${percentile(ms, 0.5).toFixed(1)} ms, baseline ${percentile(baseline, 0.5).toFixed(1)} ms${note}`,
  };
}

async function measure(engine: SearchEngine, baseline: SqlBaseline, data: SearchData): Promise<Sample[]> {
  const next = random(7);
  const samples: Sample[] = [];
  const warmUp = QUERIES / 10;
  for (let i = -warmUp; i < QUERIES; i += 1) {
    const words = Array.from({ length: 1 + Math.floor(next() * 3) }, () =>
      data.word(Math.floor(Math.exp(next() * Math.log(40_000)))),
    ).filter((word) => word.length === 2);
    if (words.length === 0) continue;
    const principals = ASKERS[(i + warmUp) % ASKERS.length]!;
    const started = performance.now();
    const page = await engine.search({
      text: words.join(' '),
      prefix: false,
      principals,
      now: NOW,
      filters: {},
      sort: 'relevance',
      excludeIds: [],
      cursor: null,
      limit: 20,
    });
    const answered = performance.now();
    const total = baseline.search(words, principals, NOW);
    const done = performance.now();
    if (total !== page.total)
      throw new Error(`${words.join(' ')}: the engine counts ${page.total}, SQL ${total}`);
    if (i >= 0) samples.push({ ms: answered - started, baselineMs: done - answered, total });
  }
  return samples;
}

/** The index of a size, built unless an earlier run left it. */
async function prepare(data: SearchData, size: number): Promise<{ directory: string; note: string }> {
  const directory = join(tmpdir(), `lianke-bench-search-${size}`);
  mkdirSync(directory, { recursive: true });
  const engine = await FtsSearchEngine.open({ directory });
  const isThere = !engine.needsRebuild && (await engine.count()) === size;
  const started = performance.now();
  if (!isThere) {
    const beside = join(directory, 'baseline.sqlite');
    if (existsSync(beside)) rmSync(beside);
    await engine.rebuild(data.batches(size));
  }
  await engine.close();
  const seconds = Math.round((performance.now() - started) / 1_000);
  return { directory, note: isThere ? '' : `; built in ${seconds} s` };
}
