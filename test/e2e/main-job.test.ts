import { createHash } from 'node:crypto';
import type { ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { ApiClient, eventually } from '../support/client.js';
import { S3_KINDS } from '../support/s3-server.js';
import { services, withService, type Grown } from '../support/services.js';
import { foundGroup, type SmallGroup } from '../support/small-group.js';

const TEXT = '钱塘江大潮自古以来被称为天下奇观。农历八月十八是一年一度的观潮日。';

function mainJob(stack?: readonly Grown[]): void {
  let app: RunningApp;
  let group: SmallGroup;

  beforeAll(async () => {
    app = await startApp(stack ? { stack } : {});
    group = await foundGroup(app);
  });
  afterAll(async () => {
    await app.stop();
    await removeData(app);
  });

  const search = async (who: ApiClient, text: string) =>
    (await who.get<SearchResponse>(`search?text=${encodeURIComponent(text)}`)).body;

  it('a teacher uploads a text, another school of the group finds it by its words and opens it, an outsider finds nothing', async () => {
    const { author, colleague, outsider } = group;
    const uploadId = await author.upload('《观潮》教学设计（第一课时）.txt', Buffer.from(TEXT));
    const created = await author.post<ResourceView>('resources', {
      title: '观潮 教学设计',
      type: 'lesson_plan',
      stage: 'primary',
      subject: 'chinese',
      grade: 'g4',
      tags: ['古诗文', '#古诗文'],
      uploadIds: [uploadId],
    });
    expect(created.status).toBe(201);
    expect(created.body.tags).toEqual(['古诗文']);
    const { id } = created.body;

    const draft = await colleague.get(`resources/${id}`);
    const missing = await colleague.get('resources/01890000-0000-7000-8000-000000000000');
    expect(draft.status).toBe(404);
    expect({ ...draft.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });

    const present = (await author.get<ResourceView>(`resources/${id}`)).body;
    const published = await author.post<ResourceView>(
      `resources/${id}/publish`,
      { audience: { preset: 'group' } },
      { 'if-match': `"${present.rev}"` },
    );
    expect(published.status).toBe(200);

    const seen = await eventually(
      () => colleague.get<ResourceView>(`resources/${id}`),
      (a) => a.body.fullFiles?.[0]?.state === 'ready',
    );
    expect(seen.body.right).toBe('download');
    const found = await eventually(
      () => search(colleague, '天下奇观'),
      (r) => r.total > 0,
    );
    expect(found.items[0]!.resource.id).toBe(id);
    expect(found.items[0]!.snippet.some((f) => f.hit)).toBe(true);
    expect(found.facets.subject).toEqual([{ value: 'chinese', label: null, count: 1 }]);

    const file = seen.body.fullFiles[0]!;
    const original = await fetch(`${app.url}/api/v1/resources/${id}/files/${file.id}/original`, {
      headers: { cookie: colleague.cookies() },
    });
    const bytes = Buffer.from(await original.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    expect(
      decodeURIComponent(
        /filename\*=UTF-8''([^;]+)/.exec(original.headers.get('content-disposition') ?? '')![1]!,
      ),
    ).toBe('《观潮》教学设计（第一课时）.txt');
    const range = await fetch(`${app.url}/api/v1/resources/${id}/files/${file.id}/original`, {
      headers: { cookie: colleague.cookies(), range: 'bytes=0-2' },
    });
    expect(range.status).toBe(206);
    expect(await range.text()).toBe('钱');

    const nothing = await search(outsider, '天下奇观');
    expect(nothing).toMatchObject({ total: 0, items: [], facets: { subject: [], type: [], school: [] } });
    expect((await outsider.get(`resources/${id}`)).status).toBe(404);
    for (const path of ['original', 'text', 'thumbnail', 'pages/1', 'hls/master.m3u8']) {
      expect((await outsider.get(`resources/${id}/files/${file.id}/${path}`)).status).toBe(404);
    }

    const withdrawn = await author.post(`resources/${id}/withdraw`);
    expect(withdrawn.status).toBe(200);
    expect((await colleague.get(`resources/${id}`)).status).toBe(404);
    expect((await search(colleague, '天下奇观')).total).toBe(0);
  });

  it('a change with a stale revision is refused and loses nothing', async () => {
    const { author } = group;
    const { body } = await author.post<ResourceView>('resources', {
      title: '初稿',
      linkUrl: 'https://example.org/',
    });
    expect((await author.patch(`resources/${body.id}`, { title: '甲' })).status).toBe(428);
    expect(
      (await author.patch(`resources/${body.id}`, { title: '甲' }, { 'if-match': `"${body.rev}"` })).status,
    ).toBe(200);
    expect(
      await author.patch(`resources/${body.id}`, { title: '乙' }, { 'if-match': `"${body.rev}"` }),
    ).toMatchObject({ status: 412, body: { code: 'rev_conflict' } });
    expect((await author.get(`resources/${body.id}`)).body).toMatchObject({ title: '甲' });
  });

  it('a resource sent twice under one Idempotency-Key is made once, also when the server was killed in between', async () => {
    const { author } = group;
    const key = { 'idempotency-key': 'one-resource' };
    const body = { title: '只此一份', linkUrl: 'https://example.org/' };
    const first = await author.post<ResourceView>('resources', body, key);
    await app.kill();
    app = await app.restart();
    const second = await author.post<ResourceView>('resources', body, key);
    expect(second).toMatchObject({ status: 201, body: first.body });
    const mine = (await author.get<{ items: { title: string }[] }>('resources?scope=mine')).body.items;
    expect(mine.filter((r) => r.title === '只此一份')).toHaveLength(1);
    expect(await author.post('resources', { ...body, title: '另一份' }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
  });

  it('what is trashed is gone at once for everybody and comes back as it was', async () => {
    const { author, colleague } = group;
    const { body } = await author.post<ResourceView>('resources', {
      title: '回收站试验',
      type: 'material',
      linkUrl: 'https://example.org/',
    });
    const published = await author.post<ResourceView>(
      `resources/${body.id}/publish`,
      { audience: { preset: 'group' } },
      { 'if-match': `"${body.rev}"` },
    );
    expect(published.status).toBe(200);
    expect((await colleague.get(`resources/${body.id}`)).status).toBe(200);
    expect((await author.delete(`resources/${body.id}`)).status).toBe(204);
    expect((await colleague.get(`resources/${body.id}`)).status).toBe(404);
    expect((await author.get<{ items: unknown[] }>('resources?scope=trash')).body.items).toHaveLength(1);
    expect((await author.post(`resources/${body.id}/restore`)).status).toBe(200);
    expect((await colleague.get(`resources/${body.id}`)).status).toBe(200);
  });

  it('describes itself: every route stands in the OpenAPI document', async () => {
    const document = (
      await new ApiClient(app.url).get<{ openapi: string; paths: Record<string, unknown> }>(
        '/api/openapi.json',
      )
    ).body;
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/session',
        '/api/v1/uploads',
        '/api/v1/resources/{id}',
        '/api/v1/search',
      ]),
    );
  });

  it('answers strangers with 401 and nothing else', async () => {
    const stranger = new ApiClient(app.url);
    for (const path of [
      'session',
      'resources',
      'search?text=a',
      'organization',
      'taxonomy',
      'uploads',
      'events',
      'quota',
    ]) {
      expect(await stranger.get(path)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    }
  });
}

describe('the main job', () => mainJob());
withService('the main job on MySQL or MariaDB', 'MYSQL_URL', services.mysqlUrl, () => mainJob(['mysql']));
for (const { kind, variable } of S3_KINDS)
  withService(`the main job on an S3 store, ${kind}`, variable, services[kind], () => mainJob([kind]));
