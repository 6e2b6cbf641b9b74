import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { CreatedLink, ResourceView } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import { makePdf } from '../contract/media-fixtures.js';
import { ApiClient } from '../support/client.js';
import { ffmpeg, makeFilm } from '../support/film.js';
import { read, showFile, type ShownFile } from './shown-file.js';
import { UploadWorld } from './uploads-world.js';

/** Every address below a file, and names that somebody may guess. */
const PLACES = [
  ...['thumbnail', 'image', 'pages/1', 'pages/1/thumbnail', 'audio', 'poster', 'strip', 'hls/master.m3u8'],
  ...['hls/source/index.m3u8', 'hls/source/init.mp4', 'hls/source/original.mp4', 'hls/original.mp4'],
  ...['source', 'download', 'file', 'zip', 'original/', 'Original', '%6friginal', 'hls/../original', 'blob'],
];

describe('what is to be looked at only', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let reader: ApiClient;
  const shown: (ShownFile & { bytes: Buffer; playlist: string[] })[] = [];
  const ask = (who: ApiClient, path: string, method = 'GET', headers: Record<string, string> = {}) =>
    read(`${world.url}/api/v1/${path}`, { cookie: who.cookies(), ...headers }, method);

  beforeAll(async () => {
    world = await UploadWorld.open({ partBytes: 8 * 1024 * 1024 });
    [author, reader] = [await world.teacher('zhang'), await world.teacher('li')];
    const folder = mkdtempSync(join(tmpdir(), 'lianke-film-'));
    await makeFilm(ffmpeg!, join(folder, 'a.mp4'));
    const small = { width: 320, height: 200, channels: 3 as const, background: '#335577' };
    const files: [string, Buffer][] = [
      ['试卷.pdf', makePdf(['Paper'])],
      ['板书.webp', await sharp({ create: small }).webp().toBuffer()],
      ['实验.mp4', readFileSync(join(folder, 'a.mp4'))],
    ];
    rmSync(folder, { recursive: true });
    for (const [name, bytes] of files) {
      const file = await showFile(world, author, name, bytes, { preset: 'group', previewOnly: true });
      const master = (await ask(author, `${file.base}/hls/master.m3u8`)).bytes.toString();
      const index = /^[a-z0-9]+\/index\.m3u8$/m.exec(master)?.[0];
      const variant = index ? (await ask(author, `${file.base}/hls/${index}`)).bytes.toString() : '';
      const pieces = [...variant.matchAll(/([a-z0-9_-]+\.(?:m4s|mp4))/g)].map(
        ([, piece]) => `hls/${index!.split('/')[0]}/${piece}`,
      );
      shown.push({ ...file, bytes, playlist: pieces });
    }
  }, 240_000);
  afterAll(() => world?.close());

  it('is seen, as pages, pictures and streams', async () => {
    const [paper, photo, film] = shown;
    expect((await reader.get<ResourceView>(`resources/${paper!.id}`)).body.right).toBe('view');
    expect((await ask(reader, `${paper!.base}/pages/1`)).status).toBe(200);
    expect((await ask(reader, `${photo!.base}/image`)).status).toBe(200);
    expect(film!.playlist.length).toBeGreaterThan(1);
    expect((await ask(reader, `${film!.base}/${film!.playlist[1]}`)).status).toBe(200);
  });

  it('gives its original to its author and to nobody else, by no method and no range', async () => {
    for (const { base, bytes } of shown) {
      expect((await ask(author, `${base}/original`)).bytes.equals(bytes)).toBe(true);
      for (const method of ['GET', 'HEAD']) {
        const answer = await ask(reader, `${base}/original`, method);
        expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
      }
      expect((await ask(reader, `${base}/original`, 'GET', { range: 'bytes=0-9' })).status).toBe(404);
    }
  });

  it('gives it at no other address either, nor a way to the store', async () => {
    for (const { base, bytes, playlist } of shown)
      for (const place of [...PLACES, ...playlist]) {
        const answer = await ask(reader, `${base}/${place}`);
        // A redirect, where a store is read by itself, leads to what was made of the file.
        const there = answer.headers.get('location');
        if (there !== null) expect(new URL(there).pathname).not.toContain('/blob/');
        expect([place, answer.bytes.equals(bytes)]).toEqual([place, false]);
        if (answer.status !== 200) continue;
        expect([place, answer.bytes.includes(bytes.subarray(0, 2_000))]).toEqual([place, false]);
        expect(answer.headers.get('content-disposition')).toBeNull();
      }
  });

  it('gives it to no visitor, whatever their link says', async () => {
    for (const { id, fileId, base, bytes } of shown) {
      const made = await author.post<CreatedLink>(`resources/${id}/links`, {
        ...{ right: 'download', expiresAt: new Date(world.clock.now() + DAY).toISOString() },
      });
      const token = made.body.url.slice(made.body.url.lastIndexOf('/') + 1);
      const guest = new ApiClient(world.url);
      expect((await guest.post<{ right: string }>(`links/${token}/open`)).body.right).toBe('view');
      for (const place of ['original', ...PLACES]) {
        const answer = await ask(guest, `links/${token}/files/${fileId}/${place}`);
        expect([place, answer.bytes.equals(bytes)]).toEqual([place, false]);
      }
      expect((await ask(guest, `links/${token}/files/${fileId}/original`)).status).toBe(404);
      expect((await ask(guest, `${base}/original`)).status).toBe(401);
    }
  });

  it('could be packed by the archive of a collection alone, which leaves it out (medium/collection-take)', async () => {
    const routes = world.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }) as string;
    expect(routes).toContain('original');
    expect(routes.match(/\S*(?:zip|archive|bundle)\S*/gi)).toEqual(['/archive', '.zip']);
  });
});
