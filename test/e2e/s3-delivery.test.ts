import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ResourceView } from '../../src/contracts/index.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { ApiClient, eventually } from '../support/client.js';
import { S3_KINDS, type S3Server } from '../support/s3-server.js';
import { services, withService } from '../support/services.js';
import { foundGroup } from '../support/small-group.js';

const NAME = '《观潮》“天下奇观” 🎉.mp4';

for (const { kind, variable } of S3_KINDS)
  withService(`delivery from an S3 store, ${kind}`, variable, services[kind], () => {
    let app: RunningApp;
    let server: S3Server;
    let author: ApiClient;
    let outsider: ApiClient;
    let base: string;
    const content = (path: string, init: RequestInit = {}) =>
      fetch(`${base}/${path}`, {
        redirect: 'manual',
        ...init,
        headers: { cookie: author.cookies(), ...init.headers },
      });
    /** Where a reader is sent, checked for what holds of every such answer. */
    const sentTo = async (path: string, seconds: number): Promise<URL> => {
      const answer = await content(path);
      expect([path, answer.status]).toEqual([path, 302]);
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      const url = new URL(answer.headers.get('location')!);
      expect(url.origin).toBe(server.endpoint);
      expect(Number(url.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(seconds);
      return url;
    };

    beforeAll(async () => {
      app = await startApp({ stack: [kind] });
      server = app.stack.s3!;
      ({ author, outsider } = await foundGroup(app));
      const film = join(app.dataDir, 'film.mp4');
      const make = '-f lavfi -i testsrc2=size=320x240:rate=25:duration=8 -c:v libx264 -pix_fmt yuv420p -g 50';
      execFileSync('ffmpeg', ['-loglevel', 'error', ...make.split(' '), film]);
      const uploadId = await author.upload(NAME, readFileSync(film));
      const { body } = await author.post<ResourceView>('resources', { title: '观潮', uploadIds: [uploadId] });
      const ready = await eventually(
        () => author.get<ResourceView>(`resources/${body.id}`),
        ({ body: { fullFiles } }) => fullFiles?.[0]?.state === 'ready',
        120_000,
      );
      base = `${app.url}/api/v1/resources/${body.id}/files/${ready.body.fullFiles[0]!.id}`;
    }, 240_000);
    afterAll(async () => {
      await app.stop();
      await removeData(app);
    });

    it('lets pages use exactly the store beside ourselves', async () => {
      const policy = (await fetch(app.url)).headers.get('content-security-policy') ?? '';
      const sources = (name: string) =>
        policy
          .split(';')
          .find((d) => d.trim().startsWith(`${name} `))
          ?.trim();
      expect(sources('img-src')).toBe(`img-src 'self' blob: data: ${server.endpoint}`);
      expect(sources('media-src')).toBe(`media-src 'self' blob: ${server.endpoint}`);
      expect(sources('connect-src')).toBe(`connect-src 'self' ${server.endpoint}`);
      expect(policy.split(server.endpoint)).toHaveLength(4);
    });

    it('sends readers to the store for originals, under the person’s own name and as an attachment', async () => {
      const url = await sentTo('original', 60);
      const answer = await fetch(url, { headers: { range: 'bytes=4-7' } });
      expect(answer.status).toBe(206);
      expect(await answer.text()).toBe('ftyp');
      expect(answer.headers.get('content-type')).toBe('video/mp4');
      const disposition = answer.headers.get('content-disposition')!;
      expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''/);
      expect(decodeURIComponent(disposition.split("UTF-8''")[1]!)).toBe(NAME);
      const head = await content('original', { method: 'HEAD' });
      expect([head.status, head.headers.get('accept-ranges')]).toEqual([200, 'bytes']);
    });

    it('serves playlists itself and sends players to the store for every piece, each time asked anew', async () => {
      const master = await content('hls/master.m3u8');
      expect([master.status, master.headers.get('content-type')]).toEqual([
        200,
        'application/vnd.apple.mpegurl',
      ]);
      const variant = /^[a-z0-9]+\/index\.m3u8$/m.exec(await master.text())![0];
      const playlist = await content(`hls/${variant}`);
      expect(playlist.status).toBe(200);
      const text = await playlist.text();
      expect(text).not.toMatch(/Signature|https?:/);
      const pieces = [
        /URI="([^"]+)"/.exec(text)![1]!,
        ...text.split('\n').filter((l) => l !== '' && !l.startsWith('#')),
      ];
      for (const piece of pieces) {
        const path = `hls/${variant.split('/')[0]}/${piece}`;
        const url = await sentTo(path, 10);
        const answer = await fetch(url, { headers: { Origin: app.url } });
        expect(answer.status).toBe(200);
        expect(['*', app.url]).toContain(answer.headers.get('access-control-allow-origin'));
        expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
        const others = await fetch(`${base}/${path}`, {
          redirect: 'manual',
          headers: { cookie: outsider.cookies() },
        });
        expect(others.status).toBe(404);
      }
    });

    it('sends readers to the store for pictures, which a browser may show again for a minute', async () => {
      for (const path of ['thumbnail', 'poster', 'strip']) {
        const answer = await fetch(await sentTo(path, 60));
        expect(answer.headers.get('content-type')).toMatch(/^image\/(webp|jpeg)$/);
        expect(answer.headers.get('cache-control')).toBe('private, max-age=60');
      }
      expect((await content('pages/1')).status).toBe(404);
    });

    it('says in a problem that the store is away, and delivers again when it is back', async () => {
      await server.stop();
      for (const path of ['original', 'thumbnail', 'hls/master.m3u8']) {
        const answer = await content(path);
        expect([path, answer.status]).toEqual([path, 503]);
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
        expect(await answer.json()).toMatchObject({ code: 'store_unavailable' });
      }
      expect((await author.get('resources?scope=mine')).status).toBe(200);
      await server.start();
      expect((await content('original')).status).toBe(302);
    });
  });
