import type { ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import { ResourceIndexer } from '../../src/modules/discovery/index.js';
import { Scheduler } from '../../src/platform/queue/index.js';
import { ObjectStore } from '../../src/platform/storage/storage.port.js';
import { eventually, type ApiClient } from '../support/client.js';
import { UploadWorld } from './uploads-world.js';

const TEXT = Buffer.from('山不在高，有仙则名。水不在深，有龙则灵。');

describe('what ends by itself, at the hour of the clock', () => {
  let world: UploadWorld;
  let wang: ApiClient;
  beforeEach(async () => {
    world = await UploadWorld.open();
    wang = await world.teacher('wang');
  });
  afterEach(() => world.close());

  const pass = async (ms: number) => {
    world.clock.advance(ms);
    await world.app.get(Scheduler).wake();
    wang = await world.signIn('wang');
  };
  const upload = async (bytes: Buffer) => {
    const begun = await world.begin(wang, '陋室铭.txt', bytes.length);
    await world.sendAll(wang, begun, bytes);
    await wang.post(`uploads/${begun.id}/complete`);
    return world.ended(wang, begun.id);
  };
  const resource = async (uploadIds: string[], fields: object = {}) =>
    (await wang.post<ResourceView>('resources', { title: '陋室铭', type: 'material', uploadIds, ...fields }))
      .body;
  const objects = async () => {
    const keys: string[] = [];
    for await (const o of world.app.get(ObjectStore).list('blob/')) keys.push(o.key);
    return keys;
  };
  const files = () => world.query<{ id: string }>('SELECT id FROM file');

  it('the trash is emptied after thirty days: files go, room is free again, and the bytes follow after their grace', async () => {
    const made = await resource([(await upload(TEXT)).id]);
    await wang.delete(`resources/${made.id}`);
    await pass(29 * DAY);
    expect((await wang.get<{ items: unknown[] }>('resources?scope=trash')).body.items).toHaveLength(1);
    expect(await files()).toHaveLength(1);
    await pass(2 * DAY);
    expect((await wang.get<{ items: unknown[] }>('resources?scope=trash')).body.items).toEqual([]);
    expect(await files()).toEqual([]);
    expect((await world.quota(wang)).user.used).toBe(0);
    expect(await objects()).toHaveLength(1);
    await pass(1 * DAY);
    await pass(10 * DAY);
    expect(await objects()).toHaveLength(1);
    await pass(5 * DAY);
    expect(await objects()).toEqual([]);
    expect(await world.query('SELECT sha256 FROM file_blob')).toEqual([]);
  });

  it('a file that another resource holds too stays when one of the two is erased', async () => {
    const { id, fileId } = await upload(TEXT);
    const [first] = [await resource([id]), await resource([id])];
    await wang.delete(`resources/${first.id}`);
    await pass(31 * DAY);
    expect(await files()).toEqual([{ id: fileId }]);
    expect((await world.quota(wang)).user.used).toBe(TEXT.length);
  });

  it('a file taken out of its resource goes at once, and cannot be attached again', async () => {
    const [one, two] = [await upload(TEXT), await upload(Buffer.from(`${TEXT.toString()}！`))];
    const made = await resource([one.id, two.id]);
    const rev = (await wang.get<ResourceView>(`resources/${made.id}`)).body.rev;
    const patched = await wang.patch(
      `resources/${made.id}`,
      { fileIds: [two.fileId] },
      { 'if-match': `"${rev}"` },
    );
    expect(patched.status).toBe(200);
    expect(await files()).toEqual([{ id: two.fileId }]);
    const again = await wang.post('resources', { title: '再来', uploadIds: [one.id] });
    expect(again).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('an abandoned upload is given up after a day: its room is free again and its parts are gone', async () => {
    const begun = await world.begin(wang, 'a.txt', 2_000);
    await fetch(await world.sign(wang, begun.id, 1), { method: 'PUT', body: new Uint8Array(1000) });
    expect((await world.quota(wang)).user.used).toBe(2_000);
    await pass(DAY + 60_000);
    expect((await world.quota(wang)).user.used).toBe(0);
    expect(await world.query('SELECT state, cleared FROM upload')).toEqual([
      { state: 'aborted', cleared: 1 },
    ]);
  });

  it('what was erased is no longer found, and can be indexed again when a backup brings it back', async () => {
    const search = async () =>
      (await wang.get<SearchResponse>(`search?text=${encodeURIComponent('陋室铭')}`)).body.total;
    const made = await resource([], { linkUrl: 'https://example.org/' });
    const audience = { audience: { preset: 'school' } };
    const published = await wang.post<ResourceView>(`resources/${made.id}/publish`, audience, {
      'if-match': `"${made.rev}"`,
    });
    expect(published.status).toBe(200);
    await eventually(search, (total) => total === 1);
    const [row] = await world.query<Record<string, unknown>>('SELECT * FROM resource');
    const entries = await world.query<Record<string, unknown>>('SELECT * FROM access_entry');
    await wang.delete(`resources/${made.id}`);
    await pass(31 * DAY);
    const pending = () => world.query('SELECT object_id FROM access_pending');
    await eventually(pending, (rows) => rows.length === 0);
    await world.database.transaction(async ({ manager }) => {
      const put = (table: string, values: Record<string, unknown>) =>
        manager.query(
          `INSERT INTO ${table} (${Object.keys(values).join(', ')}) VALUES (${Object.keys(values).fill('?').join(', ')})`,
          Object.values(values),
        );
      // Restored and then edited twice: further on than the revision of its end.
      await put('resource', { ...row, rev: 5 });
      for (const entry of entries) await put('access_entry', entry);
    });
    await world.app.get(ResourceIndexer, { strict: false }).index([made.id]);
    expect(await search()).toBe(1);
  });
});

describe('an upload that attaches while its resource is being described', () => {
  let world: UploadWorld;
  beforeAll(async () => (world = await UploadWorld.open()));
  afterAll(() => world.close());

  it('is no edit: the author saves and publishes with the revision of the draft, and its text is found', async () => {
    const wang = await world.teacher('wang');
    const begun = await world.begin(wang, '陋室铭.txt', TEXT.length);
    const draft = (
      await wang.post<ResourceView>('resources', {
        title: '课文',
        type: 'material',
        uploadIds: [begun.id],
      })
    ).body;
    await world.sendAll(wang, begun, TEXT);
    await wang.post(`uploads/${begun.id}/complete`);
    await world.ended(wang, begun.id);
    const attached = (await wang.get<ResourceView>(`resources/${draft.id}`)).body;
    expect(attached).toMatchObject({ rev: draft.rev, fullFiles: [{ fileName: '陋室铭.txt' }] });
    const published = await wang.post<ResourceView>(
      `resources/${draft.id}/publish`,
      { audience: { preset: 'school' } },
      { 'if-match': `"${draft.rev}"` },
    );
    expect(published).toMatchObject({ status: 200, body: { rev: draft.rev + 1 } });
    await eventually(
      async () =>
        (await wang.get<SearchResponse>(`search?text=${encodeURIComponent('有仙则名')}`)).body.total,
      (total) => total === 1,
    );
    const [row] = await world.query<{ rev: number; arrivals: number }>('SELECT rev, arrivals FROM resource');
    expect(row!.arrivals).toBeGreaterThan(0);
  });
});
