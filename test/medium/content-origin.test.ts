import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreatedLink } from '../../src/contracts/index.js';
import { DAY, MINUTE, SECOND } from '../../src/kernel/clock.js';
import { ApiClient } from '../support/client.js';
import { ffmpeg, makeFilm } from '../support/film.js';
import { change, read, showFile, type ShownFile } from './shown-file.js';
import { UploadWorld } from './uploads-world.js';

const ORIGIN = 'http://content.test:8080';
const MP4 = /^(?!#)\S+\.(?:m4s|mp4|ts)$/m;

/** Where somebody who asked for something has been sent. */
interface Sent {
  path: string;
  token: string;
}

describe('on a content origin of its own', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let film: ShownFile;
  let other: ShownFile;
  let segment: string;
  let people = 0;
  const colleague = () => world.teacher(`colleague${(people += 1)}`);
  const get = (who: ApiClient, path: string, headers: Record<string, string> = {}) =>
    read(`${world.url}/api/v1/${path}`, { cookie: who.cookies(), ...headers });
  /** Asks what a browser without cookies would. */
  const follow = (path: string, headers: Record<string, string> = {}) => read(`${world.url}${path}`, headers);
  const sent = async (who: ApiClient, path: string): Promise<Sent> => {
    const answer = await get(who, path);
    expect([path, answer.status, answer.bytes.length]).toEqual([path, 302, 0]);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const url = new URL(answer.headers.get('location')!);
    expect([url.origin, url.search]).toEqual([ORIGIN, '']);
    return { path: url.pathname, token: url.pathname.split('/')[6]! };
  };

  beforeAll(async () => {
    world = await UploadWorld.open({ partBytes: 8 * 1024 * 1024 }, { CONTENT_URL: ORIGIN }, []);
    author = await world.teacher('zhang');
    const folder = mkdtempSync(join(tmpdir(), 'lianke-film-'));
    if (ffmpeg === null) throw new Error('These tests need ffmpeg');
    for (const key of [1, 2]) await makeFilm(ffmpeg, join(folder, `${key}.mp4`), { key, seconds: 9 });
    film = await showFile(world, author, '观潮.mp4', readFileSync(join(folder, '1.mp4')), {
      preset: 'group',
    });
    other = await showFile(world, author, '别的.mp4', readFileSync(join(folder, '2.mp4')));
    rmSync(folder, { recursive: true });
    const master = (await get(author, `${film.base}/hls/master.m3u8`)).bytes.toString();
    const index = /^[a-z0-9]+\/index\.m3u8$/m.exec(master)![0];
    const variant = (await get(author, `${film.base}/hls/${index}`)).bytes.toString();
    segment = `hls/${index.split('/')[0]}/${MP4.exec(variant)![0]}`;
  }, 240_000);
  afterAll(() => world?.close());

  it('pictures, pieces of films and originals are found; playlists and words stay with the pages', async () => {
    const who = await colleague();
    for (const place of ['thumbnail', 'poster', segment, 'original']) {
      const there = await sent(who, `${film.base}/${place}`);
      expect(there.path.endsWith(`/${place}`)).toBe(true);
      const answer = await follow(there.path);
      expect([place, answer.status]).toEqual([place, 200]);
      expect(answer.headers.get('content-security-policy')).toBe(
        "default-src 'none'; frame-ancestors 'none'; sandbox",
      );
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('set-cookie')).toBeNull();
      if (place === 'original') expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /);
    }
    for (const place of ['hls/master.m3u8', 'text'])
      expect((await get(who, `${film.base}/${place}`)).status).toBe(200);
    const half = await follow((await sent(who, `${film.base}/original`)).path, { range: 'bytes=4-7' });
    expect([half.status, half.bytes.toString()]).toEqual([206, 'ftyp']);
  });

  it('one address opens all of its film, playlists and pieces, and nothing of another', async () => {
    const who = await colleague();
    const { path } = await sent(who, `${film.base}/thumbnail`);
    const root = path.slice(0, -'thumbnail'.length);
    const master = await follow(`${root}hls/master.m3u8`);
    expect(master.status).toBe(200);
    const index = /^[a-z0-9]+\/index\.m3u8$/m.exec(master.bytes.toString())![0];
    const variant = await follow(`${root}hls/${index}`);
    // What a playlist names is found beside it, under the same signature.
    expect(variant.bytes.toString()).not.toMatch(/https?:|\.\.\//);
    const piece = MP4.exec(variant.bytes.toString())![0];
    expect((await follow(`${root}hls/${index.split('/')[0]}/${piece}`)).status).toBe(200);
    for (const place of ['thumbnail', 'hls/master.m3u8', segment]) {
      const swapped = [root.replace(film.fileId, other.fileId), root.replace(film.id, other.id)];
      const both = swapped[0]!.replace(film.id, other.id);
      for (const wrong of [...swapped, both])
        expect([place, (await follow(wrong + place)).code]).toEqual([place, 'address_ended']);
    }
    for (const climbing of [
      `${root}hls/../../../../${other.fileId}/x/thumbnail`,
      `${root}hls/..%2f..%2foriginal`,
    ])
      expect((await follow(climbing)).status).toBeGreaterThanOrEqual(403);
  });

  it('an address to look at gives no original, and one of the original nothing else', async () => {
    const who = await colleague();
    const [view, whole] = [await sent(who, `${film.base}/poster`), await sent(who, `${film.base}/original`)];
    expect((await follow(view.path.replace(/poster$/, 'original'))).code).toBe('address_ended');
    expect((await follow(whole.path.replace(/original$/, 'poster'))).code).toBe('address_ended');
  });

  it('nothing opens without a signature, or with any part of one changed', async () => {
    const { path, token } = await sent(await colleague(), `${film.base}/${segment}`);
    const strangers = await sent(await colleague(), `${film.base}/${segment}`);
    const parts = token.split('.');
    expect(parts).toHaveLength(5);
    const later = (parseInt(parts[2]!, 36) + 3_600_000).toString(36);
    const forged = [
      ...['-', 'x', 'a.b.c.d.e', `${token}.x`, token.slice(0, -1), token.toUpperCase()],
      [parts[0], 'download', ...parts.slice(2)].join('.'),
      [...parts.slice(0, 2), later, ...parts.slice(3)].join('.'),
      [...parts.slice(0, 3), strangers.token.split('.')[3], parts[4]].join('.'),
      ['0'.repeat(12), ...parts.slice(1)].join('.'),
      [...parts.slice(0, 4), 'A'.repeat(43)].join('.'),
    ];
    for (const wrong of forged) {
      const answer = await follow(path.replace(token, wrong), { cookie: author.cookies() });
      expect([wrong, answer.status, answer.code]).toEqual([wrong, 403, 'address_ended']);
    }
    expect((await follow(path)).status).toBe(200);
  });

  it('an address ends within 300 seconds, and a film that is still playing is given another', async () => {
    const who = await colleague();
    const first = await sent(who, `${film.base}/${segment}`);
    world.clock.advance(149 * SECOND);
    expect((await follow(first.path)).status).toBe(200);
    world.clock.advance(151 * SECOND);
    expect((await follow(first.path)).code).toBe('address_ended');
    const second = await sent(who, `${film.base}/${segment}`);
    expect(second.token).not.toBe(first.token);
    expect((await follow(second.path)).status).toBe(200);
  });

  it('the same address is given again for a while, so that browsers find it in their cache', async () => {
    const who = await colleague();
    const [one, two] = [await sent(who, `${film.base}/poster`), await sent(who, `${film.base}/poster`)];
    expect(one.path).toBe(two.path);
    const first = await follow(one.path);
    const again = await follow(two.path, { 'if-none-match': first.headers.get('etag')! });
    expect(again.status).toBe(304);
  });

  it.each<[string, (who: ApiClient) => Promise<unknown>, string]>([
    ['its reader has logged out', (who) => who.delete('session'), 'address_ended'],
    ['it is withdrawn', () => change(author, film.id, 'POST', 'withdraw'), 'not_found'],
    [
      'its audience is another',
      () => change(author, film.id, 'POST', 'publish', { audience: { preset: 'self' } }),
      'not_found',
    ],
  ])('the next request is refused once %s, whatever the address says', async (_what, revoke, code) => {
    const who = await colleague();
    const pieces = [await sent(who, `${film.base}/${segment}`), await sent(who, `${film.base}/original`)];
    for (const { path } of pieces) expect((await follow(path)).status).toBe(200);
    await revoke(who);
    for (const { path } of pieces) expect((await follow(path)).code).toBe(code);
    expect((await get(who, `${film.base}/${segment}`)).status).toBeGreaterThanOrEqual(401);
    await change(author, film.id, 'POST', 'publish', { audience: { preset: 'group' } });
  });

  it('the original is refused at once when it is to be looked at only, and the film goes on', async () => {
    const who = await colleague();
    const [whole, piece] = [
      await sent(who, `${film.base}/original`),
      await sent(who, `${film.base}/${segment}`),
    ];
    await change(author, film.id, 'POST', 'publish', { audience: { preset: 'group', previewOnly: true } });
    expect((await follow(whole.path)).code).toBe('not_found');
    expect((await follow(piece.path)).status).toBe(200);
    expect((await get(who, `${film.base}/original`)).status).toBe(404);
    await change(author, film.id, 'POST', 'publish', { audience: { preset: 'group' } });
  });

  it('visitors of a link come there too, as long as the link leads there', async () => {
    const made = await author.post<CreatedLink>(`resources/${film.id}/links`, {
      ...{ right: 'download', expiresAt: new Date(world.clock.now() + DAY).toISOString() },
    });
    const key = made.body.url.slice(made.body.url.lastIndexOf('/') + 1);
    const guest = new ApiClient(world.url);
    await guest.post(`links/${key}/open`);
    const base = `links/${key}/files/${film.fileId}`;
    const addresses = [await sent(guest, `${base}/${segment}`), await sent(guest, `${base}/original`)];
    for (const { path } of addresses) {
      expect(path).not.toContain(key);
      expect((await follow(path)).status).toBe(200);
    }
    const log = await author.get<{ items: { what: string }[] }>(
      `resources/${film.id}/links/${made.body.link.id}/log`,
    );
    expect(log.body.items.map(({ what }) => what)).toEqual(['downloaded', 'opened']);
    const swapped = addresses[0]!.path.replace(film.fileId, other.fileId);
    expect((await follow(swapped)).code).toBe('address_ended');
    await author.delete(`resources/${film.id}/links/${made.body.link.id}`);
    for (const { path } of addresses) expect((await follow(path)).code).toBe('link_ended');
  });

  it('addresses signed under yesterday’s secret work on while a new one signs, and it is gone two days later', async () => {
    const keys = () =>
      world.query<{ id: string; created_at: string }>('SELECT id, created_at FROM content_key');
    const who = await colleague();
    await sent(who, `${film.base}/poster`);
    const [key] = await keys();
    // Each sign-in begins a session anew: the clock moves by days.
    const asked = async () => sent(await world.signIn(`colleague${people}`), `${film.base}/poster`);
    world.clock.advance(Number(key!.created_at) + DAY - MINUTE - world.clock.now());
    const late = await asked();
    world.clock.advance(2 * MINUTE);
    const next = await asked();
    expect(late.token.split('.')[0]).toBe(key!.id);
    expect(next.token.split('.')[0]).not.toBe(key!.id);
    for (const { path } of [late, next]) expect((await follow(path)).status).toBe(200);
    world.clock.advance(DAY + MINUTE);
    await asked();
    expect((await keys()).map(({ id }) => id)).not.toContain(key!.id);
  });
});

describe('without a content origin', () => {
  it('pieces of films come from where they were asked for, and the next one is refused once the right is gone', async () => {
    const world = await UploadWorld.open({ partBytes: 8 * 1024 * 1024 }, {}, []);
    const [author, reader] = [await world.teacher('zhang'), await world.teacher('li')];
    const folder = mkdtempSync(join(tmpdir(), 'lianke-film-'));
    try {
      await makeFilm(ffmpeg!, join(folder, 'a.mp4'), { key: 3, seconds: 9 });
      const film = await showFile(world, author, '观潮.mp4', readFileSync(join(folder, 'a.mp4')));
      const ask = (path: string) =>
        read(`${world.url}/api/v1/${film.base}/${path}`, { cookie: reader.cookies() });
      const master = (await ask('hls/master.m3u8')).bytes.toString();
      const index = /^[a-z0-9]+\/index\.m3u8$/m.exec(master)![0];
      const pieces = [...(await ask(`hls/${index}`)).bytes.toString().matchAll(new RegExp(MP4, 'gm'))];
      expect(pieces.length).toBeGreaterThan(1);
      const [first, second] = pieces.map(([name]) => `hls/${index.split('/')[0]}/${name}`);
      expect((await ask(first!)).status).toBe(200);
      await change(author, film.id, 'POST', 'publish', { audience: { preset: 'self' } });
      for (const path of [second!, first!, `hls/${index}`, 'hls/master.m3u8', 'poster', 'thumbnail'])
        expect([path, (await ask(path)).status]).toEqual([path, 404]);
      expect((await read(`${world.url}/api/v1/${film.base}/${second}`)).status).toBe(401);
    } finally {
      rmSync(folder, { recursive: true });
      await world.close();
    }
  }, 180_000);
});
