import type { ResourceView } from '../../src/contracts/index.js';
import { makePdf } from '../contract/media-fixtures.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { eventually, type ApiClient } from '../support/client.js';
import { freePort } from '../support/free-port.js';
import { foundGroup } from '../support/small-group.js';

describe('a program with a content origin', () => {
  let app: RunningApp;
  let content: string;
  let author: ApiClient;
  let base: string;
  const fetchPlain = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init });
  const address = async (place: string) => {
    const answer = await fetchPlain(`${app.url}/api/v1/${base}/${place}`, {
      headers: { cookie: author.cookies() },
    });
    expect([place, answer.status]).toEqual([place, 302]);
    return answer.headers.get('location')!;
  };

  beforeAll(async () => {
    const port = await freePort();
    content = `http://127.0.0.1:${port}`;
    app = await startApp({ port, stack: [], env: { CONTENT_URL: content, LOG_LEVEL: 'debug' } });
    ({ author } = await foundGroup(app));
    const upload = await author.upload('试卷.pdf', makePdf(['Paper']));
    const made = await author.post<ResourceView>('resources', { title: '试卷', uploadIds: [upload] });
    const ready = await eventually(
      () => author.get<ResourceView>(`resources/${made.body.id}`),
      ({ body }) => body.fullFiles[0]?.state === 'ready',
      60_000,
    );
    base = `resources/${made.body.id}/files/${ready.body.fullFiles[0]!.id}`;
  }, 180_000);
  afterAll(async () => {
    await app?.stop();
    if (app) await removeData(app);
  });

  it('serves there what is under a signature, and nothing else of the program, whoever asks', async () => {
    const page = await fetchPlain(await address('pages/1'));
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const closed = [
      ...['/', '/login', '/index.html', '/api/v1/session', '/api/docs', '/api/openapi.json'],
      ...['/health/live', '/health/ready', '/metrics', '/%61pi/v1/session', `/api/v1/${base}/pages/1`],
      ...['/content', '/content/', `/content/${base}`],
    ];
    for (const path of closed)
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const answer = await fetchPlain(content + path, { method, headers: { cookie: author.cookies() } });
        expect([method, path, answer.status]).toEqual([method, path, 404]);
        expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*sandbox$/);
        expect(answer.headers.get('set-cookie')).toBeNull();
      }
    const unsigned = await fetchPlain(`${content}/content/${base}/x/pages/1`, {
      headers: { cookie: author.cookies() },
    });
    expect([unsigned.status, unsigned.headers.get('content-type')]).toEqual([
      403,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('has none of it on the origin of its pages', async () => {
    const { pathname } = new URL(await address('pages/1'));
    for (const path of [pathname, pathname.replace('/content/', '/%63ontent/'), pathname.toUpperCase()])
      expect([path, (await fetchPlain(app.url + path)).status]).toEqual([path, 404]);
  });

  it('lets scripts of its own pages read there, and of no others', async () => {
    const url = await address('pages/1');
    const ours = await fetchPlain(url, { headers: { origin: app.url, range: 'bytes=0-9' } });
    expect([ours.status, ours.headers.get('access-control-allow-origin')]).toEqual([206, app.url]);
    expect(ours.headers.get('access-control-allow-credentials')).toBeNull();
    expect(ours.headers.get('vary')).toContain('Origin');
    expect(ours.headers.get('access-control-expose-headers')).toContain('Content-Range');
    for (const origin of ['https://evil.example', 'null', content]) {
      const answer = await fetchPlain(url, { headers: { origin } });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    const asked = await fetchPlain(url, {
      method: 'OPTIONS',
      headers: { origin: app.url, 'access-control-request-method': 'GET' },
    });
    expect([asked.status, asked.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, HEAD']);
  });

  it('names it in the policy of its pages, and hands originals out there as attachments', async () => {
    const policy = (await fetchPlain(app.url)).headers.get('content-security-policy')!;
    for (const part of ['img-src', 'media-src', 'connect-src'])
      expect(policy).toMatch(new RegExp(`${part} [^;]*${content}(;|$)`));
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    const original = await fetchPlain(await address('original'));
    expect(original.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(original.headers.get('cache-control')).toBe('private, no-store');
    expect(original.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('writes no signature into its log', async () => {
    const url = await address('pages/1');
    await fetchPlain(url);
    await fetchPlain(url.replace(/\/pages\/1$/, '/pages/9'));
    const token = url.split('/content/')[1]!.split('/')[4]!;
    expect(token).toMatch(/^[0-9a-f]{12}\.view\./);
    await eventually(
      () => Promise.resolve(app.output()),
      (printed) => printed.includes('/content/resources/:id/files/:fileId/:token/*'),
    );
    expect(app.output()).not.toContain(token.split('.')[4]);
  });
});
