import { jest } from '@jest/globals';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import type { ApiClient } from '../support/client.js';
import { CutLine } from '../support/cut-line.js';
import { eventually } from '../support/eventually.js';
import { dropIndexes, freshPlace } from '../support/meili.js';
import { services, whereAvailable } from '../support/services.js';
import { foundGroup, publishLink, type SmallGroup } from '../support/small-group.js';
import { StandInMeili } from '../support/stand-in-meili.js';

jest.setTimeout(180_000);

/** The longest that a person waits for a search without its engine, with room for a crowded machine. */
const A_SECOND = 1_500;

const search = async (who: ApiClient, text: string) => {
  const began = performance.now();
  const { status, body } = await who.get<SearchResponse>(`search?text=${encodeURIComponent(text)}`);
  expect(status).toBe(200);
  return {
    ...body,
    titles: body.items.map(({ resource }) => resource.title),
    ms: performance.now() - began,
  };
};

const publish = (group: SmallGroup, title: string) => publishLink(group, title, { tags: ['观潮节'] });

const found = (who: ApiClient, text: string, titles: string[]) =>
  eventually(`${text} finds ${titles.join()}, not limited`, async () => {
    const answer = await search(who, text);
    return !answer.limited && [...answer.titles].sort().join() === [...titles].sort().join();
  });

/** What goes on while there is no engine. */
async function goesOn(group: SmallGroup, there: ResourceView): Promise<ResourceView> {
  const { author, colleague, outsider } = group;
  const limited = await search(colleague, '观潮');
  expect(limited).toMatchObject({ limited: true, titles: [there.title], total: 1 });
  expect(limited.ms).toBeLessThan(A_SECOND);
  expect(limited.items[0]!.title).toContainEqual({ text: '观潮', hit: true });
  expect((await search(colleague, '观潮节')).titles).toEqual([there.title]);
  expect(await search(outsider, '观潮')).toMatchObject({ limited: true, titles: [], total: 0 });
  const suggestions = await colleague.get<{ items: string[] }>(
    `search/suggestions?text=${encodeURIComponent('观潮')}`,
  );
  expect(suggestions.body.items).toContain('观潮节');
  expect((await colleague.get(`resources/${there.id}`)).status).toBe(200);
  await author.upload('讲义.txt', Buffer.from('钱塘江的潮水'));
  const later = await publish(group, '观潮 第二课时');
  const newest = await colleague.get<{ items: ResourceView[] }>('resources?scope=newest');
  expect(newest.body.items.map(({ id }) => id)).toContain(later.id);
  expect((await search(colleague, '观潮')).titles).toEqual([later.title, there.title]);
  const rev = (await author.get<ResourceView>(`resources/${there.id}`)).body.rev;
  const withdrawn = await author.post(`resources/${there.id}/withdraw`, {}, { 'if-match': `"${rev}"` });
  expect(withdrawn.status).toBeLessThan(300);
  expect((await search(colleague, '观潮')).titles).toEqual([later.title]);
  return later;
}

function serverDies(
  target: () => Promise<{ url: string; key: string; index: string; drop(): Promise<void> }>,
) {
  it('leaves browsing, opening and uploading as they were; search is limited, within a second; indexing catches up', async () => {
    const { url, key, index, drop } = await target();
    const line = await CutLine.to(url);
    const env = { SEARCH_DRIVER: 'meilisearch', MEILI_URL: line.url, MEILI_KEY: key, MEILI_INDEX: index };
    const app = await startApp({ stack: [], env });
    try {
      const group = await foundGroup(app);
      const there = await publish(group, '观潮 第一课时');
      await found(group.colleague, '观潮', [there.title]);
      await line.cut();
      const later = await goesOn(group, there);
      await line.mend();
      await found(group.colleague, '观潮', [later.title]);
      line.hang();
      for (let i = 0; i < 4; i += 1) {
        const hanging = await search(group.colleague, '观潮');
        expect(hanging).toMatchObject({ limited: true, titles: [later.title] });
        expect(hanging.ms).toBeLessThan(A_SECOND);
      }
      await line.mend();
      await found(group.colleague, '观潮', [later.title]);
    } finally {
      await app.stop();
      await line.cut();
      await drop();
      await removeData(app);
    }
  });
}

whereAvailable('Meilisearch, running, dies', 'MEILI_URL', services.meili, (server) => {
  serverDies(() => {
    const place = freshPlace(server);
    return Promise.resolve({ ...place, drop: () => dropIndexes(place) });
  });
});

describe('a stand-in for Meilisearch dies', () => {
  serverDies(async () => {
    const standIn = await StandInMeili.start();
    return { url: standIn.url, key: 'any', index: 'lianke', drop: () => standIn.stop() };
  });
});

describe('the embedded index is damaged', () => {
  let app: RunningApp;
  afterEach(async () => {
    await app.stop();
    await removeData(app);
  });

  it('while the program runs: search is limited, and whole again when another index was filled', async () => {
    app = await startApp({ stack: [] });
    const group = await foundGroup(app);
    const there = await publish(group, '观潮 第一课时');
    await found(group.colleague, '观潮', [there.title]);
    const folder = join(app.dataDir, 'search');
    for (const name of readdirSync(folder))
      if (/\.db(-wal)?$/.test(name)) writeFileSync(join(folder, name), 'x'.repeat(100_000));
    const later = await publish(group, '观潮 第二课时');
    await eventually('somebody notices', async () => {
      const answer = await search(group.colleague, '观潮');
      expect(answer.titles.every((title) => [there.title, later.title].includes(title))).toBe(true);
      return answer.titles.length === 2;
    });
    await found(group.colleague, '观潮', [there.title, later.title]);
  });
});
