import type { HandOverPage, HandOverResult, ResourceView, ShareLinkView } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import { newId, type Id } from '../../src/kernel/ids.js';
import { Provisioning } from '../../src/modules/organization/index.js';
import type { ApiClient } from '../support/client.js';
import { UploadWorld } from './uploads-world.js';

describe('handing over what somebody looks after', () => {
  let world: UploadWorld;
  let leaver: ApiClient;
  let heir: ApiClient;
  let second: ApiClient;
  let author: ApiClient;
  let head: ApiClient;
  let guest: ApiClient;
  let ids: Record<string, Id>;
  let path: string;
  beforeAll(async () => {
    world = await UploadWorld.open();
    leaver = await world.teacher('leaver');
    heir = await world.teacher('heir');
    second = await world.teacher('second');
    author = await world.teacher('author');
    head = await world.teacher('head');
    guest = await world.teacher('guest', world.otherSchoolId);
    const rows = await world.query<{ id: Id; login_name: string }>('SELECT id, login_name FROM account');
    ids = Object.fromEntries(rows.map((row) => [row.login_name, row.id]));
    await world.database.transaction((tx) =>
      world.app.get(Provisioning, { strict: false }).addMembership(tx, ids['head']!, {
        scope: 'school',
        scopeId: world.schoolId,
        role: 'school_admin',
        from: world.clock.now() - DAY,
      }),
    );
    path = `schools/${world.schoolId}/hand-over/${ids['leaver']}`;
  });
  afterAll(() => world.close());

  const draft = async (by: ApiClient, title: string) =>
    (await by.post<ResourceView>('resources', { title, type: 'material', linkUrl: 'https://example.org/' }))
      .body;
  const publish = async (
    by: ApiClient,
    { id, rev }: ResourceView,
    preset = 'school',
    usage: object | null = null,
  ) => {
    let match = { 'if-match': `"${rev}"` };
    if (usage) {
      const set = await by.patch<ResourceView>(`resources/${id}/usage`, usage, match);
      match = { 'if-match': `"${set.body.rev}"` };
    }
    expect((await by.post(`resources/${id}/publish`, { audience: { preset } }, match)).status).toBe(200);
    return id;
  };
  const right = async (who: ApiClient, id: Id) => {
    const { status, body } = await who.get<ResourceView>(`resources/${id}`);
    return status === 200 ? body.right : null;
  };
  const give = (shares: object[], by = head) => by.post<HandOverResult & { code?: string }>(path, { shares });
  const list = async (query = '') => (await head.get<HandOverPage>(`${path}${query}`)).body;
  const leave = (until: number | null) =>
    world.database.transaction((tx) =>
      tx.manager.query('UPDATE membership SET valid_until = ? WHERE account_id = ?', [until, ids['leaver']]),
    );

  it('gives everything in one step: what was written, what was given, what links lead to', async () => {
    const written = await publish(leaver, await draft(leaver, '我写的'));
    const unfinished = (await draft(leaver, '没写完的')).id;
    const given = await publish(author, await draft(author, '别人写的'));
    const to = { kind: 'user', id: ids['leaver'], schoolId: world.schoolId };
    await author.request('PUT', `resources/${given}/grants`, { to, right: 'manage' });
    const linked = await publish(leaver, await draft(leaver, '有链接的'), 'group', { licence: 'CC-BY-4.0' });
    const expiresAt = new Date(world.clock.now() + 30 * DAY).toISOString();
    const made = await leaver.post(`resources/${linked}/links`, { right: 'view', expiresAt });
    expect(made.status).toBe(201);

    const before = await list();
    expect(before.counts).toEqual({ author: 3, grant: 1, link: 1, total: 4 });
    const titles = Object.fromEntries(before.items.map((item) => [item.id, item.title]));
    // a draft is nobody's to read, an administrator's neither
    expect(titles).toEqual({
      [written]: '我写的',
      [unfinished]: null,
      [given]: '别人写的',
      [linked]: '有链接的',
    });
    const first = await list('?limit=3');
    const rest = await list(`?limit=3&cursor=${first.next}`);
    expect([...first.items, ...rest.items].map((item) => item.id)).toEqual(
      before.items.map((item) => item.id),
    );

    const answer = await give([{ toId: ids['heir'] }, { toId: ids['second'], resourceIds: [unfinished] }]);
    expect(answer.body).toEqual({ handed: 4, already: 0, links: 1 });
    for (const id of [written, given, linked]) expect(await right(heir, id)).toBe('manage');
    expect(await right(heir, unfinished)).toBeNull();
    expect(await right(second, unfinished)).toBe('manage');
    // the school and the author stay
    expect((await heir.get<ResourceView>(`resources/${written}`)).body).toMatchObject({
      author: { id: ids['leaver'] },
      school: { id: world.schoolId },
      coAuthors: [],
    });
    // what was only given is theirs no more; their own stays until they leave
    expect(await right(leaver, given)).toBe('download');
    expect(await right(leaver, written)).toBe('manage');
    await leave(world.clock.now());
    expect(await right(leaver, written)).toBe('download');
    expect(await right(leaver, given)).toBeNull();
    const links = (await heir.get<{ items: ShareLinkView[] }>(`resources/${linked}/links`)).body;
    expect(links.items).toMatchObject([{ state: 'open' }]);

    const again = await give([{ toId: ids['heir'] }, { toId: ids['second'], resourceIds: [unfinished] }]);
    expect(again.body).toEqual({ handed: 0, already: 3, links: 0 });
    const actions = await world.query<{ action: string; n: number }>(
      `SELECT action, COUNT(*) AS n FROM audit_entry WHERE action LIKE '%.hand-over' GROUP BY action ORDER BY action`,
    );
    expect(actions.map(({ action, n }) => [action, Number(n)])).toEqual([
      ['account.hand-over', 1],
      ['resource.hand-over', 4],
    ]);
    await leave(null);
  });

  it('keeps the credit of co-authors', async () => {
    const id = await publish(author, await draft(author, '合写的'));
    const to = { kind: 'user', id: ids['leaver'], schoolId: world.schoolId };
    await author.request('PUT', `resources/${id}/grants`, { to, right: 'edit', credited: true });
    await give([{ toId: ids['heir'] }]);
    expect(await right(heir, id)).toBe('manage');
    expect((await heir.get<ResourceView>(`resources/${id}`)).body.coAuthors).toMatchObject([
      { id: ids['leaver'] },
    ]);
    expect((await give([{ toId: ids['heir'] }])).body.handed).toBe(0);
  });

  it('gives nothing that belongs to another school', async () => {
    const foreign = await publish(guest, await draft(guest, '外校的'), 'group');
    const to = { kind: 'user', id: ids['leaver'], schoolId: world.schoolId };
    await guest.request('PUT', `resources/${foreign}/grants`, { to, right: 'manage' });
    expect((await list()).items.map((item) => item.id)).not.toContain(foreign);
    await give([{ toId: ids['heir'], resourceIds: [foreign] }]);
    expect(await right(heir, foreign)).toBe('download');
    expect(await right(leaver, foreign)).toBe('manage');
  });

  it('is for administrators of the school, to people of the school, and never to oneself', async () => {
    const code = async (shares: object[], by = head) => (await give(shares, by)).body.code;
    expect(await code([{ toId: ids['heir'] }], heir)).toBe('not_found');
    expect((await heir.get(path)).status).toBe(404);
    expect(await code([{ toId: ids['head'] }])).toBe('own_rights');
    expect(await code([{ toId: ids['leaver'] }])).toBe('conflict');
    expect(await code([{ toId: ids['heir'] }, { toId: ids['second'] }])).toBe('conflict');
    expect(await code([{ toId: ids['guest'] }])).toBe('audience_invalid');
    expect((await head.get(`schools/${world.schoolId}/hand-over/${newId()}`)).status).toBe(404);
    expect((await head.get(`schools/${world.otherSchoolId}/hand-over/${ids['guest']}`)).status).toBe(404);
  });
});
