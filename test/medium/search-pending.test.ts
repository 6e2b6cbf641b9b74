import type { ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { AccessService } from '../../src/modules/access/index.js';
import { newId } from '../../src/kernel/ids.js';
import type { ApiClient } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { services } from '../support/services.js';
import { StandInMeili } from '../support/stand-in-meili.js';
import { UploadWorld } from './uploads-world.js';

/** Rows that are inserted at a time. */
const BATCH = 1_000;

// Where no server is given, a stand-in answers each search with everything it has.
describe(`changes of rights that Meilisearch has not confirmed yet (${services.meili ? 'a running server' : 'a stand-in'})`, () => {
  let standIn: StandInMeili | null = null;
  let world: UploadWorld;
  let reader: ApiClient;

  const search = async () =>
    (await reader.get<SearchResponse>(`search?text=${encodeURIComponent('观潮')}&type=material`)).body;
  const pend = (count: number) =>
    world.database.transaction(async (tx) => {
      for (let left = count; left > 0; left -= BATCH) {
        const ids = Array.from({ length: Math.min(left, BATCH) }, () => newId());
        const rows = ids.map(() => '(?, 1, 0)').join();
        await tx.manager.query(`INSERT INTO access_pending (object_id, rev, since) VALUES ${rows}`, ids);
      }
    });

  beforeAll(async () => {
    if (services.meili) {
      world = await UploadWorld.open({}, {}, ['meilisearch']);
    } else {
      standIn = await StandInMeili.start();
      const env = { SEARCH_DRIVER: 'meilisearch', MEILI_URL: standIn.url, MEILI_KEY: 'any' };
      world = await UploadWorld.open({}, env, []);
    }
    const author = await world.teacher('author');
    reader = await world.teacher('reader');
    const made = await author.post<ResourceView>('resources', {
      title: '观潮 第一课时',
      type: 'material',
      linkUrl: 'https://example.org/',
    });
    expect(made.status).toBe(201);
    const audience = { preset: 'school', previewOnly: false };
    const match = { 'if-match': `"${made.body.rev}"` };
    expect((await author.post(`resources/${made.body.id}/publish`, { audience }, match)).status).toBe(200);
    const access = world.app.get(AccessService, { strict: false });
    await eventually(
      'the index knows it',
      async () => (await access.pendingIds()).length === 0 && !(await search()).limited,
      30_000,
    );
  });
  afterAll(async () => {
    await world.close();
    await standIn?.stop();
  });

  it('are left out by the engine up to a thousand; from 1,001 on the database answers, and says that it is limited', async () => {
    await pend(1_000);
    expect(await search()).toMatchObject({
      limited: false,
      items: [{ resource: { title: '观潮 第一课时' } }],
    });
    await pend(1);
    expect(await search()).toMatchObject({
      limited: true,
      total: 1,
      items: [{ resource: { title: '观潮 第一课时' } }],
      facets: { type: [{ value: 'material', count: 1 }] },
    });
    const other = await world.teacher('stranger', world.otherSchoolId);
    const nothing = await other.get<SearchResponse>(`search?text=${encodeURIComponent('观潮')}`);
    expect(nothing.body).toMatchObject({ limited: true, total: 0, items: [] });
  });

  it('may be a hundred thousand: what is withdrawn is out of search by the very next one, within a second', async () => {
    await pend(100_000);
    const author = await world.signIn('author');
    const { items } = (await author.get<{ items: ResourceView[] }>('resources?scope=mine')).body;
    const { id, rev } = items[0]!;
    expect(await search()).toMatchObject({ limited: true, total: 1 });
    const withdrawn = await author.post(`resources/${id}/withdraw`, {}, { 'if-match': `"${rev}"` });
    expect(withdrawn.status).toBe(200);
    const began = performance.now();
    expect(await search()).toMatchObject({ limited: true, total: 0, items: [], facets: { type: [] } });
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
