import type {
  CollectionView,
  CreatedLink,
  GrantView,
  QueuedProposal,
  ResourceView,
  UploadView,
} from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { ApiClient } from '../support/client.js';
import { UploadWorld } from './uploads-world.js';

/** What a resource knows of itself and nobody may say for it, under the names that it has in answers and in rows. */
const of = (foreignId: string, foreignSchool: string) => ({
  ...{ id: foreignId, rev: 99, state: 'published', publishedAt: 1, trashedAt: 1, createdAt: 1, updatedAt: 1 },
  ...{ right: 'manage', author: { id: foreignId, name: 'x' }, authorId: foreignId, ownerId: foreignId },
  ...{
    coAuthors: [{ id: foreignId, name: 'x' }],
    school: { id: foreignSchool },
    ownerSchoolId: foreignSchool,
  },
  ...{ audience: { preset: 'group' }, audienceId: foreignId, visibility: 'group', narrowedBy: null },
  ...{ score: 5, role: 'group_admin', quota: 1e15, files: [], fullFiles: [], coverFileId: foreignId },
});
/** As text: in an object literal the name would set the prototype instead of being sent. */
const withPrototype = (body: object, name: '__proto__' | 'constructor') =>
  `{"${name}":{"prototype":{"right":"manage"},"right":"manage"},${JSON.stringify(body).slice(1)}`;

describe('fields that the sender has no business to send', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let stranger: ApiClient;
  let strangerId: string;
  const read = async (who: ApiClient, id: string) => (await who.get<ResourceView>(`resources/${id}`)).body;
  const send = (who: ApiClient, method: string, path: string, text: string, rev?: number) =>
    fetch(`${world.url}/api/v1/${path}`, {
      method,
      body: text,
      headers: {
        cookie: who.cookies(),
        'content-type': 'application/json',
        ...(rev === undefined ? {} : { 'if-match': `"${rev}"` }),
      },
    });
  const make = async (more: object = {}) => {
    const body = { title: '第一课', type: 'material', linkUrl: 'https://example.org/', ...more };
    return (await author.post<ResourceView>('resources', body)).body;
  };

  beforeAll(async () => {
    world = await UploadWorld.open();
    author = await world.teacher('author');
    stranger = await world.teacher('stranger', world.otherSchoolId);
    strangerId = (await stranger.get<{ user: { id: string } }>('session')).body.user.id;
  });
  afterAll(() => world.close());

  it('do nothing to a new resource', async () => {
    const authorId = (await author.get<{ user: { id: string } }>('session')).body.user.id;
    const made = await make(of(strangerId, world.otherSchoolId));
    expect(made).toMatchObject({
      ...{ rev: 1, state: 'draft', publishedAt: null, trashedAt: null, audience: null, coAuthors: [] },
      ...{ author: { id: authorId }, school: { id: world.schoolId }, right: 'manage', coverFileId: null },
    });
    expect(made.id).not.toBe(strangerId);
    expect(Math.abs(Date.parse(made.createdAt) - world.clock.now())).toBeLessThan(DAY);
    expect((await stranger.get(`resources/${made.id}`)).status).toBe(404);
  });

  it('do nothing to one that is changed or published', async () => {
    const made = await make();
    const foreign = of(strangerId, world.otherSchoolId);
    const changed = await send(
      author,
      'PATCH',
      `resources/${made.id}`,
      JSON.stringify({ ...foreign, title: '改' }),
      1,
    );
    expect(changed.status).toBe(200);
    expect(await read(author, made.id)).toMatchObject({
      ...{ title: '改', id: made.id, rev: 2, state: 'draft', author: made.author, school: made.school },
      ...{ coAuthors: [], createdAt: made.createdAt, coverFileId: null },
    });
    const body = { ...foreign, audience: { preset: 'self', schoolId: world.otherSchoolId, total: 0 } };
    expect((await send(author, 'POST', `resources/${made.id}/publish`, JSON.stringify(body), 2)).status).toBe(
      200,
    );
    expect(await read(author, made.id)).toMatchObject({ rev: 3, author: made.author, school: made.school });
    expect((await stranger.get(`resources/${made.id}`)).status).toBe(404);
  });

  it('are refused when they are names of the language itself', async () => {
    const made = await make();
    for (const [method, path] of [
      ['POST', 'resources'],
      ['PATCH', `resources/${made.id}`],
      ['POST', `resources/${made.id}/publish`],
    ] as const)
      for (const name of ['__proto__', 'constructor'] as const) {
        const text = withPrototype({ title: '原型', audience: { preset: 'group' } }, name);
        const answer = await send(author, method, path, text, made.rev);
        expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
          400,
          'invalid_request',
        ]);
      }
    expect(await read(author, made.id)).toMatchObject({ title: made.title, state: 'draft', rev: made.rev });
    expect(Object.hasOwn(Object.prototype, 'right')).toBe(false);
    const titles = (await author.get<{ items: ResourceView[] }>('resources?scope=mine')).body.items;
    expect(titles.map(({ title }) => title)).not.toContain('原型');
  });

  it('do nothing to collections, their items and proposals for them', async () => {
    const foreign = of(strangerId, world.otherSchoolId);
    const { body: made } = await author.post<CollectionView>('collections', {
      ...foreign,
      ...{ title: '第一单元', copiedFrom: strangerId, sections: [{ id: strangerId, title: '别人的' }] },
    });
    const unchanged = {
      ...{
        id: made.id,
        state: 'draft',
        publishedAt: null,
        trashedAt: null,
        audience: null,
        copiedFrom: null,
      },
      ...{ author: made.author, school: made.school, right: 'manage', createdAt: made.createdAt },
    };
    expect(made).toMatchObject({ ...unchanged, rev: 1, sections: [{ title: '' }] });
    expect([made.id, made.author.id, made.sections[0]!.id]).not.toContain(strangerId);
    expect(made.school.id).toBe(world.schoolId);
    const base = `collections/${made.id}`;
    const changed = await send(author, 'PATCH', base, JSON.stringify({ ...foreign, title: '改' }), 1);
    expect(await changed.json()).toMatchObject({ ...unchanged, title: '改', rev: 2 });

    const said = { id: strangerId, addedBy: strangerId, addedAt: 1, position: 1, removedIn: strangerId };
    const item = { kind: 'link', url: 'https://example.org/', title: '网页', ...said };
    const { ids } = (await author.post<{ ids: string[] }>(`${base}/items`, { items: [item] })).body;
    const decided = { id: strangerId, state: 'accepted', proposerId: strangerId, decidedBy: strangerId };
    const proposal = { item, reason: '看看', ...decided, decidedAt: 1, answer: '好' };
    const { id } = (await author.post<{ id: string }>(`${base}/proposals`, proposal)).body;
    expect([...ids, id]).not.toContain(strangerId);
    const queue = (await author.get<{ items: QueuedProposal[] }>(`${base}/proposals`)).body.items;
    expect(queue).toMatchObject([{ id, state: 'open', by: made.author, decision: null }]);
    expect((await stranger.get(base)).status).toBe(404);
  });

  it('do nothing to uploads, rights by name and links', async () => {
    const upload = await author.post<UploadView>('uploads', {
      ...{ fileName: 'a.txt', size: 3, id: strangerId, state: 'stored', fileId: strangerId, partSize: 1 },
      ...{
        ownerId: strangerId,
        userId: strangerId,
        storageKey: '../../x',
        sha256: '0'.repeat(64),
        expiresAt: 1e15,
      },
    });
    expect(upload).toMatchObject({ status: 201, body: { state: 'uploading', fileId: null, partSize: 1000 } });
    expect(upload.body.id).not.toBe(strangerId);
    expect(Date.parse(upload.body.expiresAt)).toBeLessThan(world.clock.now() + 100 * DAY);
    expect((await stranger.get(`uploads/${upload.body.id}`)).status).toBe(404);

    const { id } = await make({ licence: 'CC-BY-4.0' });
    const to = { kind: 'user', id: strangerId, schoolId: world.otherSchoolId };
    const granted = await author.request('PUT', `resources/${id}/grants`, {
      ...{
        to,
        right: 'edit',
        grantedBy: { id: strangerId },
        grantedById: strangerId,
        grantedAt: 1,
        key: 'x',
      },
    });
    expect(granted.status).toBeLessThan(300);
    const grants = (await author.get<{ items: GrantView[] }>(`resources/${id}/grants`)).body.items;
    expect(grants).toMatchObject([{ right: 'edit', grantedBy: { name: 'author' } }]);
    expect(Date.parse(grants[0]!.grantedAt)).toBeGreaterThan(1);

    const { rev } = await read(author, id);
    await author.post(
      `resources/${id}/publish`,
      { audience: { preset: 'group' } },
      { 'if-match': `"${rev}"` },
    );
    const link = await author.post<CreatedLink>(`resources/${id}/links`, {
      ...{
        right: 'view',
        expiresAt: new Date(world.clock.now() + DAY).toISOString(),
        token: 'x',
        tokenHash: 'x',
        visits: -5,
      },
      ...{
        madeBy: { id: strangerId },
        madeById: strangerId,
        resourceId: strangerId,
        state: 'open',
        revokedAt: 1,
      },
    });
    expect(link).toMatchObject({
      status: 201,
      body: { link: { visits: 0, madeBy: { name: 'author' }, revokedAt: null } },
    });
    expect(link.body.url).not.toMatch(/\/x$/);
  });

  it('do not hand a resource to a school or an author by any name of theirs', async () => {
    expect(
      (await author.post('resources', { title: '他校', schoolId: world.otherSchoolId })).status,
    ).not.toBe(201);
    expect(
      (await author.post('uploads', { fileName: 'a', size: 1, schoolId: world.otherSchoolId })).status,
    ).not.toBe(201);
  });
});
