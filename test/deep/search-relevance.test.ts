import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FtsSearchEngine } from '../../src/platform/search/adapters/fts/fts.engine.js';
import { MeiliSearchEngine } from '../../src/platform/search/adapters/meili/meili.engine.js';
import type { SearchDocument, SearchEngine } from '../../src/platform/search/search.port.js';
import { document, query } from '../contract/search-model.js';
import { dropIndexes, freshPlace } from '../support/meili.js';
import { services, whereAvailable } from '../support/services.js';

const SETS = join(import.meta.dirname, '../../../shared/ir');

/** Wanted nDCG@10; a little below what was reached when written, about that of plain BM25 over all words joined by OR. */
const EMBEDDED: Wanted = [
  ['c3_exam_zh', 0.86],
  ['cmrc2018_zh', 0.98],
  // names of knowledge points against noisy labels: most need words of which no exercise has all
  ['k12_kp2item_zh', 0.14],
  ['cranfield_en', 0.33],
];
const MEILISEARCH: Wanted = [
  ['c3_exam_zh', 0.8],
  ['cmrc2018_zh', 0.95],
  ['k12_kp2item_zh', 0.2],
];
type Wanted = [set: string, atLeast: number][];

const present = existsSync(SETS);
if (!present) console.log(`${SETS} is not there: relevance is not measured`);

function ranks(title: string, wanted: Wanted, open: () => Promise<Opened>): void {
  (present ? describe : describe.skip)(title, () => {
    it.each(wanted)(
      'ranks %s with nDCG@10 of at least %d',
      async (set, atLeast) => {
        const folder = join(SETS, set);
        const { engine, remove } = await open();
        try {
          await engine.rebuild(corpus(folder));
          const reached = await meanGain(engine, folder);
          console.log(`${title}, ${set}: nDCG@10 ${reached.toFixed(4)}`);
          expect(reached).toBeGreaterThanOrEqual(atLeast);
        } finally {
          await engine.close();
          await remove();
        }
      },
      3_600_000,
    );
  });
}

interface Opened {
  engine: SearchEngine;
  remove: () => Promise<void> | void;
}

ranks('relevance of the embedded engine on judged queries', EMBEDDED, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'lianke-relevance-'));
  const engine = await FtsSearchEngine.open({ directory });
  return { engine, remove: () => rmSync(directory, { recursive: true }) };
});

whereAvailable('Meilisearch, running', 'MEILI_URL', services.meili, (server) => {
  ranks('relevance of Meilisearch on judged queries', MEILISEARCH, async () => {
    const place = freshPlace(server);
    const engine = await MeiliSearchEngine.open(place, { patienceMs: 60_000 });
    return { engine, remove: () => dropIndexes(place) };
  });
});

async function* corpus(folder: string): AsyncGenerator<SearchDocument[]> {
  const texts = lines(join(folder, 'corpus.jsonl')).map(
    (line) => JSON.parse(line) as { _id: string; title?: string; text: string },
  );
  for (let from = 0; from < texts.length; from += 500) {
    yield await Promise.resolve(
      texts
        .slice(from, from + 500)
        .map(({ _id, title, text }) => document(_id, { title: title ?? '', body: text })),
    );
  }
}

/** Mean of nDCG@10 over the judged queries, with gain 2^rel − 1. */
async function meanGain(engine: SearchEngine, folder: string): Promise<number> {
  const judged = new Map<string, Map<string, number>>();
  for (const line of lines(join(folder, 'qrels.tsv')).slice(1)) {
    const [queryId = '', documentId = '', relevance = '0'] = line.split('\t');
    const known = judged.get(queryId) ?? new Map<string, number>();
    judged.set(queryId, known.set(documentId, Number(relevance)));
  }
  let sum = 0;
  let count = 0;
  for (const line of lines(join(folder, 'queries.tsv'))) {
    const [queryId = '', text = ''] = line.split('\t');
    const relevance = judged.get(queryId);
    if (!relevance) continue;
    const { hits } = await engine.search(query(text, { limit: 10 }));
    const ideal = [...relevance.values()].sort((a, b) => b - a).slice(0, 10);
    sum += discounted(hits.map((hit) => relevance.get(hit.id) ?? 0)) / discounted(ideal);
    count += 1;
  }
  return sum / count;
}

function discounted(relevances: number[]): number {
  return relevances.reduce((sum, relevance, i) => sum + (2 ** relevance - 1) / Math.log2(i + 2), 0);
}

function lines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
