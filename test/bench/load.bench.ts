import { startApp } from '../support/app.js';
import type { Stack } from '../support/stack.js';
import type { BenchCase } from './bench.js';
import { getter, type Get } from './http-get.js';
import { median, p95 } from './measure.js';
import { random, type SearchData } from './search-data.js';
import { loginAsker, searchInstallation, type SearchInstallation } from './search-installation.js';
import { forgetPeakMemory, peakMemory } from './transfer.js';

export const name = 'load';

const RESOURCES = 100_000;
const SEARCHES_PER_SECOND = 130;
const PAGES_PER_SECOND = 45;
const WARM_UP_MS = 10_000;
const RUN_MS = 60_000;

export async function prepare(): Promise<void> {
  await searchInstallation(RESOURCES);
}

/**
 * What a large group asks of one process at its busiest: 130 searches and 45 pages a second for a minute. Requests are
 * begun at fixed times whether earlier ones were answered or not, and their time counts from when they were due: a
 * server that falls behind shows it.
 */
export async function* run(): AsyncGenerator<BenchCase> {
  yield* underLoad(await searchInstallation(RESOURCES), name);
}

/** The same, or a share of that load, for an installation on a stack of one's own, told as cases of bench `bench`. */
export async function* underLoad(
  { dataDir, data, askers }: SearchInstallation,
  bench: string,
  stack?: Stack,
  share = 1,
): AsyncGenerator<BenchCase> {
  const [searchRate, pageRate] = [SEARCHES_PER_SECOND * share, PAGES_PER_SECOND * share];
  const app = await startApp({ dataDir, ...(stack && { stack }) });
  try {
    const gets = await Promise.all(
      askers.map(async ({ loginName }) => getter(app.url, (await loginAsker(app, loginName)).cookies(), 64)),
    );
    const search = searches(gets, data);
    const page = await pages(gets);
    await Promise.all([atRate(searchRate, WARM_UP_MS, search), atRate(pageRate, WARM_UP_MS, page)]);
    forgetPeakMemory(app.process.pid!);
    const [searched, paged] = await Promise.all([
      atRate(searchRate, RUN_MS, search),
      atRate(pageRate, RUN_MS, page),
    ]);
    yield { bench, ...summary(`${searchRate} searches/s`, searched) };
    yield { bench, ...summary(`${pageRate} pages/s meanwhile`, paged) };
    const peak = peakMemory(app.process.pid!);
    if (peak !== null)
      yield {
        bench,
        case: 'peak memory of the server meanwhile',
        note: `${Math.round(peak / 1e6)} MB`,
      };
  } finally {
    await app.stop();
  }
}

interface Answers {
  ms: number[];
  /** what went wrong, by sentence */
  errors: string[];
  seconds: number;
}

function summary(title: string, { ms, errors, seconds }: Answers): Omit<BenchCase, 'bench'> {
  const first = errors[0] === undefined ? '' : `, the first: ${errors[0].slice(0, 200)}`;
  return {
    case: `${title} for ${RUN_MS / 1_000} s at ${RESOURCES.toLocaleString('en')} resources, p95`,
    ms: p95(ms),
    note: `${ms.length} answered (${Math.round(ms.length / seconds)}/s), ${errors.length} errors${first}; median ${median(ms).toFixed(1)} ms, longest ${Math.max(...ms).toFixed(0)} ms`,
  };
}

/** Begins a call so many times a second for so long; resolves when all have been answered. */
async function atRate(perSecond: number, ms: number, call: () => Promise<unknown>): Promise<Answers> {
  const answers: Answers = { ms: [], errors: [], seconds: 0 };
  const began = performance.now();
  const pending: Promise<void>[] = [];
  const total = Math.round((perSecond * ms) / 1_000);
  for (let i = 0; i < total; i += 1) {
    const due = began + (i * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((wake) => setTimeout(wake, wait));
    pending.push(
      call().then(
        () => void answers.ms.push(performance.now() - due),
        (error: unknown) => void answers.errors.push(String(error)),
      ),
    );
  }
  await Promise.all(pending);
  answers.seconds = (performance.now() - began) / 1_000;
  return answers;
}

/** Searches of one to three words of any frequency, as the bench of search asks them. */
function searches(gets: readonly Get[], data: SearchData): () => Promise<unknown> {
  const next = random(11);
  let asked = 0;
  return () => {
    let words: string[] = [];
    while (words.length === 0)
      words = Array.from({ length: 1 + Math.floor(next() * 3) }, () =>
        data.word(Math.floor(Math.exp(next() * Math.log(40_000)))),
      ).filter((word) => word.length === 2);
    const text = encodeURIComponent(words.join(' '));
    return gets[asked++ % gets.length]!(`/api/v1/search?text=${text}&limit=20`);
  };
}

/** The pages that are read most, in turn: the newest, one resource, one's own, who I am. */
async function pages(gets: readonly Get[]): Promise<() => Promise<unknown>> {
  const newest = '/api/v1/resources?scope=newest&limit=20';
  const seen = await Promise.all(
    gets.map(async (get) => {
      const { items } = JSON.parse(await get(newest)) as { items: { id: string }[] };
      if (items.length === 0) throw new Error(`There is nothing to read.`);
      return items.map(({ id }) => `/api/v1/resources/${id}`);
    }),
  );
  let asked = 0;
  return () => {
    const reader = asked % gets.length;
    const details = seen[reader]!;
    const detail = details[asked % details.length]!;
    const path = [newest, detail, '/api/v1/resources?scope=mine&limit=20', detail, '/api/v1/session'];
    return gets[reader]!(path[asked++ % path.length]!);
  };
}
