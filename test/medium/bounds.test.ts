import type { CollectionView, CreatedLink, ResourceView } from '../../src/contracts/index.js';
import { HOUR, MINUTE } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import type { InProcessClient } from '../support/in-process-client.js';
import { Program, type Signed } from '../support/program.js';

describe('what one person can take up of what is there for all', () => {
  let program: Program;
  let author: Signed;
  let other: Signed;
  beforeAll(async () => {
    program = await Program.open();
    const group = await program.group('集团');
    const school = await program.school(group, '甲校');
    const teacher = { scope: 'school', scopeId: school, role: 'teacher', from: 0, until: null } as const;
    author = await program.person('author', '作者', [teacher]);
    other = await program.person('other', '别人', [teacher]);
  }, 60_000);
  afterAll(() => program.close());

  const create = (who: InProcessClient, headers: Record<string, string> = {}) =>
    who.post<ResourceView & { code?: string }>(
      'resources',
      { title: '教案', type: 'material', licence: 'CC-BY-4.0', linkUrl: 'https://example.org/' },
      headers,
    );
  const count = async (table: string) =>
    Number((await program.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]!.n);
  /** As if so much had been spent just now. */
  const spent = (kind: string, who: string, level: number) =>
    program.write('UPDATE request_budget SET level = ?, updated_at = ? WHERE id = ?', [
      level,
      program.clock.now(),
      `${kind}:${who}`,
    ]);

  it('is a number of things made, which comes back with time, and is nobody else’s', async () => {
    expect((await create(author.client)).status).toBe(201);
    await spent('create', author.id, 2_999);
    expect((await create(author.client)).status).toBe(201);
    const before = await count('resource');
    const refused = await create(author.client, { 'idempotency-key': 'k1' });
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(refused.headers.get('retry-after')).toBe('20');
    expect((await author.client.post('collections', { title: '合集' })).status).toBe(429);
    expect((await author.client.post('uploads', { fileName: 'a.txt', size: 3 })).status).toBe(429);
    expect(await count('resource')).toBe(before);
    expect((await create(other.client)).status).toBe(201);
    program.clock.advance(MINUTE);
    expect((await create(author.client, { 'idempotency-key': 'k1' })).status).toBe(201);
    // What fails costs nothing.
    await spent('create', author.id, 2_999);
    expect((await author.client.post('resources', { stage: 'junior', grade: 'g1' })).status).toBe(422);
    expect((await create(author.client)).status).toBe(201);
    await spent('create', author.id, 0);
  });

  it('is a number of items copied with collections', async () => {
    const { body } = await author.client.post<CollectionView>('collections', { title: '合集' });
    const copy = () => author.client.post(`collections/${body.id}/copy`, {});
    expect((await copy()).status).toBe(201);
    await spent('copy', author.id, 20_001);
    expect((await copy()).status).toBe(429);
  });

  it('is fifty devices signed in on: of one more, the one not seen for longest ends', async () => {
    const first = await program.session(author.id);
    const open: InProcessClient[] = [];
    for (let n = 0; n < 50; n += 1) {
      program.clock.advance(1);
      open.push(await program.session(author.id));
    }
    expect((await first.get('session')).status).toBe(401);
    expect((await open[0]!.get('session')).status).toBe(200);
    author = { id: author.id, client: open[49]! };
  });

  it('is a number of visits to links from one address', async () => {
    const made = (await create(author.client)).body;
    const published = await author.client.post(
      `resources/${made.id}/publish`,
      { audience: { preset: 'school' } },
      { 'if-match': `"${made.rev}"` },
    );
    expect(published.status).toBe(200);
    const link = await author.client.post<CreatedLink>(`resources/${made.id}/links`, {
      right: 'view',
      expiresAt: new Date(program.clock.now() + HOUR).toISOString(),
    });
    const token = link.body.url.slice(link.body.url.lastIndexOf('/') + 1);
    const visit = () => program.anonymous().post(`links/${token}/open`, {});
    expect((await visit()).status).toBe(200);
    await spent('visit', '127.0.0.1', 1_000);
    const events = await count('link_event');
    expect((await visit()).status).toBe(429);
    expect(await count('link_event')).toBe(events);
  });
});

describe('a request that costs more than its length', () => {
  let program: Program;
  let id: Id;
  beforeAll(async () => {
    program = await Program.open();
    ({ id } = await program.account('author', '作者'));
  }, 60_000);
  afterAll(() => program.close());

  it('is refused before anything is built of it', async () => {
    const deep = Buffer.from(`{"loginName":${'['.repeat(400_000)}${']'.repeat(400_000)}}`);
    const json = { 'content-type': 'application/json' };
    const began = performance.now();
    const answer = await program.anonymous().request('POST', 'session', deep, json);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(performance.now() - began).toBeLessThan(400);
    const keyed = await (
      await program.session(id)
    ).request('POST', 'resources', deep, {
      ...json,
      'idempotency-key': 'deep',
    });
    expect(keyed).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });

  it('is read as JSON only, and an address that cannot be decoded is answered in our own form', async () => {
    const form = await (
      await program.session(id)
    ).request('POST', 'resources', Buffer.from('title=a'), {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form.status).toBe(400);
    for (const path of ['/%', '/%zz', '/api/v1/%'])
      expect(await program.anonymous().get(path)).toMatchObject({
        status: 400,
        body: { code: 'invalid_request' },
      });
  });
});
