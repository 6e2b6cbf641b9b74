import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type {
  AuditEntryView,
  ResourceView,
  SearchResponse,
  SightPage,
  SupportList,
  SupportView,
  ViewersPage,
} from '../../src/contracts/index.js';
import { Metrics } from '../../src/http/index.js';
import { DAY, HOUR, MINUTE } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { AccessService } from '../../src/modules/access/index.js';
import { Provisioning, type NewMembership } from '../../src/modules/organization/index.js';
import type { ApiClient } from '../support/client.js';
import { eventually } from '../support/client.js';
import { openPage } from '../support/live-news.js';
import { UploadWorld } from './uploads-world.js';

const REASON = '作者请求：课件打不开，协助检查';

describe('somebody’s private things and administrators', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let head: ApiClient;
  let principal: ApiClient;
  let elsewhere: ApiClient;
  let colleague: ApiClient;
  let ids: Record<string, Id>;
  let groupId: Id;
  const warned = jest.spyOn(Logger.prototype, 'warn');

  const give = (who: string, membership: NewMembership) =>
    world.database.transaction((tx) =>
      world.app
        .get(Provisioning, { strict: false })
        .addMembership(tx, ids[who]!, { from: world.clock.now() - DAY, ...membership }),
    );
  beforeAll(async () => {
    world = await UploadWorld.open();
    author = await world.teacher('author');
    colleague = await world.teacher('colleague');
    principal = await world.teacher('principal');
    head = await world.teacher('head', world.otherSchoolId);
    elsewhere = await world.teacher('elsewhere', world.otherSchoolId);
    const rows = await world.query<{ id: Id; login_name: string }>('SELECT id, login_name FROM account');
    ids = Object.fromEntries(rows.map((row) => [row.login_name, row.id]));
    groupId = (await world.query<{ group_id: Id }>('SELECT group_id FROM school_link'))[0]!.group_id;
    await give('head', { scope: 'group', scopeId: groupId, role: 'group_admin' });
    await give('principal', { scope: 'school', scopeId: world.schoolId, role: 'school_admin' });
    await give('elsewhere', { scope: 'school', scopeId: world.otherSchoolId, role: 'school_admin' });
  });
  afterAll(() => world.close());

  /** A draft with a file, or published to the author alone in effect: to a department that nobody is in. */
  const draft = async (more: object = {}) => {
    const uploadId = await author.upload('期中试卷.txt', Buffer.from('期中试卷草稿：一、看拼音写词语。'));
    const fileId = (await world.ended(author, uploadId)).fileId!;
    const { body } = await author.post<ResourceView>('resources', {
      title: '期中试卷草稿',
      type: 'material',
      tags: ['期中机密'],
      uploadIds: [uploadId],
      ...more,
    });
    return { id: body.id, fileId, rev: body.rev };
  };
  /** Every way in which somebody could come across a thing; empty = none. */
  const traces = async (who: ApiClient, { id, fileId }: { id: Id; fileId: Id }) => {
    const access = world.app.get(AccessService, { strict: false });
    await eventually(
      () => access.pendingIds(),
      (pending) => pending.length === 0,
    );
    const found: string[] = [];
    const note = (what: string, there: boolean) => there && found.push(what);
    for (const scope of ['newest', 'mine', 'granted', 'trash']) {
      const { body } = await who.get<{ items: { id: Id }[] }>(`resources?scope=${scope}&limit=50`);
      note(
        scope,
        body.items.some((item) => item.id === id),
      );
    }
    const search = await who.get<SearchResponse>(`search?text=${encodeURIComponent('期中试卷草稿')}`);
    note(
      'search',
      search.body.items.some((item) => item.resource.id === id),
    );
    note('count', search.body.total > 0);
    note(
      'facets',
      Object.values(search.body.facets).some((values) => values.length > 0),
    );
    const suggested = await who.get(`search/suggestions?text=${encodeURIComponent('期中')}`);
    const tags = await who.get(`tags/suggestions?text=${encodeURIComponent('期中')}`);
    note('suggestions', JSON.stringify([suggested.body, tags.body]).includes('期中'));
    for (const path of ['', '/viewers', '/grants', '/links', '/support'])
      note(`open${path}`, (await who.get(`resources/${id}${path}`)).status !== 404);
    for (const path of ['original', 'text', 'thumbnail', 'pages/1', 'image'])
      note(path, (await who.get(`resources/${id}/files/${fileId}/${path}`)).status === 200);
    return found;
  };
  const open = (who: ApiClient, id: Id, body: object = { reason: REASON }) =>
    who.post<SupportView & { code: string }>(`resources/${id}/support`, body);

  it('are found nowhere by administrators of the school, of the group, of another school: in no list, search or count, neither opened nor downloaded', async () => {
    const thing = await draft();
    for (const who of [head, principal, elsewhere, colleague]) expect(await traces(who, thing)).toEqual([]);
    const sight = await principal.get<SightPage>(`people/${ids['author']}/sight`);
    expect(sight.body.total).toBeGreaterThan(0);
    expect(JSON.stringify(sight.body)).not.toContain('期中试卷');
    // The probe can see: the author comes across it.
    expect(await traces(author, thing)).toEqual(expect.arrayContaining(['mine', 'open', 'original', 'text']));
  });

  it('are opened by a deliberate act: that one, to look at, for an hour, and nothing beside it', async () => {
    const thing = await draft();
    const beside = await draft();
    const answer = await open(head, thing.id);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      admin: { id: ids['head'], name: 'head' },
      reason: REASON,
      open: true,
      ended: null,
    });
    expect(Date.parse(answer.body.until) - Date.parse(answer.body.from)).toBe(HOUR);
    const seen = await head.get<ResourceView>(`resources/${thing.id}`);
    expect(seen.body).toMatchObject({ title: '期中试卷草稿', right: 'view', audience: null });
    expect(await traces(head, thing)).toEqual(['open', 'open/support', 'text']);
    expect(await traces(head, beside)).toEqual([]);
    for (const [method, path, body] of [
      ['PATCH', '', { title: 'x' }],
      ['POST', '/publish', { audience: { preset: 'group' } }],
      ['DELETE', '', undefined],
      [
        'PUT',
        '/grants',
        { to: { kind: 'user', id: ids['head'], schoolId: world.otherSchoolId }, right: 'edit' },
      ],
    ] as const)
      expect(
        (await head.request(method, `resources/${thing.id}${path}`, body, { 'if-match': '"1"' })).status,
      ).toBe(404);
    for (const who of [principal, elsewhere, colleague]) expect(await traces(who, thing)).toEqual([]);
    expect((await open(head, thing.id)).body.code).toBe('support_needless');
  });

  it('end by themselves when they are read, to the millisecond', async () => {
    const thing = await draft();
    await open(head, thing.id, { reason: REASON, minutes: 10 });
    world.clock.advance(10 * MINUTE - 1);
    expect((await head.get(`resources/${thing.id}`)).status).toBe(200);
    world.clock.advance(1);
    expect(await traces(head, thing)).toEqual(['open/support']);
    const { items } = (await author.get<SupportList>(`resources/${thing.id}/support`)).body;
    expect(items).toMatchObject([{ open: false, ended: null }]);
    expect((await open(head, thing.id)).status).toBe(201);
  });

  it('end on the very next request when their owner says so, the administrator, or another of the school', async () => {
    for (const who of [author, head, principal]) {
      const thing = await draft();
      const { body } = await open(head, thing.id);
      expect((await colleague.delete(`resources/${thing.id}/support/${body.id}`)).status).toBe(404);
      expect((await elsewhere.delete(`resources/${thing.id}/support/${body.id}`)).status).toBe(404);
      expect((await who.delete(`resources/${thing.id}/support/${body.id}`)).status).toBe(204);
      expect((await head.get(`resources/${thing.id}`)).status).toBe(404);
      expect((await who.delete(`resources/${thing.id}/support/${body.id}`)).status).toBe(204);
      const { items } = (await author.get<SupportList>(`resources/${thing.id}/support`)).body;
      expect(items).toMatchObject([{ open: false, ended: { by: {} } }]);
    }
  });

  it('end with the office: on the next request after the administrator is none any more', async () => {
    const thing = await draft();
    const second = await world.teacher('second', world.otherSchoolId);
    ids['second'] = (
      await world.query<{ id: Id }>("SELECT id FROM account WHERE login_name = 'second'")
    )[0]!.id;
    const membership = await give('second', { scope: 'group', scopeId: groupId, role: 'group_admin' });
    await open(second, thing.id);
    expect((await second.get(`resources/${thing.id}`)).status).toBe(200);
    expect((await head.delete(`memberships/${membership.id}`)).status).toBe(204);
    expect(await traces(second, thing)).toEqual(['open/support']);
  });

  it('stay open through a change of them, and what others see of a published one does not flicker', async () => {
    const thing = await draft();
    await open(head, thing.id);
    await author.patch(`resources/${thing.id}`, { description: '第二稿' }, { 'if-match': `"${thing.rev}"` });
    const { rev } = (await author.get<ResourceView>(`resources/${thing.id}`)).body;
    const published = await author.post<ResourceView>(
      `resources/${thing.id}/publish`,
      { audience: { preset: 'school' } },
      { 'if-match': `"${rev}"` },
    );
    expect(published.status).toBe(200);
    expect((await head.get(`resources/${thing.id}`)).status).toBe(200);
    const access = world.app.get(AccessService, { strict: false });
    await eventually(
      () => access.pendingIds(),
      (pending) => pending.length === 0,
    );
    expect(await traces(head, thing)).toEqual(['open', 'open/support', 'text']);
    const { items } = (await author.get<SupportList>(`resources/${thing.id}/support`)).body;
    await author.delete(`resources/${thing.id}/support/${items[0]!.id}`);
    expect(await access.pendingIds()).toEqual([]);
    expect((await colleague.get(`resources/${thing.id}`)).status).toBe(200);
    await author.delete(`resources/${thing.id}`);
  });

  it('are opened by administrators of their school or its group only; to all others they do not exist', async () => {
    const thing = await draft();
    const missing = await open(head, thing.id.replace(/.{4}$/, '0000'));
    for (const who of [elsewhere, colleague]) {
      const answer = await open(who, thing.id);
      expect([answer.status, answer.body.code]).toEqual([missing.status, missing.body.code]);
    }
    expect(missing.status).toBe(404);
    expect((await open(author, thing.id)).status).toBe(404);
    expect((await open(principal, thing.id)).status).toBe(201);
    for (const body of [
      {},
      { reason: '看' },
      { reason: REASON, minutes: 61 },
      { reason: REASON, minutes: 0 },
    ])
      expect((await open(head, thing.id, body)).status).toBe(400);
  });

  it('with pupils and without consent are opened within their own school only', async () => {
    const thing = await draft({ pupils: true });
    expect((await open(head, thing.id)).body.code).toBe('consent_required');
    expect((await open(principal, thing.id)).status).toBe(201);
    const later = await draft();
    await open(head, later.id);
    const flagged = await author.patch(
      `resources/${later.id}/usage`,
      { pupils: true },
      { 'if-match': `"${(await author.get<ResourceView>(`resources/${later.id}`)).body.rev}"` },
    );
    expect(flagged.status).toBe(200);
    expect((await head.get(`resources/${later.id}`)).status).toBe(404);
  });

  it('tell their owner at once, and who, why and until when for good', async () => {
    const thing = await draft();
    const page = await openPage(world.url, author);
    const stranger = await openPage(world.url, colleague);
    const { body } = await open(head, thing.id);
    const heard = await eventually(
      () => Promise.resolve(page.heard.find((news) => news['type'] === 'support')),
      (news) => news !== undefined,
    );
    expect(heard).toEqual({
      type: 'support',
      resourceId: thing.id,
      open: true,
      by: 'head',
      title: '期中试卷草稿',
    });
    expect(stranger.heard).toEqual([]);
    page.close();
    stranger.close();
    expect((await author.get<SupportList>(`resources/${thing.id}/support`)).body.items).toEqual([body]);
    const { items } = (await author.get<ViewersPage>(`resources/${thing.id}/viewers`)).body;
    expect(items.find((viewer) => viewer.id === ids['head'])).toMatchObject({
      right: 'view',
      reasons: [{ kind: 'support', right: 'view', through: REASON, until: body.until }],
    });
    const csv = await author.get<string>(`resources/${thing.id}/viewers/export?reason=support`);
    expect(csv.body).toContain(`支持访问 ${REASON}`);
  });

  it('raise an alarm, and are an entry of their own kind that owner and auditor read', async () => {
    const auditor = await world.teacher('auditor');
    ids['auditor'] = (
      await world.query<{ id: Id }>("SELECT id FROM account WHERE login_name = 'auditor'")
    )[0]!.id;
    await give('auditor', { scope: 'school', scopeId: world.schoolId, role: 'auditor' });
    const counted = async () =>
      Number(/^lianke_support_openings_total (\d+)$/m.exec(await world.app.get(Metrics).render())?.[1]);
    const before = await counted();
    warned.mockClear();
    const thing = await draft();
    const { body } = await open(head, thing.id);
    await head.get(`resources/${thing.id}`);
    await author.delete(`resources/${thing.id}/support/${body.id}`);
    expect(await counted()).toBe(before + 1);
    expect(warned).toHaveBeenCalledWith(
      expect.objectContaining({
        event: 'support.opened',
        admin: ids['head'],
        resource: thing.id,
        reason: REASON,
      }),
    );
    for (const who of [author, auditor]) {
      const read = () => who.get<{ items: AuditEntryView[] }>(`audit?objectId=${thing.id}&limit=100`);
      const { body: record } = await eventually(read, (answer) =>
        answer.body.items.some((entry) => entry.action === 'resource.view'),
      );
      expect(record.items.map((entry) => entry.action)).toEqual(
        expect.arrayContaining(['support.open', 'resource.view', 'support.end']),
      );
      expect(record.items.find((entry) => entry.action === 'support.open')).toMatchObject({
        actor: { name: 'head' },
        actingSchool: { name: '河东中学' },
        result: 'ok',
        detail: { reason: REASON, until: body.until },
      });
    }
  });
});
