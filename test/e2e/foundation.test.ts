import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'libsql';
import type { ResourceView } from '../../src/contracts/index.js';
import { anyProcessWith, tools } from '../contract/media-rooms.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { lianke, runBuilt } from '../support/cli.js';
import { ApiClient, eventually } from '../support/client.js';
import { Originals } from '../support/originals.js';
import { foundGroup, PASSWORD, type SmallGroup } from '../support/small-group.js';

describe('what every installation has', () => {
  let app: RunningApp;
  let group: SmallGroup;
  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'trace' } });
    group = await foundGroup(app);
  });
  afterAll(async () => {
    await app.stop();
    await removeData(app);
  });
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${app.url}${path}`, { headers });

  it('says that it lives and can work, and what that rests on', async () => {
    expect(await (await ask('/health/live')).json()).toEqual({ status: 'ok' });
    const ready = await ask('/health/ready');
    const { status, checks } = (await ready.json()) as { status: string; checks: Record<string, string> };
    expect([ready.status, status]).toEqual([200, 'ok']);
    expect(checks).toEqual({ database: 'ok', storage: 'ok', search: 'ok', disk: 'ok' });
  });

  it('counts its answers by route, never by address', async () => {
    const id = '01890000-0000-7000-8000-000000000000';
    await group.author.get(`resources/${id}`);
    const text = await (await ask('/metrics')).text();
    expect(text).toMatch(
      /lianke_http_request_seconds_count\{method="GET",route="\/api\/v1\/resources\/:id",status="404"\} [1-9]/,
    );
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(text).not.toContain(id);
  });

  it.each(['/', '/search?text=a', '/api/v1/session', '/api/v1/nothing', '/api/openapi.json', '/health/live'])(
    'sends the security headers with %s',
    async (path) => {
      const headers = Object.fromEntries((await ask(path)).headers);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      });
      const policy = new Map(
        headers['content-security-policy']!.split(';').map((line) => {
          const [name = '', ...values] = line.trim().split(' ');
          return [name, values.join(' ')] as const;
        }),
      );
      expect(policy.get('script-src')).toBe("'self'");
      expect(policy.get('default-src')).toBe("'self'");
      expect(policy.get('frame-ancestors')).toBe("'none'");
      expect(policy.get('object-src')).toBe("'none'");
      expect(policy.get('base-uri')).toBe("'none'");
    },
  );

  it('keeps the address of every page to itself, and what a page asks for is not kept by caches', async () => {
    const { author } = group;
    const made = await author.post<ResourceView>('resources', { title: '地址', type: 'material' });
    const pages = [
      '',
      'login',
      'setup',
      'search?text=机密',
      'mine',
      'upload',
      'organization',
      'audit',
      's/abc',
      'nothing',
    ];
    for (const page of [...pages, `resources/${made.body.id}`, `resources/${made.body.id}/edit`]) {
      const answer = await ask(`/${page}`, { accept: 'text/html' });
      const html = await answer.text();
      expect([page, answer.headers.get('referrer-policy')]).toEqual([page, 'no-referrer']);
      // The page itself may not say otherwise than its header.
      expect([page, /referrerpolicy|name=["']?referrer/i.test(html)]).toEqual([page, false]);
    }
    for (const path of ['session', `resources/${made.body.id}`, 'resources', 'search?text=a']) {
      const answer = await author.get(path);
      expect([path, answer.headers.get('cache-control')]).toEqual([
        path,
        expect.stringMatching(/no-store|private/),
      ]);
    }
  });

  it('describes every route in OpenAPI 3.1, with a page to read it', async () => {
    const document = (await (await ask('/api/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { parameters?: unknown[]; requestBody?: unknown }>>;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths).length).toBeGreaterThan(40);
    expect(document.paths['/api/v1/resources']!['post']!.requestBody).toBeDefined();
    expect(document.paths['/api/v1/search']!['get']!.parameters!.length).toBeGreaterThan(5);
    const page = await ask('/api/docs');
    expect(page.status).toBe(200);
    const html = await page.text();
    const scripts = [...html.matchAll(/<script src='?"?\.?\/?([^'">]+)/g)].map((m) => m[1]!);
    expect(scripts.length).toBeGreaterThan(1);
    for (const script of scripts)
      expect((await ask(`/api/${script.replace(/^.*docs\//, 'docs/')}`)).status).toBe(200);
  });

  it('writes JSON lines that carry the id of the request, and no secret', async () => {
    const answer = await group.author.get('resources/not-an-id');
    const requestId = answer.headers.get('x-request-id')!;
    expect(answer.body).toMatchObject({ code: 'invalid_request', requestId });
    const line = await eventually(
      () =>
        Promise.resolve(
          app
            .output()
            .split('\n')
            .find((text) => text.startsWith('{') && text.includes(requestId)),
        ),
      (found) => found !== undefined,
    );
    expect(JSON.parse(line!)).toMatchObject({ requestId, method: 'GET', status: 400 });
    const token = group.author.cookies().split('=')[1]!;
    expect(token.length).toBeGreaterThan(20);
    for (const secret of [PASSWORD, token]) expect(app.output()).not.toContain(secret);
    await group.author.upload('日志.txt', Buffer.from('写在日志里的东西'));
    expect(app.output()).not.toMatch(/signature=[\w-]{10}/);
  });

  it('writes no line that somebody else has thought up, whatever stands in addresses, headers and names', async () => {
    const forged = '{"level":60,"time":"2026-09-01T00:00:00.000Z","msg":"forged"}';
    const address = `${app.url}/api/v1/search?text=${encodeURIComponent(`x\r\n${forged}\r\n`)}`;
    await fetch(address, { headers: { cookie: group.author.cookies(), 'user-agent': `x\t${forged}` } });
    await fetch(`${app.url}/api/v1/${encodeURIComponent(`nothing\n${forged}`)}`);
    await group.author.upload(`讲义\r\n${forged}\r\n.txt`, Buffer.from('换行的名字'));
    const { headers } = await group.author.get('resources/not-an-id');
    const last = headers.get('x-request-id')!;
    await eventually(
      () => Promise.resolve(app.output()),
      (text) => text.includes(last),
    );
    const lines = app
      .output()
      .split('\n')
      .filter((text) => text.startsWith('{'));
    expect(lines.length).toBeGreaterThan(20);
    expect(
      lines.slice(0, -1).filter((text) => (JSON.parse(text) as { msg?: string }).msg === 'forged'),
    ).toEqual([]);
  });

  it('keeps stage, subject and grade consistent, and fills in what a book implies', async () => {
    const { author } = group;
    const wrong = await author.post('resources', { title: '甲', stage: 'primary', subject: 'physics' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'stage_subject_mismatch' } });
    const unknown = await author.post('resources', { title: '甲', subject: 'alchemy' });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'taxonomy_unknown' } });
    const right = await author.post('resources', {
      title: '甲',
      stage: 'primary',
      subject: 'math',
      grade: 'g4',
    });
    expect(right).toMatchObject({ status: 201, body: { stage: 'primary', subject: 'math', grade: 'g4' } });
  });

  it('suggests tags that are in use where one may see them, whatever their width and case', async () => {
    const { author, colleague, outsider } = group;
    const made = await author.post<ResourceView>('resources', {
      ...{
        title: '标签试验',
        type: 'material',
        linkUrl: 'https://example.org/',
        tags: ['＃Phonics', '#ｐｈｏｎｉｃｓ', '＃自然拼读＃'],
      },
    });
    expect(made.body.tags).toEqual(['Phonics', '自然拼读']);
    await author.post(
      `resources/${made.body.id}/publish`,
      { audience: { preset: 'group' } },
      { 'if-match': `"${made.body.rev}"` },
    );
    const suggest = async (who: ApiClient, text: string) =>
      (await who.get<{ items: unknown }>(`tags/suggestions?text=${encodeURIComponent(text)}`)).body.items;
    expect(await suggest(colleague, 'ＰＨＯＮ')).toEqual([{ tag: 'Phonics', uses: 1 }]);
    expect(await suggest(outsider, 'phon')).toEqual([]);
  });

  it('takes web links as resources, http and https only', async () => {
    const { author, colleague } = group;
    const linkUrl = 'https://example.org/课/1?a=b#c';
    const made = await author.post<ResourceView>('resources', { title: '网页', type: 'material', linkUrl });
    await author.post(
      `resources/${made.body.id}/publish`,
      { audience: { preset: 'group' } },
      { 'if-match': `"${made.body.rev}"` },
    );
    const seen = await colleague.get<ResourceView>(`resources/${made.body.id}`);
    expect(seen.body).toMatchObject({ linkUrl, fullFiles: [] });
    for (const bad of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'example.org', ' '])
      expect(await author.post('resources', { title: 'x', linkUrl: bad })).toMatchObject({ status: 400 });
  });

  it('shows its settings without secrets', async () => {
    const env = {
      ...{ DATA_DIR: app.dataDir, QUEUE_DRIVER: 'bullmq', LIVE_DRIVER: 'redis' },
      REDIS_URL: 'redis://somebody:very-secret-word@127.0.0.1:1',
    };
    const { stdout, stderr } = await lianke(['doctor'], { env });
    expect(stdout).toContain('somebody');
    expect(stdout + stderr).not.toContain('very-secret-word');
  });

  it('is examined without complaint by whoever reads only the beginning', async () => {
    const env = { DATA_DIR: app.dataDir };
    expect(await lianke(['doctor'], { env, readsLittle: true })).toMatchObject({ code: 0, stderr: '' });
  });

  it('says in one sentence that its port is in use', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lianke-busy-'));
    const env = { DATA_DIR: dataDir, PORT: new URL(app.url).port, LANG: 'en_GB.UTF-8', LOG_LEVEL: 'fatal' };
    const { code, stderr } = await runBuilt(['dist/main.js'], { env });
    expect([code, stderr]).toEqual([
      1,
      'Lianke cannot start: The port is in use: choose another one with PORT, for example PORT=3100.\n',
    ]);
    rmSync(dataDir, { recursive: true });
  });
});

describe('a stop', () => {
  it('ends in time while a page listens for news and somebody stops in the middle of a request', async () => {
    const app = await startApp({ stack: [] });
    try {
      const { author } = await foundGroup(app);
      const news = await fetch(`${app.url}/api/v1/events`, { headers: { cookie: author.cookies() } });
      expect(news.status).toBe(200);
      const { hostname, port } = new URL(app.url);
      const halfway = connect(Number(port), hostname);
      halfway.on('error', () => undefined);
      halfway.write(
        'POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
      );
      const closed = once(halfway, 'close');
      await new Promise((written) => setTimeout(written, 200));
      const started = Date.now();
      await app.stop();
      expect(Date.now() - started).toBeLessThan(15_000);
      expect([app.process.signalCode, app.process.exitCode]).not.toContain('SIGKILL');
      await closed;
      await news.body?.cancel().catch(() => undefined);
    } finally {
      await app.stop();
      await removeData(app);
    }
  }, 60_000);

  it('ends within seconds, finishes or hands back what runs, leaves no tool behind, and the work goes on at the next start without a lost attempt', async () => {
    let app = await startApp({ stack: [] });
    try {
      const { author } = await foundGroup(app);
      const originals = new Originals();
      const ids: string[] = [];
      for (const kind of tools.ffmpeg === null ? (['document'] as const) : (['document', 'film'] as const)) {
        const { fileName, bytes } = await originals.make(kind, `停机${kind}`);
        const uploadIds = [await author.upload(fileName, bytes)];
        ids.push((await author.post<ResourceView>('resources', { title: kind, uploadIds })).body.id);
      }
      originals.remove();
      const states = async () =>
        Promise.all(
          ids.map(async (id) => (await author.get<ResourceView>(`resources/${id}`)).body.fullFiles[0]?.state),
        );
      await eventually(states, (all) => all.includes('processing'));
      const started = Date.now();
      await app.stop();
      expect(Date.now() - started).toBeLessThan(20_000);
      expect([app.process.signalCode, app.process.exitCode]).not.toContain('SIGKILL');
      expect(await anyProcessWith(join(app.dataDir, 'jobs'))).toBe(false);
      app = await app.restart();
      await eventually(states, (all) => all.every((state) => state === 'ready'), 120_000);
      const database = new Sqlite(join(app.dataDir, 'lianke.sqlite'));
      const jobs = database
        .prepare("SELECT name, attempts FROM outbox_job WHERE name LIKE 'processing.%' AND state = 'done'")
        .all() as { name: string; attempts: number }[];
      database.close();
      expect(jobs.length).toBeGreaterThan(1);
      expect(jobs.filter(({ attempts }) => attempts !== 1)).toEqual([]);
    } finally {
      await app.stop();
      await removeData(app);
    }
  }, 180_000);
});
