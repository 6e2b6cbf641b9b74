import { MeiliSearchEngine } from '../../src/platform/search/adapters/meili/meili.engine.js';
import { SearchAwayError, type SearchDocument } from '../../src/platform/search/search.port.js';
import { dropIndexes } from '../support/meili.js';
import { MeiliDescription } from '../support/meili-description.js';
import { MeiliTape } from '../support/meili-tape.js';
import { recording, services } from '../support/services.js';
import { document, NO_FACETS, NOW, query } from './search-model.js';

/*
 * No server runs here: every request is held against Meilisearch's description of its API and answered by what a
 * running 1.50.0 answered to the same request when the tape was recorded (see fixtures/meilisearch/NOTICE). What the
 * server itself does is seen in search.meili.test.ts.
 */
const INDEX = 'replay';
const facets = (subject: string, stage = 'junior'): SearchDocument['facets'] => ({
  ...NO_FACETS,
  stage,
  subject,
});
const LIBRARY = [
  document('a', { title: '勾股定理的证明', tags: ['几何'], facets: facets('math'), nodes: ['book "1"'] }),
  document('b', {
    title: '勾股定理练习',
    body: '直角三角形两条直角边的平方和。',
    facets: facets('math', 'senior'),
  }),
  document('c', { title: 'Solving linear equations', description: 'Unit 3', facets: facets('english') }),
  document('d', { title: '期中试卷', visibleFrom: NOW + 10, always: ['u:1'], publishedAt: NOW + 1 }),
  document('e', {
    title: '光合作用',
    body: `光合作用需要阳光、水和二氧化碳。${'这里是一些无关的文字。'.repeat(300)}叶绿体`,
  }),
  document('hidden "quoted"', { title: '勾股定理秘密', audience: ['s:9'] }),
];

describe('Meilisearch, replayed from recordings of a running one', () => {
  let tape: MeiliTape;
  let engine: MeiliSearchEngine;
  const ids = async (...asked: Parameters<typeof query>): Promise<string[]> =>
    (await engine.search(query(...asked))).hits.map(({ id }) => id);

  beforeAll(async () => {
    const live = recording ? services.meili : null;
    if (live) await dropIndexes({ ...live, index: INDEX });
    tape = await MeiliTape.start(live);
    engine = await MeiliSearchEngine.open(
      { url: tape.url, key: 'any', index: INDEX },
      { patienceMs: 30_000 },
    );
  });
  afterAll(async () => {
    await engine.close();
    await tape.stop();
    if (recording && services.meili) await dropIndexes({ ...services.meili, index: INDEX });
  });
  // a request that is not as described, or not on the tape, fails the test that made it
  afterEach(() => expect(tape.faults.splice(0)).toEqual([]));

  it('makes an index with its settings where there is none, asks for a rebuild, and fills it', async () => {
    expect(engine.needsRebuild).toBe(true);
    expect(await engine.rebuild(batches(LIBRARY))).toEqual({ documents: 6 });
    expect([engine.needsRebuild, await engine.count()]).toEqual([false, 6]);
    expect(await engine.inventory('b', 2)).toEqual([
      { id: 'c', rev: 1 },
      { id: 'd', rev: 1 },
    ]);
  });

  it('sends its key, and wants no compressed answers', () => {
    expect(tape.headers).toMatchObject({ authorization: 'Bearer any', 'accept-encoding': 'identity' });
  });

  it('finds words, parts of words, stems and beginnings, and marks them', async () => {
    const page = await engine.search(query('勾股定理'));
    expect(page).toMatchObject({ total: 2, partial: false, limited: false, next: null });
    expect(page.hits[0]!.title.filter(({ hit }) => hit)).toEqual([{ text: '勾股定理', hit: true }]);
    expect(await ids('股定')).toHaveLength(2);
    expect([await ids('equation'), await ids('equa'), await ids('equa', { prefix: true })]).toEqual([
      ['c'],
      [],
      ['c'],
    ]);
    expect(await ids('叶绿体')).toEqual(['e']);
  });

  it('answers a question with what holds enough of it, from the union of several sets of words', async () => {
    const page = await engine.search(query('光合作用需要什么条件？'));
    expect(page).toMatchObject({ hits: [{ id: 'e' }], total: 1, partial: true });
  });

  it('keeps to audience, window and filters, whatever stands in them, and to what is excluded', async () => {
    expect(await ids('试卷')).toEqual([]);
    expect(await ids('试卷', { now: NOW + 10 })).toEqual(['d']);
    expect(await ids('试卷', { principals: ['u:1'] })).toEqual(['d']);
    expect(await ids('勾股', { principals: ['s:9', '" OR key EXISTS OR always = "'] })).toEqual([
      'hidden "quoted"',
    ]);
    expect(await ids('', { filters: { node: 'book "1"' } })).toEqual(['a']);
    const page = await engine.search(
      query('勾股', { filters: { stage: ['junior'] }, excludeIds: ['c', 'gone'] }),
    );
    expect(page).toMatchObject({ hits: [{ id: 'a' }], total: 1 });
    expect(page.facets).toMatchObject({ stage: { junior: 1, senior: 1 }, subject: { math: 1 } });
    expect(await ids('勾股', { excludeIds: ['a'] })).toEqual(['b']);
  });

  it('goes through the newest page by page', async () => {
    const first = await engine.search(query('', { limit: 2, now: NOW + 10 }));
    expect(first).toMatchObject({ hits: [{ id: 'd' }, { id: 'e' }], total: 5 });
    const second = await engine.search(query('', { limit: 2, now: NOW + 10, cursor: first.next }));
    expect(second).toMatchObject({ hits: [{ id: 'c' }, { id: 'b' }], total: 5 });
  });

  it('asks nothing of the server for what holds no word', async () => {
    expect(await engine.search(query('！？…'))).toMatchObject({ hits: [], total: 0, next: null });
  });

  it('completes from titles and tags', async () => {
    const sight = { principals: ['g:1'], now: NOW, excludeIds: [] };
    expect(await engine.suggest('勾股', sight, 5)).toEqual(['勾股定理练习', '勾股定理的证明']);
  });

  it('takes changes of words, of rights alone, and removals, and nothing that is older', async () => {
    const a = LIBRARY[0]!;
    await engine.apply([{ ...a, rev: 3, audience: ['s:1'] }], []);
    expect([await ids('证明'), await ids('证明', { principals: ['s:1'] })]).toEqual([[], ['a']]);
    await engine.apply([{ ...a, rev: 2 }], [{ id: 'b', rev: 5 }]);
    await engine.apply([document('b', { rev: 4, title: '勾股' })], []);
    expect([await ids('证明'), await ids('勾股', { now: NOW + 1 })]).toEqual([[], []]);
    await engine.apply([document('b', { rev: 6, title: '勾股数' })], []);
    expect(await ids('勾股数')).toEqual(['b']);
  });

  it('does not lose what is applied while another index is filled', async () => {
    const stream = async function* (): AsyncGenerator<SearchDocument[]> {
      yield await Promise.resolve([document('b', { rev: 6, title: '勾股数' })]);
      await engine.apply([document('new', { title: '新课件' })], [{ id: 'b', rev: 7 }]);
      yield [document('b', { rev: 6, title: '勾股数' })];
    };
    expect(await engine.rebuild(stream())).toEqual({ documents: 1 });
    expect(await ids('', { now: NOW + 2 })).toEqual(['new']);
  });

  it('says that the engine is away when the server has lost the index, and wants it rebuilt', async () => {
    const lost = await MeiliSearchEngine.open({ url: tape.url, key: 'any', index: `${INDEX}_lost` });
    try {
      await lost.rebuild(batches([document('a', { title: '课件' })]));
      await tape.request('DELETE', `/indexes/${INDEX}_lost_v2`);
      await expect(lost.search(query('课件'))).rejects.toBeInstanceOf(SearchAwayError);
      expect(lost.needsRebuild).toBe(true);
    } finally {
      await lost.close();
    }
  });
});

describe('the description of the API', () => {
  const description = new MeiliDescription();

  it('tells what is wrong with a request', () => {
    const search = (query: object) => description.faults('POST', '/multi-search', { queries: [query] });
    expect(search({ indexUid: 'a', q: 'x', hitsPerPage: 1 })).toEqual([]);
    expect(search({ q: 'x' })).toHaveLength(1);
    expect(search({ indexUid: 'a', limit: -1 })).toHaveLength(1);
    expect(search({ indexUid: 'a', nonsense: 1 })).toHaveLength(1);
    expect(search({ indexUid: 'a', locales: ['klingon'] })).not.toEqual([]);
    expect(description.faults('GET', '/nothing', undefined)).toHaveLength(1);
    expect(description.faults('PUT', '/indexes/a/documents?skip=1', [])).toHaveLength(1);
    expect(
      description.faults('PATCH', '/indexes/a/settings', { searchableAttributes: 'title' }),
    ).toHaveLength(1);
  });
});

async function* batches(documents: SearchDocument[]): AsyncGenerator<SearchDocument[]> {
  yield await Promise.resolve(documents);
}
