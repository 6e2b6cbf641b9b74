import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MOST_ITEMS, MOST_ITEMS_AT_ONCE, type CollectionView } from '../../src/contracts/index.js';
import { startApp } from '../support/app.js';
import type { ApiClient } from '../support/client.js';
import { services, type Grown } from '../support/services.js';
import { provideStack } from '../support/stack.js';
import type { BenchCase } from './bench.js';
import { byHand, whereOn, type ByHand } from './by-hand.js';
import { largeInstallation, loginReader } from './large-installation.js';
import { inTurns, p95, timed } from './measure.js';
import { moveRows } from './mysql.bench.js';

export const name = 'collections';

interface Queue {
  items: { id: string }[];
  next: string | null;
  open: number;
}

const INSTALLED = 20_000;
const ROUNDS = 40;
const PROPOSALS = 10_000;
/** of what is asked for once in a while */
const FEW = 5;

export async function prepare(): Promise<void> {
  await largeInstallation(INSTALLED, { indexed: true });
}

/**
 * A collection of 5,000 resources, over HTTP: pages of its items, for reader and curator, putting items elsewhere, and
 * the whole of it copied, printed, and put together for an archive; then 10,000 open proposals for it. On the built-in
 * database, and on MySQL or MariaDB where there is one.
 */
export async function* run(size: number | null): AsyncGenerator<BenchCase> {
  yield* measured(size ?? MOST_ITEMS, []);
  if (services.mysqlUrl) yield* measured(size ?? MOST_ITEMS, ['mysql']);
}

async function* measured(count: number, names: readonly Grown[]): AsyncGenerator<BenchCase> {
  const kept = await largeInstallation(INSTALLED, { indexed: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'lianke-collections-'));
  cpSync(kept.dataDir, dataDir, { recursive: true });
  const stack = await provideStack(names);
  const on = whereOn(names);
  try {
    if (names.length > 0) await moveRows(dataDir, stack);
    const hand = await byHand(dataDir, stack);
    const app = await startApp({ dataDir, stack, env: { LOG_LEVEL: 'warn' } });
    try {
      const client = await loginReader(app, kept);
      const { id, sectionId, itemIds } = await collected(client, count);
      const middle = itemIds[Math.floor(count / 2)]!;
      let { rev } = (await client.get<{ rev: number }>(`collections/${id}`)).body;
      const page = async (mode: string) => {
        const { status } = await client.get(`collections/${id}/items?mode=${mode}&limit=100`);
        if (status !== 200) throw new Error(`${mode}: ${status}`);
      };
      const move = async (round: number) => {
        const body = { itemIds: [itemIds[round]!], sectionId, afterId: round % 2 === 0 ? middle : null };
        const answer = await client.post<{ rev: number }>(`collections/${id}/items/move`, body, {
          'if-match': `"${rev}"`,
        });
        if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
        ({ rev } = answer.body);
      };
      const taken = await inTurns(ROUNDS, {
        head: () => client.get(`collections/${id}`),
        reading: () => page('reading'),
        curating: () => page('curating'),
        reorder: move,
      });
      const whole = await inTurns(FEW, {
        copy: async () => {
          await must(client.post(`collections/${id}/copy`, {}));
          // Nobody copies fifty thousand items a day; the bench does.
          await hand.run(`DELETE FROM request_budget WHERE id LIKE 'copy:%'`);
        },
        archive: () => client.get(`collections/${id}/archive`),
      });
      const printed = await timed(() => must(client.get(`collections/${id}/outline.pdf`)));
      const of = (what: string, times: number[], wanted: string): BenchCase => ({
        bench: name,
        case: `${on}${what}, p95 of ${times.length} over HTTP, ${count.toLocaleString('en')} items`,
        ms: p95(times),
        wanted,
      });
      yield of('head', taken.head, '≤ 150 ms');
      yield of('reading', taken.reading, '≤ 150 ms');
      yield of('curating', taken.curating, '≤ 150 ms');
      yield of('reorder', taken.reorder, '≤ 200 ms');
      yield of('copying the whole', whole.copy, '≤ 1,000 ms');
      yield of('what an archive would hold', whole.archive, '≤ 1,000 ms');
      yield of('the contents as a PDF', [printed], '≤ 30,000 ms');
      await propose(hand, id);
      const queue = await queueTimes(client, id);
      for (const [what, times] of Object.entries(queue))
        yield {
          bench: name,
          case: `${on}${what}, p95 of ${times.length} over HTTP, ${PROPOSALS.toLocaleString('en')} open proposals`,
          ms: p95(times),
          wanted: '≤ 150 ms',
        };
    } finally {
      await app.stop();
      await hand.close();
    }
  } finally {
    await stack.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Puts open proposals into the queue, each by somebody else: over HTTP one person has a few dozen at most. */
function propose(hand: ByHand, collectionId: string): Promise<void> {
  const columns = [
    'id',
    'collection_id',
    'proposer_id',
    'state',
    'kind',
    'target_id',
    'reason',
    'proposed_at',
  ];
  const rows = Array.from({ length: PROPOSALS }, (_, i) => {
    const [id, by, target] = ['9', 'a', '8'].map(
      (part) => `01890000-0000-7000-${part}000-${(i + 1).toString(16).padStart(12, '0')}`,
    );
    return [id, collectionId, by, 'open', 'resource', target, '课上用得着', 1];
  });
  return hand.insert('proposal', columns, rows);
}

/** Times of the queue's pages, of the first and of all to the last, and of deciding; throws where a page or the count is wrong. */
async function queueTimes(client: ApiClient, id: string): Promise<Record<string, number[]>> {
  const read = async (query: string) => {
    const { body } = await client.get<Queue>(`collections/${id}/proposals?limit=100${query}`);
    return body;
  };
  const seen = new Set<string>();
  const pages: number[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    pages.push(
      await timed(async () => {
        const { items, next, open } = await read(query);
        if (open !== PROPOSALS) throw new Error(`${open} of ${PROPOSALS} are counted`);
        for (const item of items) seen.add(item.id);
        cursor = next;
      }),
    );
  }
  if (seen.size !== PROPOSALS) throw new Error(`${seen.size} of ${PROPOSALS} are listed`);
  const open = [...seen];
  let declined = 0;
  const { first, decline, decided } = await inTurns(ROUNDS, {
    first: () => read(''),
    decline: () => {
      const path = `collections/${id}/proposals/${open[declined]!}/decline`;
      declined += 1;
      return must(client.post(path, { reason: '已经有了' }));
    },
    decided: () => read('&state=decided'),
  });
  const left = (await read('')).open;
  if (left !== PROPOSALS - declined) throw new Error(`${left} are counted after ${declined} were declined`);
  return {
    'pages of 100 of the queue, one after the other': pages,
    'its first page while proposals are declined': first,
    declining: decline,
    'the declined ones': decided,
  };
}

async function must(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
}

/** A collection shared with the school that holds the first resources of the installation. */
async function collected(client: ApiClient, count: number) {
  const made = (await client.post<CollectionView>('collections', { title: '五千项' })).body;
  const sectionId = made.sections[0]!.id;
  const itemIds: string[] = [];
  for (let at = 0; at < count; at += MOST_ITEMS_AT_ONCE) {
    const items = Array.from({ length: Math.min(MOST_ITEMS_AT_ONCE, count - at) }, (_, i) => ({
      kind: 'resource',
      resourceId: `01890000-0000-7000-8000-${(at + i + 1).toString(16).padStart(12, '0')}`,
    }));
    const answer = await client.post<{ ids: string[] }>(`collections/${made.id}/items`, { items });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    itemIds.push(...answer.body.ids);
  }
  const { rev } = (await client.get<{ rev: number }>(`collections/${made.id}`)).body;
  const audience = { preset: 'school' };
  await client.post(`collections/${made.id}/publish`, { audience }, { 'if-match': `"${rev}"` });
  return { id: made.id, sectionId, itemIds };
}
