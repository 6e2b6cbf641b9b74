import fc from 'fast-check';
import type {
  Fragment,
  SearchDocument,
  SearchEngine,
  SearchPage,
  SearchQuery,
} from '../../src/platform/search/search.port.js';
import { anyDocuments, anyQuery } from './search-arbitraries.js';
import { FreshEngine } from './search-fresh.js';
import { searchTextContract } from './search-text.contract.js';
import { document, expected, NO_FACETS, NOW, query } from './search-model.js';

/** An engine with an empty index. */
export type OpenSearch = () => Promise<SearchEngine>;

/** What every search adapter promises; see also search-text.contract.ts. */
export function searchContract(name: string, open: OpenSearch): void {
  describe(`search with ${name}`, () => {
    let engine: FreshEngine;
    beforeAll(async () => {
      engine = new FreshEngine(await open());
    });
    afterAll(() => engine.close());
    beforeEach(() => engine.reset());
    const put = (...documents: SearchDocument[]): Promise<void> => engine.apply(documents, []);
    const ids = async (asked: SearchQuery): Promise<string[]> =>
      (await engine.search(asked)).hits.map((hit) => hit.id);

    describe('rights', () => {
      it('finds for a member of the audience and for nobody else', async () => {
        await put(document('a', { title: '勾股定理', audience: ['s:1', 'd:2'] }));
        expect(await ids(query('勾股定理', { principals: ['d:2', 'u:9'] }))).toEqual(['a']);
        const page = await engine.search(query('勾股定理', { principals: ['s:2', 'd:1', 'u:1'] }));
        expect(page).toMatchObject({ hits: [], total: 0, next: null });
        expect(Object.values(page.facets).flatMap((counts) => Object.keys(counts))).toEqual([]);
      });

      it('opens the window at its first millisecond and closes it at its last, except for those who always see', async () => {
        await put(
          document('a', { title: '期中试卷', visibleFrom: NOW, visibleUntil: NOW + 10, always: ['u:1'] }),
        );
        const at = (now: number): Promise<string[]> => ids(query('试卷', { now }));
        expect([await at(NOW - 1), await at(NOW), await at(NOW + 9), await at(NOW + 10)]).toEqual([
          [],
          ['a'],
          ['a'],
          [],
        ]);
        expect(await ids(query('试卷', { now: NOW - 1, principals: ['u:1'] }))).toEqual(['a']);
      });

      it('leaves excluded ids out of hits, totals, facets and suggestions', async () => {
        const facets = { ...NO_FACETS, subject: 'math' };
        await put(
          document('a', { title: '函数图像', facets }),
          document('b', { title: '函数图像练习', facets }),
        );
        const page = await engine.search(query('函数', { excludeIds: ['a', 'unknown'] }));
        expect(page).toMatchObject({ hits: [{ id: 'b' }], total: 1, facets: { subject: { math: 1 } } });
        const sight = { principals: ['g:1'], now: NOW, excludeIds: ['a'] };
        expect(await engine.suggest('函数', sight, 5)).toEqual(['函数图像练习']);
      });

      it('follows a change of audience at once', async () => {
        await put(document('a', { title: '教案' }));
        await put(document('a', { rev: 2, title: '教案', audience: ['s:1'] }));
        expect(await ids(query('教案'))).toEqual([]);
        expect(await ids(query('教案', { principals: ['s:1'] }))).toEqual(['a']);
      });

      it('never makes a short page because of hidden documents', async () => {
        const hidden = (i: number): boolean => i % 3 !== 0;
        await put(
          ...Array.from({ length: 60 }, (_, i) =>
            document(`d${String(i).padStart(2, '0')}`, {
              title: '单元作业',
              audience: [hidden(i) ? 's:1' : 'g:1'],
            }),
          ),
        );
        const page = await engine.search(query('作业', { limit: 15 }));
        expect(page.hits).toHaveLength(15);
        expect(page.total).toBe(20);
      });

      it('answers as a naive filter would, for any documents, principals, windows, filters and exclusions', async () => {
        await fc.assert(
          fc.asyncProperty(
            anyDocuments,
            fc.array(anyQuery, { minLength: 1, maxLength: 6 }),
            async (documents, asked) => {
              await engine.reset();
              await engine.apply(documents, []);
              for (const each of asked) {
                const answer = await walk(engine, each);
                const right = expected(documents, each);
                expect([...answer.ids].sort()).toEqual(right.ids);
                expect(answer.first).toEqual({ total: right.ids.length, facets: right.facets });
                if (each.sort === 'newest' || each.text === '')
                  expect(answer.ids).toEqual(newestFirst(documents, answer.ids));
              }
            },
          ),
          { numRuns: 40 },
        );
      });

      it('tells nothing of one hidden document: the same hits, order, totals, facets and suggestions without it', async () => {
        const other = new FreshEngine(await open());
        const property = fc.asyncProperty(
          anyDocuments,
          anyQuery,
          fc.constantFrom('audience', 'window', 'excluded'),
          async (documents, asked, how) => {
            const secret = document('doc-000-secret', {
              title: '绝密勾股定理 alpha beta',
              tags: ['试卷', '绝密'],
              body: '光合作用 课件 '.repeat(30),
              facets: { ...NO_FACETS, stage: 'secret', subject: 'math', school: 's1', mark: 'group' },
              audience: how === 'audience' ? ['u:nobody'] : ['g:1', ...asked.principals],
              visibleFrom: how === 'window' ? asked.now + 1 : null,
            });
            const hiding = {
              ...asked,
              excludeIds: how === 'excluded' ? [...asked.excludeIds, secret.id] : asked.excludeIds,
            };
            await engine.rebuild(one([secret, ...documents]));
            await other.rebuild(one(documents));
            const common = { ...hiding, principals: ['g:1', 's:1', 'u:1'], text: 'alpha', limit: 1 };
            // cursors are compared too: they hold the score of the last hit
            for (const each of [hiding, { ...common, sort: 'relevance' as const }]) {
              expect(await walk(engine, each)).toEqual(await walk(other, each));
            }
            for (const text of ['勾', '绝密', 'al', '试']) {
              expect(await engine.suggest(text, hiding, 5)).toEqual(await other.suggest(text, hiding, 5));
            }
          },
        );
        await fc.assert(property, { numRuns: 25 }).finally(() => other.close());
      });
    });

    describe('pages and filters', () => {
      it('shows every hit once over all pages, in the same order as one long page, ties included', async () => {
        await put(
          ...Array.from({ length: 57 }, (_, i) =>
            document(`resource-${i}`, { title: i % 2 ? '练习' : '练习 练习册' }),
          ),
        );
        for (const sort of ['relevance', 'newest'] as const) {
          const long = await ids(query('练习', { sort, limit: 100 }));
          expect(new Set(long).size).toBe(57);
          expect((await walk(engine, query('练习', { sort, limit: 10 }))).ids).toEqual(long);
        }
      });

      it('keeps its place when something is added before it', async () => {
        await put(
          ...Array.from({ length: 6 }, (_, i) => document(`r${i}`, { title: '作文', publishedAt: NOW + i })),
        );
        const first = await engine.search(query('作文', { sort: 'newest', limit: 3 }));
        await put(document('later', { title: '作文', publishedAt: NOW + 50 }));
        expect(await ids(query('作文', { sort: 'newest', limit: 3, cursor: first.next }))).toEqual([
          'r2',
          'r1',
          'r0',
        ]);
      });

      it('refuses a cursor that is none', async () => {
        await put(document('a', { title: '作文' }));
        await expect(engine.search(query('作文', { cursor: 'rubbish' }))).rejects.toMatchObject({
          code: 'invalid_request',
        });
      });

      it('counts each facet without its own filter and filters by node', async () => {
        const facets = (stage: string, subject: string): SearchDocument['facets'] => ({
          ...NO_FACETS,
          stage,
          subject,
        });
        await put(
          document('a', { title: '课件', facets: facets('junior', 'math'), nodes: ['book', 'unit-1'] }),
          document('b', { title: '课件', facets: facets('junior', 'physics'), nodes: ['book'] }),
          document('c', { title: '课件', facets: facets('senior', 'math') }),
        );
        const page = await engine.search(
          query('课件', { filters: { stage: ['junior'], subject: ['math'] } }),
        );
        expect(page.hits.map((hit) => hit.id)).toEqual(['a']);
        expect(page.facets).toMatchObject({
          stage: { junior: 1, senior: 1 },
          subject: { math: 1, physics: 1 },
          grade: {},
        });
        expect((await ids(query('', { filters: { node: 'book' } }))).sort()).toEqual(['a', 'b']);
        expect(await ids(query('', { filters: { node: 'unit-9' } }))).toEqual([]);
      });

      it('finds what bears a quality mark, by its highest', async () => {
        const bearing = (id: string, mark: string | null): SearchDocument =>
          document(id, { title: '课件', facets: { ...NO_FACETS, mark } });
        await put(bearing('a', 'school'), bearing('b', 'group'), bearing('c', null));
        const page = await engine.search(query('课件', { filters: { mark: ['school', 'group'] } }));
        expect(page.hits.map((hit) => hit.id).sort()).toEqual(['a', 'b']);
        expect(page.facets.mark).toEqual({ school: 1, group: 1 });
        expect(await ids(query('', { filters: { mark: ['group'] } }))).toEqual(['b']);
        // given or taken away, the words stay where they are
        await put({ ...bearing('b', null), rev: 2 }, { ...bearing('c', 'school'), rev: 2 });
        expect((await ids(query('课件', { filters: { mark: ['school', 'group'] } }))).sort()).toEqual([
          'a',
          'c',
        ]);
      });
    });

    describe('keeping up', () => {
      it('ignores what is older than what it has, removals included', async () => {
        await put(document('a', { rev: 5, title: '新标题' }));
        await engine.apply([document('a', { rev: 4, title: '旧标题' })], [{ id: 'a', rev: 3 }]);
        expect(await ids(query('新标题'))).toEqual(['a']);
        await engine.apply(
          [],
          [
            { id: 'a', rev: 6 },
            { id: 'never', rev: 2 },
          ],
        );
        await put(document('a', { rev: 5, title: '新标题' }), document('never', { rev: 1, title: '新标题' }));
        expect(await engine.count()).toBe(0);
        await put(document('a', { rev: 7, title: '新标题' }));
        expect(await ids(query('新标题'))).toEqual(['a']);
      });

      it('replaces the words of a document', async () => {
        await put(document('a', { title: '二次函数', body: 'parabola' }));
        await put(document('a', { rev: 2, title: '一次函数', body: 'line' }));
        expect([
          await ids(query('二次')),
          await ids(query('parabola')),
          await ids(query('一次 line')),
        ]).toEqual([[], [], ['a']]);
        expect(await engine.count()).toBe(1);
      });

      it('lists ids and revisions in order, page by page', async () => {
        await put(...['c', 'a', 'b'].map((id) => document(id, { rev: 3 })));
        await engine.apply([], [{ id: 'b', rev: 4 }]);
        expect(await engine.inventory(null, 1)).toEqual([{ id: 'a', rev: 3 }]);
        expect(await engine.inventory('a', 10)).toEqual([{ id: 'c', rev: 3 }]);
      });

      it('answers from the old index during a rebuild and loses nothing that is applied meanwhile', async () => {
        await put(
          document('old', { title: '旧课件' }),
          document('gone', { title: '课件', rev: 2 }),
          document('both', { title: '课件' }),
        );
        const during: string[][] = [];
        const stream = async function* (): AsyncGenerator<SearchDocument[]> {
          yield [document('both', { title: '课件' }), document('gone', { title: '课件', rev: 2 })];
          during.push(await ids(query('旧课件')));
          await engine.apply(
            [document('added', { title: '新课件' }), document('both', { rev: 9, title: '改名' })],
            [{ id: 'gone', rev: 3 }],
          );
          yield [document('gone', { title: '课件', rev: 2 }), document('both', { rev: 8, title: '课件' })];
        };
        expect(await engine.rebuild(stream())).toEqual({ documents: 2 });
        expect(during).toEqual([['old']]);
        expect([await ids(query('课件')), await ids(query('改名'))]).toEqual([['added'], ['both']]);
      });

      it('keeps the old index when a rebuild fails, and can rebuild again', async () => {
        await put(document('a', { title: '课件' }));
        const broken = async function* (): AsyncGenerator<SearchDocument[]> {
          yield await Promise.resolve([document('b', { title: '课件' })]);
          throw new Error('the database went away');
        };
        await expect(engine.rebuild(broken())).rejects.toThrow('the database went away');
        expect(await ids(query('课件'))).toEqual(['a']);
        await engine.rebuild(one([document('b', { title: '课件' })]));
        expect(await ids(query('课件'))).toEqual(['b']);
      });
    });

    searchTextContract(() => engine);
  });
}

async function* one(documents: SearchDocument[]): AsyncGenerator<SearchDocument[]> {
  yield await Promise.resolve(documents);
}

interface Walk {
  ids: string[];
  first: Pick<SearchPage, 'total' | 'facets'>;
  titles: Fragment[][];
  cursors: (string | null)[];
}

/** All pages of a query; every page but the last is full, and every page tells the same total. */
async function walk(engine: SearchEngine, asked: SearchQuery): Promise<Walk> {
  const first = await engine.search(asked);
  const result: Walk = {
    ids: [],
    first: { total: first.total, facets: first.facets },
    titles: [],
    cursors: [],
  };
  for (let page = first; ; page = await engine.search({ ...asked, cursor: page.next })) {
    result.ids.push(...page.hits.map((hit) => hit.id));
    result.titles.push(...page.hits.map((hit) => hit.title));
    result.cursors.push(page.next);
    expect(page.total).toBe(first.total);
    if (page.next === null) return result;
    expect(page.hits).toHaveLength(asked.limit);
  }
}

function newestFirst(documents: SearchDocument[], ids: string[]): string[] {
  const time = new Map(documents.map((doc) => [doc.id, doc.publishedAt]));
  return [...ids].sort((a, b) => (time.get(b) ?? 0) - (time.get(a) ?? 0) || (a < b ? 1 : -1));
}
