import sharp from 'sharp';
import type { CreatedLink, SharedView } from '../../src/contracts/index.js';
import { DAY, MINUTE } from '../../src/kernel/clock.js';
import { makePdf } from '../contract/media-fixtures.js';
import { ApiClient } from '../support/client.js';
import { change, read, showFile, type ShownFile } from './shown-file.js';
import { UploadWorld } from './uploads-world.js';

describe('previews of a marked resource', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let reader: ApiClient;
  let paper: ShownFile;
  let photo: ShownFile;
  const get = (who: ApiClient, path: string, headers: Record<string, string> = {}) =>
    read(`${world.url}/api/v1/${path}`, { cookie: who.cookies(), ...headers });
  const mark = (watermark: boolean, of = paper) => change(author, of.id, 'PATCH', 'usage', { watermark });
  const light = async (bytes: Buffer) =>
    (await sharp(bytes).toColourspace('b-w').raw().toBuffer()).reduce((n, v) => n + (v > 240 ? 1 : 0), 0);

  beforeAll(async () => {
    world = await UploadWorld.open({ partBytes: 8 * 1024 * 1024 });
    author = await world.teacher('zhang');
    reader = await world.teacher('王小明');
    paper = await showFile(world, author, '期末试卷.pdf', makePdf(['Final paper']), { preset: 'group' });
    const plain = { width: 1600, height: 900, channels: 3 as const, background: '#88aacc' };
    photo = await showFile(world, author, '板书.png', await sharp({ create: plain }).png().toBuffer());
    await mark(true);
    await mark(true, photo);
  }, 180_000);
  afterAll(() => world?.close());

  it('reach readers with the mark in their pixels, and those who may edit it without', async () => {
    for (const path of [`${paper.base}/pages/1`, `${photo.base}/image`]) {
      const [clean, marked] = [await get(author, path), await get(reader, path)];
      expect([clean.status, clean.headers.get('content-type')]).toEqual([200, 'image/webp']);
      expect([marked.status, marked.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      const [before, after] = [await sharp(clean.bytes).metadata(), await sharp(marked.bytes).metadata()];
      expect([after.width, after.height]).toEqual([before.width, before.height]);
    }
    const [clean, marked] = [
      await get(author, `${paper.base}/pages/1`),
      await get(reader, `${paper.base}/pages/1`),
    ];
    expect(await light(clean.bytes)).toBeGreaterThan((await light(marked.bytes)) * 1.01);
  });

  it('carry the mark for each reader of their own, and the minute', async () => {
    const page = `${paper.base}/pages/1`;
    const other = await world.teacher('li');
    const [mine, again, others] = [await get(reader, page), await get(reader, page), await get(other, page)];
    expect(mine.bytes.equals(again.bytes)).toBe(true);
    expect(mine.bytes.equals(others.bytes)).toBe(false);
    world.clock.advance(MINUTE);
    const later = await get(reader, page, { 'if-none-match': mine.headers.get('etag')! });
    expect(later.status).toBe(200);
    expect(later.bytes.equals(mine.bytes)).toBe(false);
    const kept = await get(reader, page, { 'if-none-match': later.headers.get('etag')! });
    expect([kept.status, kept.headers.get('cache-control')]).toEqual([304, 'private, no-cache']);
  });

  it('are never given clean because of what somebody has in a cache, asks for in part, or asks for ten times at once', async () => {
    const page = `${paper.base}/pages/1`;
    const clean = await get(author, page);
    const asked = await get(reader, page, { 'if-none-match': clean.headers.get('etag')! });
    expect([asked.status, asked.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const part = await get(reader, page, { range: 'bytes=0-99' });
    expect(part.bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    const many = await Promise.all(Array.from({ length: 10 }, () => get(reader, page)));
    expect(new Set(many.map(({ bytes }) => bytes.toString('base64'))).size).toBe(1);
    const head = await read(`${world.url}/api/v1/${page}`, { cookie: reader.cookies() }, 'HEAD');
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });

  it('no larger than a card stay as they are', async () => {
    for (const path of ['thumbnail', 'pages/1/thumbnail']) {
      const small = await get(reader, `${paper.base}/${path}`);
      expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/webp']);
      expect((await sharp(small.bytes).metadata()).width).toBeLessThanOrEqual(480);
    }
  });

  it('are marked for visitors of a link with where they come from', async () => {
    const made = await author.post<CreatedLink>(`resources/${paper.id}/links`, {
      ...{ right: 'view', expiresAt: new Date(world.clock.now() + DAY).toISOString() },
    });
    const token = made.body.url.slice(made.body.url.lastIndexOf('/') + 1);
    const guest = new ApiClient(world.url);
    const opened = await guest.post<SharedView>(`links/${token}/open`);
    expect(opened.body.mark).toBe('访客 127.0.0.1');
    const page = await get(guest, `links/${token}/files/${paper.fileId}/pages/1`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });

  it('are without again from the next request on, once the mark is taken away', async () => {
    await mark(false);
    const page = await get(reader, `${paper.base}/pages/1`);
    expect(page.headers.get('content-type')).toBe('image/webp');
    expect(page.bytes.equals((await get(author, `${paper.base}/pages/1`)).bytes)).toBe(true);
    await mark(true);
    expect((await get(reader, `${paper.base}/pages/1`)).headers.get('content-type')).toBe('image/jpeg');
  });
});
