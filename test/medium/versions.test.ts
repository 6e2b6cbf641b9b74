import type { CreatedLink, ResourceVersions, ResourceView } from '../../src/contracts/index.js';
import { MOST_VERSIONS } from '../../src/contracts/index.js';
import { DAY, HOUR } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { FileSweep } from '../../src/modules/files/index.js';
import { ResourcePublisher } from '../../src/modules/resources/index.js';
import { UploadSweep } from '../../src/modules/uploads/index.js';
import { ApiClient, eventually } from '../support/client.js';
import { change, read } from './shown-file.js';
import { UploadWorld } from './uploads-world.js';

/** Below a file: everything of it that can be asked for. */
const ADDRESSES = [
  ...['original', 'text', 'thumbnail', 'image', 'audio', 'poster', 'strip', 'pages/1', 'pages/1/thumbnail'],
  ...['hls/master.m3u8', 'hls/720p/0.ts'],
];

describe('a published resource whose files are replaced', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let reader: ApiClient;
  let id: Id;

  beforeEach(async () => {
    world = await UploadWorld.open({ partBytes: 1024 * 1024 });
    author = await world.teacher('author');
    reader = await world.teacher('reader');
    const uploadIds = [await stored('初稿.txt', '第一稿')];
    const made = await author.post<ResourceView>('resources', { title: '浮力', type: 'material', uploadIds });
    ({ id } = made.body);
    await change(author, id, 'POST', 'publish', { audience: { preset: 'school' } });
  });
  afterEach(() => world.close());

  /** An upload that has become a file. */
  async function stored(fileName: string, text: string): Promise<Id> {
    const upload = await author.upload(fileName, Buffer.from(text));
    await world.ended(author, upload);
    return upload;
  }
  const view = async (who = author) => (await who.get<ResourceView>(`resources/${id}`)).body;
  const names = async (who = author) => (await view(who)).fullFiles.map((file) => file.fileName);
  const versions = async () => (await author.get<ResourceVersions>(`resources/${id}/versions`)).body;
  const edit = async (body: object) => {
    const { rev } = await view();
    const answer = await author.request('PATCH', `resources/${id}`, body, { 'if-match': `"${rev}"` });
    expect([answer.status, answer.body]).toEqual([200, answer.body]);
  };
  const replace = async (fileName: string, text: string) =>
    edit({ fileIds: [], addUploadIds: [await stored(fileName, text)] });
  const original = (who: ApiClient, fileId: Id, what = 'original') =>
    read(`${world.url}/api/v1/resources/${id}/files/${fileId}/${what}`, { cookie: who.cookies() });
  const used = async () =>
    (await author.get<{ user: { used: number } }>(`quota?schoolId=${world.schoolId}`)).body.user.used;

  it('keeps what was there, for those who may edit it and for nobody else', async () => {
    const { id: before } = (await view()).fullFiles[0]!;
    const { publishedAt } = await view();
    world.clock.advance(HOUR);
    await replace('定稿.txt', '第二稿');

    const { current, items } = await versions();
    expect(current).toBe(2);
    expect(items).toMatchObject([
      { number: 1, title: '浮力', linkUrl: null, since: publishedAt, replacedBy: { name: 'author' } },
    ]);
    expect(items[0]!.files.map((file) => file.fileName)).toEqual(['初稿.txt']);
    expect(await names(reader)).toEqual(['定稿.txt']);
    expect((await original(author, before)).bytes.toString()).toBe('第一稿');
    expect((await original(reader, before)).status).toBe(404);
    expect((await reader.get(`resources/${id}/versions`)).status).toBe(404);
  });

  it('counts no draft, no change of words and no other order of the same files', async () => {
    await edit({ title: '浮力的应用', addUploadIds: [await stored('附件.txt', '附')] });
    const [first, second] = (await view()).fullFiles;
    await edit({ fileIds: [second!.id, first!.id], description: '换了次序' });
    expect(await names()).toEqual(['附件.txt', '初稿.txt']);
    expect((await versions()).items.map(({ number, title }) => [number, title])).toEqual([[1, '浮力']]);

    const draft = await author.post<ResourceView>('resources', {
      title: '草稿',
      linkUrl: 'https://example.org/',
    });
    const answer = await author.request(
      'PATCH',
      `resources/${draft.body.id}`,
      { linkUrl: 'https://example.org/2' },
      { 'if-match': '"1"' },
    );
    expect(answer.status).toBe(200);
    const of = await author.get<ResourceVersions>(`resources/${draft.body.id}/versions`);
    expect(of.body).toEqual({ current: 1, items: [] });
  });

  it('holds again what it held, and loses nothing by that', async () => {
    await replace('定稿.txt', '第二稿');
    const { rev } = await view();
    const stale = await author.request(
      'POST',
      `resources/${id}/versions/1/restore`,
      {},
      { 'if-match': `"${rev - 1}"` },
    );
    expect(stale.body).toMatchObject({ code: 'rev_conflict' });
    await change(author, id, 'POST', 'versions/1/restore');

    expect(await names(reader)).toEqual(['初稿.txt']);
    expect((await original(reader, (await view()).fullFiles[0]!.id)).bytes.toString()).toBe('第一稿');
    const { current, items } = await versions();
    expect(current).toBe(3);
    expect(items.map(({ number, files }) => [number, files[0]!.fileName])).toEqual([
      [2, '定稿.txt'],
      [1, '初稿.txt'],
    ]);
  });

  it('gives the room of a version back that is deleted, but not its number, nor what is still in force', async () => {
    const full = await used();
    await replace('定稿.txt', '第二稿，长一些');
    await change(author, id, 'POST', 'versions/1/restore');
    // What version 1 held is in force again: deleting it takes nothing away.
    expect((await author.delete(`resources/${id}/versions/1`)).status).toBe(204);
    expect(await names(reader)).toEqual(['初稿.txt']);
    expect((await author.delete(`resources/${id}/versions/2`)).status).toBe(204);
    expect(await used()).toBe(full);
    expect(await versions()).toEqual({ current: 3, items: [] });
    expect((await author.delete(`resources/${id}/versions/2`)).status).toBe(404);
    await replace('再稿.txt', '第三稿');
    expect((await versions()).items.map(({ number }) => number)).toEqual([3]);
  });

  it('shows nothing of what it held before to readers and visitors of links, at none of its addresses', async () => {
    const ready = await eventually(view, ({ fullFiles }) => fullFiles[0]?.state === 'ready', 30_000);
    const { id: before } = ready.fullFiles[0]!;
    await change(author, id, 'PATCH', 'usage', { licence: 'CC-BY-4.0' });
    const link = await author.post<CreatedLink>(`resources/${id}/links`, {
      right: 'download',
      expiresAt: new Date(world.clock.now() + DAY).toISOString(),
    });
    const guest = new ApiClient(world.url);
    const shared = `links/${link.body.url.slice(link.body.url.lastIndexOf('/') + 1)}`;
    expect((await guest.post(`${shared}/open`, {})).status).toBe(200);
    const at = (base: string, what: string) => `${base}/files/${before}/${what}`;
    for (const what of ['text', 'original']) {
      expect((await original(reader, before, what)).status).toBe(200);
      expect((await guest.get(at(shared, what))).status).toBe(200);
    }

    await replace('定稿.txt', '第二稿');
    for (const what of ADDRESSES) {
      expect([what, (await reader.get(at(`resources/${id}`, what))).status]).toEqual([what, 404]);
      expect([what, (await guest.get(at(shared, what))).status]).toEqual([what, 404]);
    }
    expect((await author.get(at(`resources/${id}`, 'text'))).body).toMatchObject({
      pages: [{ text: '第一稿\n' }],
    });
    expect((await author.delete(`resources/${id}/versions/1`)).status).toBe(204);
    for (const what of ADDRESSES)
      expect([what, (await author.get(at(`resources/${id}`, what))).status]).toEqual([what, 404]);
  });

  it('keeps its files while sweeps forget the uploads that they came by', async () => {
    const { id: before } = (await view()).fullFiles[0]!;
    await replace('定稿.txt', '第二稿');
    world.clock.advance(20 * DAY);
    await world.app.get(UploadSweep, { strict: false }).run(true);
    await world.app.get(FileSweep, { strict: false }).run(true);
    author = await world.signIn('author');
    expect((await original(author, before)).bytes.toString()).toBe('第一稿');
  });

  it('notes pupils again who appeared in what is put in force again', async () => {
    await change(author, id, 'PATCH', 'usage', { pupils: true });
    await replace('定稿.txt', '没有学生');
    await change(author, id, 'PATCH', 'usage', { pupils: false });
    expect((await versions()).items[0]).toMatchObject({ number: 1, pupils: true });
    await change(author, id, 'POST', 'versions/1/restore');
    expect(await view()).toMatchObject({ pupils: true });
  });

  it('holds what the oldest of as many as are kept held, when that is put in force again', async () => {
    await replace('定稿.txt', '第二稿');
    for (let i = 2; i <= MOST_VERSIONS; i += 1)
      await edit({ fileIds: [], linkUrl: `https://example.org/${i}` });
    expect((await versions()).items.at(-1)).toMatchObject({ number: 1 });
    await change(author, id, 'POST', 'versions/1/restore');
    expect((await original(reader, (await view()).fullFiles[0]!.id)).bytes.toString()).toBe('第一稿');
    expect((await versions()).items.at(-1)).toMatchObject({ number: 2 });
  });

  it(`keeps ${MOST_VERSIONS} of them, and none of a resource that is erased`, async () => {
    const link = (i: number) => edit({ linkUrl: `https://example.org/${i}` });
    await edit({ fileIds: [], linkUrl: 'https://example.org/0' });
    for (let i = 1; i <= MOST_VERSIONS; i += 1) await link(i);
    const { current, items } = await versions();
    expect([current, items.length, items.at(-1)!.number]).toEqual([MOST_VERSIONS + 2, MOST_VERSIONS, 2]);
    // The first had the only file.
    expect(await world.query('SELECT id FROM file')).toEqual([]);

    await replace('末稿.txt', '末');
    expect((await author.delete(`resources/${id}`)).status).toBe(204);
    await world.app.get(ResourcePublisher, { strict: false }).empty(world.clock.now() + DAY);
    for (const table of ['resource_version', 'resource_version_file', 'file'])
      expect(await world.query(`SELECT * FROM ${table}`)).toEqual([]);
  });
});
