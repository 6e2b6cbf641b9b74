import { createHash } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { request } from 'node:http';
import type { ResourceView } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import { FileService, FileSweep } from '../../src/modules/files/index.js';
import { UploadSweep } from '../../src/modules/uploads/index.js';
import { Scheduler } from '../../src/platform/queue/index.js';
import { ObjectStore } from '../../src/platform/storage/storage.port.js';
import type { ApiClient } from '../support/client.js';
import { UploadWorld } from './uploads-world.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const TEXT = Buffer.from('山不在高，有仙则名。水不在深，有龙则灵。'.repeat(50));

/** Uploads bytes and makes a resource of them; answers with the file's id and the address of the original. */
async function withOriginal(world: UploadWorld, client: ApiClient, fileName: string, bytes: Buffer) {
  const upload = await world.begin(client, fileName, bytes.length);
  await world.sendAll(client, upload, bytes);
  await client.post(`uploads/${upload.id}/complete`);
  const { fileId } = await world.settled(client, upload.id);
  const { body } = await client.post<ResourceView>('resources', { title: '课文', uploadIds: [upload.id] });
  return { fileId: fileId!, url: `${world.url}/api/v1/resources/${body.id}/files/${fileId}/original` };
}

describe('an original', () => {
  let world: UploadWorld;
  let wang: ApiClient;
  let url: string;
  const get = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(address, { method, headers: { cookie: wang.cookies(), ...headers } });
  beforeAll(async () => {
    world = await UploadWorld.open();
    wang = await world.teacher('wang');
    ({ url } = await withOriginal(world, wang, '陋室铭 "背诵".txt', TEXT));
  });
  afterAll(() => world.close());

  it('comes whole, under its own name, as an attachment that can do nothing', async () => {
    const answer = await get(url);
    expect(Buffer.from(await answer.arrayBuffer()).equals(TEXT)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain',
      'content-length': String(TEXT.length),
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': expect.stringContaining('sandbox') as string,
      'cross-origin-resource-policy': 'same-origin',
      etag: `"${createHash('sha256').update(TEXT).digest('hex')}"`,
      'content-disposition': expect.stringMatching(/^attachment; .*filename\*=UTF-8''%E9%99%8B/) as string,
    });
  });

  it('comes in spans, from the end, not beyond it, and only while it is the same', async () => {
    const span = await get(url, { range: 'bytes=3-8' });
    expect(span.status).toBe(206);
    expect(span.headers.get('content-range')).toBe(`bytes 3-8/${TEXT.length}`);
    expect(await span.text()).toBe('不在');
    expect(await (await get(url, { range: 'bytes=-3' })).text()).toBe('。');
    const beyond = await get(url, { range: `bytes=${TEXT.length}-` });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe(`bytes */${TEXT.length}`);
    const etag = span.headers.get('etag')!;
    expect((await get(url, { range: 'bytes=0-1', 'if-range': etag })).status).toBe(206);
    expect((await get(url, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200);
    expect((await get(url, { 'if-none-match': etag })).status).toBe(304);
  });

  it('answers HEAD with its length and without bytes', async () => {
    const answer = await get(url, {}, 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(TEXT.length));
    expect(await answer.text()).toBe('');
  });

  it('is not open to a stranger, nor to a reader whose connection is gone: no descriptor stays open', async () => {
    expect((await fetch(url)).status).toBe(401);
    const li = await world.teacher('li', world.otherSchoolId);
    expect((await fetch(url, { headers: { cookie: li.cookies() } })).status).toBe(404);
    const big = Buffer.from(`${TEXT.toString()}\n`.repeat(100));
    const { url: bigUrl } = await withOriginal(world, wang, 'big.txt', big);
    for (let i = 0; i < 10; i += 1)
      await new Promise<void>((resolve) => {
        const outgoing = request(bigUrl, { headers: { cookie: wang.cookies() } }, (response) => {
          response.once('data', () => outgoing.destroy());
          response.on('error', () => undefined);
        });
        outgoing.on('error', () => undefined);
        outgoing.on('close', () => resolve());
        outgoing.end();
      });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const open = readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/self/fd/${fd}`)];
      } catch {
        return [];
      }
    });
    expect(open.filter((path) => path.includes('/objects/blob/'))).toEqual([]);
  });

  it('whose name ends wrongly is accepted, noted, and delivered under the right ending', async () => {
    const { fileId, url: address } = await withOriginal(world, wang, '示意图.jpg', PNG);
    const [view] = (
      await world.app.get(FileService, { strict: false }).views(world.database.reader, [fileId])
    ).values();
    expect(view).toMatchObject({
      fileName: '示意图.jpg',
      mime: 'image/png',
      note: { code: 'extension_corrected', params: { extension: 'png' } },
    });
    const answer = await get(address);
    expect(answer.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('示意图.png')}`,
    );
  });
});

describe('bytes that nothing refers to', () => {
  let world: UploadWorld;
  let wang: ApiClient;
  beforeEach(async () => {
    world = await UploadWorld.open();
    // Here sweeps run when the test says so; the first turn of the scheduled ones could still be to come.
    await world.app.get(Scheduler, { strict: false }).stop();
    wang = await world.teacher('wang');
  });
  afterEach(() => world.close());
  const objects = async (prefix = 'blob/') => {
    const keys: string[] = [];
    for await (const o of world.app.get(ObjectStore).list(prefix)) keys.push(o.key);
    return keys;
  };
  const upload = async (client: ApiClient) => {
    const u = await world.begin(client, 'a.txt', TEXT.length);
    await world.sendAll(client, u, TEXT);
    await client.post(`uploads/${u.id}/complete`);
    return (await world.settled(client, u.id)).fileId!;
  };

  it('stay for 14 days, are kept when a new file brings them back, and go after that', async () => {
    const sweep = world.app.get(FileSweep, { strict: false });
    const files = world.app.get(FileService, { strict: false });
    const first = await upload(wang);
    await world.database.transaction((tx) => files.remove(tx, [first]));
    expect((await world.quota(wang)).user.used).toBe(0);
    expect(await sweep.run(false)).toMatchObject({ marked: 1, removedBlobs: 0 });
    expect(await sweep.run(true)).toMatchObject({ marked: 1, removedBlobs: 0 });
    const second = await upload(wang);
    world.clock.advance(15 * DAY);
    expect(await sweep.run(true)).toMatchObject({ marked: 0, removedBlobs: 0, missingObjects: [] });
    expect(await objects()).toHaveLength(1);
    await world.database.transaction((tx) => files.remove(tx, [second]));
    await sweep.run(true);
    world.clock.advance(15 * DAY);
    expect(await sweep.run(false)).toMatchObject({ removedBlobs: 1 });
    expect(await objects()).toHaveLength(1);
    expect(await sweep.run(true)).toMatchObject({ removedBlobs: 1, missingObjects: [] });
    expect(await objects()).toEqual([]);
    expect(await world.query('SELECT sha256 FROM file_blob')).toEqual([]);
  });

  it('of an upload that no resource took go with it after a week; those in a resource stay', async () => {
    await upload(wang);
    const { fileId } = await withOriginal(world, wang, 'kept.txt', Buffer.from(`${TEXT.toString()}!`));
    const sweep = world.app.get(UploadSweep, { strict: false });
    expect(await sweep.run(true)).toMatchObject({ forgotten: 0 });
    world.clock.advance(8 * DAY);
    expect(await sweep.run(true)).toMatchObject({ forgotten: 2, unattachedFiles: 1, quotaRows: 0 });
    expect(await world.query('SELECT id FROM file')).toEqual([{ id: fileId }]);
  });

  it('are found when rows and objects differ: strays go, losses are told', async () => {
    const store = world.app.get(ObjectStore);
    await upload(wang);
    const [key] = await objects();
    const stray = `blob/aa/bb/${'a'.repeat(64)}.000000000000`;
    await store.put(stray, Buffer.from('x'), { contentType: 'text/plain' });
    const sweep = world.app.get(FileSweep, { strict: false });
    expect(await sweep.run(true)).toMatchObject({ orphanObjects: [], missingObjects: [] });
    world.clock.advance(2 * DAY);
    expect(await sweep.run(false)).toMatchObject({ orphanObjects: [stray], missingObjects: [] });
    expect(await objects()).toContain(stray);
    await sweep.run(true);
    expect(await objects()).toEqual([key]);
    await store.delete([key!]);
    expect(await sweep.run(true)).toMatchObject({ missingObjects: [key] });
  });
});
