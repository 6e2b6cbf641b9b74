import type { LinkPreview, ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { AccessService } from '../../src/modules/access/index.js';
import { Provisioning } from '../../src/modules/organization/index.js';
import type { ApiClient } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { UploadWorld } from './uploads-world.js';

describe('a school that leaves its group', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let colleague: ApiClient;
  let elsewhere: ApiClient;
  let groupHead: ApiClient;
  let schoolHead: ApiClient;
  let groupId: Id;
  let linkId: Id;
  let end: number;
  const made: Record<string, Id> = {};

  beforeAll(async () => {
    world = await UploadWorld.open();
    author = await world.teacher('author');
    colleague = await world.teacher('colleague');
    elsewhere = await world.teacher('elsewhere', world.otherSchoolId);
    groupHead = await world.teacher('grouphead', world.otherSchoolId);
    schoolHead = await world.teacher('schoolhead');
    const accounts = await world.query<{ id: Id; login_name: string }>('SELECT id, login_name FROM account');
    const idOf = (name: string) => accounts.find((row) => row.login_name === name)!.id;
    const [link] = await world.query<{ id: Id; group_id: Id }>(
      'SELECT id, group_id FROM school_link WHERE school_id = ?',
      [world.schoolId],
    );
    linkId = link!.id;
    groupId = link!.group_id;
    const provisioning = world.app.get(Provisioning, { strict: false });
    const from = world.clock.now() - DAY;
    await world.database.transaction(async (tx) => {
      await provisioning.addMembership(tx, idOf('grouphead'), {
        scope: 'group',
        scopeId: groupId,
        role: 'group_admin',
        from,
      });
      await provisioning.addMembership(tx, idOf('schoolhead'), {
        scope: 'school',
        scopeId: world.schoolId,
        role: 'school_admin',
        from,
      });
    });
    const schools = { preset: 'schools', schoolIds: [world.otherSchoolId] };
    const group = { preset: 'group' };
    made['closed'] = await make(author, '潮汐 只限集团', group);
    made['free'] = await make(author, '潮汐 署名即可', group, { licence: 'CC-BY-4.0' });
    made['named'] = await make(author, '潮汐 指定学校', schools, { licence: 'NAMED-SCHOOLS' });
    made['foreign'] = await make(elsewhere, '潮汐 外校的', group);
    made['foreignFree'] = await make(
      elsewhere,
      '潮汐 外校点名',
      {
        preset: 'schools',
        schoolIds: [world.schoolId],
      },
      { licence: 'CC0-1.0' },
    );
    const to = { kind: 'user', id: idOf('elsewhere'), schoolId: world.otherSchoolId };
    await author.request('PUT', `resources/${made['free']}/grants`, { to, right: 'edit' });
    await settled();
    end = world.clock.now() + 10 * DAY;
  });
  afterAll(() => world.close());

  async function make(by: ApiClient, title: string, audience: object, usage: object = {}) {
    const body = { title, type: 'material', linkUrl: 'https://example.org/', ...usage };
    const { id, rev } = (await by.post<ResourceView>('resources', body)).body;
    const match = { 'if-match': `"${rev}"` };
    expect((await by.post(`resources/${id}/publish`, { audience }, match)).status).toBe(200);
    return id;
  }
  const access = () => world.app.get(AccessService, { strict: false });
  const settled = () =>
    eventually('the index knows', async () => (await access().pendingIds()).length === 0, 20_000);
  const preview = async (by: ApiClient) =>
    by.get<LinkPreview>(`school-links/preview?schoolId=${world.schoolId}&groupId=${groupId}`);
  const setEnd = async (until: number | null, by = groupHead) =>
    (
      await by.patch(`school-links/${linkId}`, {
        until: until === null ? null : new Date(until).toISOString(),
      })
    ).status;
  const opens = async (who: ApiClient) => {
    const open = await Promise.all(
      Object.entries(made).map(async ([name, id]) =>
        (await who.get(`resources/${id}`)).status === 200 ? name : '',
      ),
    );
    return open.filter((name) => name !== '').sort();
  };
  const listed = async (who: ApiClient) => {
    const { body } = await who.get<{ items: { id: Id }[] }>('resources?scope=newest&limit=50');
    return Object.keys(made)
      .filter((name) => body.items.some((item) => item.id === made[name]))
      .sort();
  };
  const found = async (who: ApiClient) => {
    const { body } = await who.get<SearchResponse>(`search?text=${encodeURIComponent('潮汐')}`);
    const names = Object.keys(made).filter((name) =>
      body.items.some((hit) => hit.resource.id === made[name]),
    );
    return { names: names.sort(), total: body.total, counted: body.facets.type[0]?.count ?? 0 };
  };
  const seenBy = async (who: ApiClient, names: string[]) => {
    const expected = [...names].sort();
    expect(await opens(who)).toEqual(expected);
    expect(await listed(who)).toEqual(expected);
    expect(await found(who)).toEqual({ names: expected, total: expected.length, counted: expected.length });
  };
  /** not `named`: that is shown to the other school only */
  const OWN = ['closed', 'free', 'foreign', 'foreignFree'];
  const OTHERS = ['closed', 'free', 'named', 'foreign', 'foreignFree'];

  it('can see beforehand what will happen, and so can the group; nobody else', async () => {
    const { body } = await preview(schoolHead);
    expect(body).toMatchObject({
      kind: 'leaving',
      school: { id: world.schoolId, people: 3 },
      group: { id: groupId, otherPeople: 2, otherSchools: 1 },
      received: { changes: 1, stays: 1 },
      grants: 1,
    });
    const byLicence = Object.fromEntries(body.shared.map((one) => [one.licence, [one.resources, one.seen]]));
    expect(byLicence).toEqual({
      'GROUP-ONLY': [1, false],
      'NAMED-SCHOOLS': [1, false],
      'CC-BY-4.0': [1, true],
    });
    expect((await preview(groupHead)).body).toEqual(body);
    expect((await preview(author)).status).toBe(404);
    expect((await preview(elsewhere)).status).toBe(404);
  });

  it('shares as before when the end is set, until the last moment', async () => {
    expect(await setEnd(end, author)).toBe(404);
    expect(await setEnd(end)).toBe(200);
    for (const late of [false, true]) {
      if (late) {
        await settled();
        world.clock.set(end - 1);
      }
      const [own, other] = [
        late ? await again('colleague') : colleague,
        late ? await again('elsewhere') : elsewhere,
      ];
      await seenBy(own, OWN);
      await seenBy(other, OTHERS);
    }
    expect((await (await again('elsewhere')).get<ResourceView>(`resources/${made['free']}`)).body.right).toBe(
      'edit',
    );
  });

  it('keeps its own, and leaves the others what the licence lets them, from that very moment', async () => {
    world.clock.set(end);
    const own = await again('colleague');
    const other = await again('elsewhere');
    expect(await opens(other)).toEqual(['foreign', 'foreignFree', 'free']);
    expect(await listed(other)).toEqual(['foreign', 'foreignFree', 'free']);
    const first = await found(other);
    expect(first.names).not.toContain('closed');
    expect(first.names).not.toContain('named');
    expect(first.total).toBe(first.names.length);
    expect(first.counted).toBe(first.names.length);
    expect(await opens(own)).toEqual(['closed', 'foreignFree', 'free']);
    expect((await found(own)).names).not.toContain('foreign');
    // no longer changed by the others
    expect((await other.get<ResourceView>(`resources/${made['free']}`)).body.right).toBe('download');
    await eventually(
      'its own people find what is theirs',
      async () => {
        const { names } = await found(own);
        return names.join() === 'closed,foreignFree,free';
      },
      20_000,
    );
    await eventually(
      'the others find what they keep',
      async () => {
        const { names } = await found(other);
        return names.join() === 'foreign,foreignFree,free';
      },
      20_000,
    );
  });

  it('is seen beforehand by whoever administers both what opens when it joins again, and by nobody else', async () => {
    world.clock.advance(DAY);
    for (const name of ['grouphead', 'schoolhead', 'author', 'elsewhere'])
      expect((await preview(await again(name))).status).toBe(404);
    const [head] = await world.query<{ id: Id }>(`SELECT id FROM account WHERE login_name = 'grouphead'`);
    const office = { scope: 'school', scopeId: world.schoolId, role: 'school_admin' } as const;
    const from = world.clock.now() - DAY;
    await world.database.transaction((tx) =>
      world.app
        .get(Provisioning, { strict: false })
        .addMembership(tx, head!.id, { ...office, from, until: world.clock.now() + 1 }),
    );
    const { body } = await preview(await again('grouphead'));
    expect(body).toMatchObject({
      kind: 'joining',
      school: { id: world.schoolId },
      group: { id: groupId },
      grants: 0,
    });
    const byLicence = Object.fromEntries(body.shared.map((one) => [one.licence, [one.resources, one.seen]]));
    expect(byLicence).toEqual({ 'GROUP-ONLY': [1, true], 'CC-BY-4.0': [1, true] });
    expect(body.received).toEqual({ changes: 1, stays: 1 });
    world.clock.advance(1);
    expect((await preview(await again('grouphead'))).status).toBe(404);
  });

  it('shares again what it shared when it comes back', async () => {
    const head = await again('grouphead');
    expect(await setEnd(null, head)).toBe(200);
    await settled();
    await seenBy(await again('elsewhere'), OTHERS);
    await seenBy(await again('colleague'), OWN);
  });

  function again(name: string) {
    return world.signIn(name);
  }
});
