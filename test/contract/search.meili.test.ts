import { jest } from '@jest/globals';
import { Meilisearch } from 'meilisearch';
import { indexNames } from '../../src/platform/search/adapters/meili/index-names.js';
import { settingsToChange } from '../../src/platform/search/adapters/meili/index-settings.js';
import { MeiliSearchEngine } from '../../src/platform/search/adapters/meili/meili.engine.js';
import type { MeiliPlace } from '../../src/platform/search/adapters/meili/meili-client.js';
import {
  SearchAwayError,
  type SearchDocument,
  type SearchPage,
} from '../../src/platform/search/search.port.js';
import { dropIndexes, freshPlace } from '../support/meili.js';
import { services, whereAvailable } from '../support/services.js';
import { document, NOW, query } from './search-model.js';
import { searchContract } from './search.contract.js';

// a change takes this engine fifty times as long as the embedded one
jest.setTimeout(900_000);

whereAvailable('Meilisearch, running', 'MEILI_URL', services.meili, (server) => {
  const places: MeiliPlace[] = [];
  const place = (): MeiliPlace => {
    const fresh = freshPlace(server);
    places.push(fresh);
    return fresh;
  };
  afterAll(async () => {
    for (const each of places) await dropIndexes(each);
  });

  const open = (where: MeiliPlace): Promise<MeiliSearchEngine> =>
    MeiliSearchEngine.open(where, { patienceMs: 30_000 });
  const administrator = new Meilisearch({ host: server.url, apiKey: server.key });
  const settled = { interval: 25, timeout: 60_000 };

  describe('Meilisearch', () => {
    it('refuses to start with a wrong key, one without enough rights, or no server, each with one sentence', async () => {
      const where = place();
      const { key } = await administrator.createKey({
        name: where.index,
        actions: ['search', 'indexes.*', 'settings.*', 'documents.get', 'tasks.get'],
        indexes: [`${where.index}*`],
        expiresAt: null,
      });
      const wrong: [MeiliPlace, RegExp][] = [
        [{ ...where, key: 'not-the-key-of-this-server' }, /refuses MEILI_KEY/],
        [{ ...where, key }, /refuses MEILI_KEY/],
        [{ ...where, url: 'http://127.0.0.1:9' }, /does not answer.*MEILI_URL=http:\/\/127\.0\.0\.1:9/],
      ];
      for (const [each, sentence] of wrong) {
        const refusal = await open(each).then(
          () => null,
          (error: Error) => error,
        );
        expect(refusal?.name).toBe('SettingsError');
        expect(refusal?.message).toMatch(sentence);
        expect(refusal?.message).not.toContain('\n');
        expect(refusal?.message).not.toContain(each.key);
      }
      await administrator.deleteKey(key);
    });

    it('works with a key that has no more than it needs', async () => {
      const where = place();
      const { key } = await administrator.createKey({
        name: where.index,
        actions: ['search', 'documents.*', 'indexes.*', 'settings.*', 'tasks.get'],
        indexes: [`${where.index}_*`],
        expiresAt: null,
      });
      const engine = await open({ ...where, key });
      await engine.rebuild(batches([document('a', { title: '课件' })]));
      await engine.apply([], [{ id: 'a', rev: 2 }]);
      expect(await engine.count()).toBe(0);
      await engine.close();
      await administrator.deleteKey(key);
    });

    it('has everything again after a restart, mends settings that somebody changed, and removes what an older program left', async () => {
      const where = place();
      const first = await open(where);
      await first.rebuild(batches([document('a', { title: '中华人民共和国成立' })]));
      await first.close();
      const { inUse } = indexNames(where.index);
      await administrator.createIndex(`${where.index}_v0`).waitTask(settled);
      await administrator
        .index(inUse)
        .updateSettings({ searchableAttributes: ['title'] })
        .waitTask(settled);
      const second = await open(where);
      expect([second.needsRebuild, await total(second, '华人')]).toEqual([false, 1]);
      expect(settingsToChange(await administrator.index(inUse).getSettings())).toBeNull();
      const { results } = await administrator.getRawIndexes({ limit: 1_000 });
      expect(results.map(({ uid }) => uid).filter((uid) => uid.startsWith(where.index))).toEqual([inUse]);
      await second.close();
    });

    it('throws when the server does not finish a task, and goes on with what follows', async () => {
      const engine = await open(place());
      const impossible = document('x'.repeat(600), { title: '课件' });
      await expect(engine.apply([impossible], [])).rejects.toThrow(/did not finish documentAdditionOrUpdate/);
      await expect(engine.rebuild(batches([impossible]))).rejects.toThrow(/did not finish/);
      await engine.apply([document('a', { title: '课件' })], []);
      expect(await total(engine, '课件')).toBe(1);
      await engine.close();
    });

    it('keeps what another process applies while this one fills a new index', async () => {
      const where = place();
      const [one, other] = [await open(where), await open(where)];
      await one.apply([document('both', { title: '课件' }), document('gone', { title: '课件' })], []);
      const stream = async function* (): AsyncGenerator<SearchDocument[]> {
        yield await Promise.resolve([document('both', { title: '课件' })]);
        await other.apply(
          [document('both', { rev: 3, title: '教案' }), document('new', { title: '教案' })],
          [{ id: 'gone', rev: 2 }],
        );
        yield [document('gone', { title: '课件' }), document('both', { rev: 2, title: '课件' })];
      };
      await one.rebuild(stream());
      expect([await total(other, '课件'), await total(other, '教案')]).toEqual([0, 2]);
      await Promise.all([one.close(), other.close()]);
    });

    it('makes an index that was lost again, with its settings, before it is written to', async () => {
      const where = place();
      const engine = await open(where);
      await engine.rebuild(batches([document('a', { title: '课件' })]));
      const { inUse } = indexNames(where.index);
      await administrator.deleteIndex(inUse).waitTask(settled);
      await expect(engine.search(query('课件'))).rejects.toBeInstanceOf(SearchAwayError);
      expect(engine.needsRebuild).toBe(true);
      await engine.apply([document('b', { title: '中华人民' })], []);
      expect(await total(engine, '华人')).toBe(1);
      expect(settingsToChange(await administrator.index(inUse).getSettings())).toBeNull();
      await engine.close();
    });

    it('counts exactly with a thousand excluded among thousands of hits, and goes through them all', async () => {
      const engine = await open(place());
      const id = (i: number): string => `d${String(i).padStart(4, '0')}`;
      await engine.rebuild(
        batches(
          Array.from({ length: 3_000 }, (_, i) => document(id(i), { title: '课件', publishedAt: NOW + i })),
        ),
      );
      const excludeIds = Array.from({ length: 1_000 }, (_, i) => id(3 * i));
      expect(engine.maxExcluded).toBe(1_000);
      for (const sort of ['relevance', 'newest'] as const) {
        const seen = new Set<string>();
        let cursor: string | null = null;
        do {
          const page: SearchPage = await engine.search(
            query('课件', { excludeIds, sort, cursor, limit: 170 }),
          );
          expect(page.total).toBe(2_000);
          for (const hit of page.hits) seen.add(hit.id);
          cursor = page.next;
        } while (cursor !== null);
        expect([seen.size, excludeIds.some((each) => seen.has(each))]).toEqual([2_000, false]);
      }
      await engine.close();
    });
  });

  searchContract('Meilisearch', () => open(place()));
});

const total = async (engine: MeiliSearchEngine, text: string): Promise<number> =>
  (await engine.search(query(text))).total;

async function* batches(documents: SearchDocument[]): AsyncGenerator<SearchDocument[]> {
  for (let from = 0; from < documents.length; from += 500)
    yield await Promise.resolve(documents.slice(from, from + 500));
}
