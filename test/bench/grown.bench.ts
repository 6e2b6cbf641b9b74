import { MeiliSearchEngine } from '../../src/platform/search/adapters/meili/meili.engine.js';
import { startApp } from '../support/app.js';
import { dropIndexes, freshPlace, searchEnv } from '../support/meili.js';
import { services, type Grown } from '../support/services.js';
import { provideStack, type Stack } from '../support/stack.js';
import type { BenchCase } from './bench.js';
import { decksDrawn } from './document.bench.js';
import { documentsOf, inOrder, rebuilt } from './index.bench.js';
import { largeInstallation } from './large-installation.js';
import { underLoad } from './load.bench.js';
import { median, p95, timed } from './measure.js';
import { FILM_SECONDS } from './media-room.js';
import { fill } from './meili.bench.js';
import { moveRows } from './mysql.bench.js';
import { firstSegments } from './play.bench.js';
import { searchInstallation } from './search-installation.js';
import { starts } from './start.bench.js';

export const name = 'grown';

const RESOURCES = 100_000;

/** What is there of the services that a grown installation stands on; the search engine apart, which few machines have. */
const PORTS = [
  ...(services.mysqlUrl ? (['mysql'] as const) : []),
  ...(services.redisUrl ? (['redis'] as const) : []),
  ...(services.minio ? (['minio'] as const) : []),
] satisfies Grown[];

export async function prepare(): Promise<void> {
  await largeInstallation(RESOURCES, { indexed: true });
  await searchInstallation(RESOURCES);
}

/**
 * The benches of the embedded installation whose figures depend on every service at once, on all the services that are
 * there (database, queue, store, search engine); the baseline is the embedded installation, measured in the same run.
 */
export async function* run(size: number | null): AsyncGenerator<BenchCase> {
  if (PORTS.length === 0) {
    console.error('grown: left out, because no service is named.');
    return;
  }
  const seconds = size ?? FILM_SECONDS;
  yield* compared(`${seconds} s of 1080p: acknowledged → first segment`, async (stack) => {
    const times = await firstSegments(seconds, stack);
    return times?.ours ?? null;
  });
  yield* compared('40 slides: acknowledged → page images, thumbnails and text', async (stack) => {
    const times = await decksDrawn(stack);
    return times?.ours ?? null;
  });
  yield* started();
  if (services.meili) yield* indexed(services.meili);
  yield* loaded();
}

async function* compared(
  title: string,
  measure: (stack: readonly Grown[]) => Promise<number[] | null>,
): AsyncGenerator<BenchCase> {
  const baseline = await measure([]);
  const grown = await measure(PORTS);
  if (baseline === null || grown === null)
    return yield { bench: name, case: title, note: 'skipped: no tool' };
  yield against(title, median(grown), median(baseline));
}

async function* started(): AsyncGenerator<BenchCase> {
  const { dataDir } = await largeInstallation(RESOURCES, { indexed: true });
  const embedded = await starts(dataDir);
  const grown = await onServices(dataDir, PORTS, (stack) => starts(dataDir, stack));
  yield against('process start → ready, 100 k resources', median(grown.ms), median(embedded.ms));
  yield {
    bench: name,
    case: 'memory when idle, 100 k resources',
    note: `${Math.round(grown.idleBytes / 1e6)} MB, embedded ${Math.round(embedded.idleBytes / 1e6)} MB`,
  };
}

/** A full rebuild with the rows in the database and the index in Meilisearch; against the very same documents written straight to it. */
async function* indexed(meili: { url: string; key: string }): AsyncGenerator<BenchCase> {
  const installation = await largeInstallation(RESOURCES, { indexed: true });
  const { dataDir } = installation;
  const documents = await documentsOf(dataDir);
  const straight = freshPlace(meili);
  const engine = await MeiliSearchEngine.open(straight);
  const baselineMs = await timed(() => engine.rebuild(inOrder(documents)));
  await engine.close();
  await dropIndexes(straight);
  const { ms, during } = await onServices(dataDir, [...PORTS, 'meilisearch'], async (stack) => {
    // What the reader's searches find meanwhile.
    await startApp({ dataDir, stack, entry: ['dist/cli.js', 'reindex', '--offline'], untilExit: true });
    return rebuilt(installation, stack);
  });
  yield {
    bench: name,
    case: `rebuild of ${RESOURCES.toLocaleString('en')} resources in Meilisearch: rate against the engine alone`,
    ms,
    baselineMs,
    ratio: baselineMs / ms,
    note: `${Math.round(RESOURCES / (ms / 1_000))}/s against ${Math.round(RESOURCES / (baselineMs / 1_000))}/s`,
  };
  yield {
    bench: name,
    case: 'searches one after the other during the rebuild, p95',
    ms: p95(during),
    note: `${during.length} searches, none failed; median ${median(during).toFixed(1)} ms`,
  };
}

/** The load of a large group on all services, and on what is built in. */
async function* loaded(): AsyncGenerator<BenchCase> {
  const installation = await searchInstallation(RESOURCES);
  for await (const one of underLoad(installation, name)) yield { ...one, case: `embedded: ${one.case}` };
  const search = services.meili ? searchEnv(await fill(installation, RESOURCES)) : {};
  const stack = await provideStack(PORTS);
  try {
    if (services.mysqlUrl) await moveRows(installation.dataDir, stack);
    const whole = { ...stack, env: { ...stack.env, ...search } };
    // All services on two processors may not keep up with the whole of it: what half of it takes says more about waiting.
    for (const share of [0.5, 1])
      for await (const one of underLoad(installation, name, whole, share))
        yield { ...one, case: `on services: ${one.case}` };
  } finally {
    await stack.drop();
  }
}

/** Does the work with an installation's rows in fresh services. Its files stay where they are: nothing here reads them. */
async function onServices<T>(
  dataDir: string,
  names: readonly Grown[],
  work: (stack: Stack) => Promise<T>,
): Promise<T> {
  const stack = await provideStack(names);
  try {
    if (names.includes('mysql')) await moveRows(dataDir, stack);
    return await work(stack);
  } finally {
    await stack.drop();
  }
}

function against(title: string, ms: number, baselineMs: number): BenchCase {
  const on = PORTS.join(', ');
  return {
    bench: name,
    case: `${title}: on ${on} against what is built in`,
    ms,
    baselineMs,
    ratio: ms / baselineMs,
  };
}
