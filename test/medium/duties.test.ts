import { Refusals } from '../../src/http/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import type { NewMembership } from '../../src/modules/organization/index.js';
import { World, type Browser, type Reply } from './organization-world.js';

type Who = 'head' | 'guard' | 'reader' | 'principal' | 'teacher' | 'second';

describe('the three duties', () => {
  let world: World;
  let group: Id;
  let school: Id;
  const ids = {} as Record<Who, Id>;

  beforeEach(async () => {
    world = await World.open();
    group = await world.group('青禾教育集团');
    school = await world.school(group, '青禾实验学校', 'core');
    const inGroup = (role: NewMembership['role']) => ({ scope: 'group', scopeId: group, role }) as const;
    const inSchool = (role: NewMembership['role']) => ({ scope: 'school', scopeId: school, role }) as const;
    ids.head = await world.person('head', inGroup('group_admin'));
    ids.principal = await world.person('principal', inSchool('school_admin'));
    ids.reader = await world.person('reader', inGroup('auditor'));
    ids.teacher = await world.person('teacher', inSchool('teacher'));
    ids.second = await world.person('second', inSchool('teacher'));
    ids.guard = await world.person('guard', inSchool('teacher'));
  });
  afterEach(() => world.close());

  const give = (by: Browser, who: Who, role: string, more: object = {}) => {
    const inGroup = ['group_admin', 'security_admin', 'auditor', 'inspector'].includes(role);
    const place = inGroup ? { scope: 'group', scopeId: group } : { scope: 'school', scopeId: school };
    return by.post('/memberships', { userId: ids[who], ...place, role, ...more });
  };
  const held = async (who: Who, role: string) => {
    const rows = await world.database.reader.manager.query<{ id: Id }[]>(
      'SELECT id FROM membership WHERE account_id = ? AND role = ? AND valid_until IS NULL',
      [ids[who], role],
    );
    return rows[0]!.id;
  };
  const code = ({ status, body }: Reply) => (status < 300 ? 'ok' : String(body['code']));
  /** Gives the group its first security administrator, as its administrator may once. */
  const separate = async () => {
    const head = await world.signedIn('head');
    expect(code(await give(head, 'guard', 'security_admin'))).toBe('ok');
    return { head, guard: await world.signedIn('guard') };
  };

  it('a group without a security administrator: its administrators give every role', async () => {
    const head = await world.signedIn('head');
    expect(code(await give(head, 'teacher', 'school_admin'))).toBe('ok');
    expect(code(await give(await world.signedIn('principal'), 'second', 'school_admin'))).toBe('ok');
    expect((await head.get('/organization')).body).toMatchObject({ groups: [{ separated: false }] });
  });

  it('once there is one, administrative roles are given and taken by that person alone, all others by administrators alone', async () => {
    const { head, guard } = await separate();
    const principal = await world.signedIn('principal');
    for (const by of [head, principal])
      expect(code(await give(by, 'second', 'school_admin'))).toBe('role_by_security_admin');
    expect(code(await give(head, 'second', 'auditor'))).toBe('role_by_security_admin');
    expect(code(await give(head, 'second', 'security_admin'))).toBe('role_by_security_admin');
    expect(code(await head.delete(`/memberships/${await held('guard', 'security_admin')}`))).toBe(
      'role_by_security_admin',
    );
    expect(code(await head.delete(`/memberships/${await held('reader', 'auditor')}`))).toBe(
      'role_by_security_admin',
    );
    expect(code(await give(guard, 'second', 'school_admin'))).toBe('ok');
    expect(code(await give(guard, 'teacher', 'librarian'))).toBe('role_by_administrator');
    expect(code(await guard.delete(`/memberships/${await held('teacher', 'teacher')}`))).toBe(
      'role_by_administrator',
    );
    expect(code(await give(principal, 'teacher', 'librarian'))).toBe('ok');
    expect(code(await guard.delete(`/memberships/${await held('second', 'school_admin')}`))).toBe('ok');
    expect((await guard.get('/session')).body).toMatchObject({
      abilities: { manageGroups: [], manageSchools: [], secureGroups: [group], secureSchools: [school] },
    });
    expect((await head.get('/organization')).body).toMatchObject({ groups: [{ separated: true }] });
  });

  it('the security administrator sees people, and administers neither schools nor people', async () => {
    const { guard } = await separate();
    expect((await guard.get(`/people?groupId=${group}`)).status).toBe(200);
    expect(code(await guard.post('/schools', { groupId: group, name: '新校' }))).toBe('not_found');
    expect(code(await guard.patch(`/schools/${school}`, { name: '改名' }))).toBe('not_found');
    const person = {
      loginName: 'accomplice',
      name: '同伙',
      initialPassword: '潮平两岸阔-一九四九',
      memberships: [{ scope: 'group', scopeId: group, role: 'group_admin' }],
    };
    expect(code(await guard.post('/people', person))).toBe('not_found');
    expect(code(await guard.patch(`/people/${ids.teacher}`, { active: false }))).toBe(
      'role_by_administrator',
    );
  });

  it('an account that holds an administrative role is looked after by the security administrator, so that nobody signs in as one', async () => {
    const { head, guard } = await separate();
    const initialPassword = '风正一帆悬-春风又绿';
    for (const who of ['reader', 'guard', 'principal'] as const) {
      expect(code(await head.patch(`/people/${ids[who]}`, { initialPassword }))).toBe(
        'role_by_security_admin',
      );
      expect(code(await head.patch(`/people/${ids[who]}`, { active: false }))).toBe('role_by_security_admin');
    }
    expect(code(await guard.patch(`/people/${ids.principal}`, { initialPassword }))).toBe('ok');
    expect(code(await head.patch(`/people/${ids.teacher}`, { initialPassword }))).toBe('ok');
  });

  it('the auditor reads the record and can do neither; neither of the others reads it', async () => {
    const { head, guard } = await separate();
    const reader = await world.signedIn('reader');
    expect(code(await reader.get(`/people?groupId=${group}`))).toBe('not_found');
    expect(code(await give(reader, 'second', 'school_admin'))).toBe('not_found');
    expect(code(await give(reader, 'second', 'librarian'))).toBe('not_found');
    for (const by of [head, guard])
      expect((await by.get('/session')).body).toMatchObject({
        roles: expect.not.arrayContaining(['auditor']),
      });
  });

  it('no two of the three are held by one person at once, whoever gives them and in whichever order', async () => {
    const { guard } = await separate();
    expect(code(await give(guard, 'head', 'auditor'))).toBe('duties_conflict');
    expect(code(await give(guard, 'head', 'security_admin'))).toBe('duties_conflict');
    expect(code(await give(guard, 'reader', 'group_admin'))).toBe('duties_conflict');
    expect(code(await give(guard, 'reader', 'security_admin'))).toBe('duties_conflict');
    expect(code(await give(guard, 'principal', 'auditor'))).toBe('duties_conflict');
    const from = new Date(world.clock.now() + 30 * DAY).toISOString();
    expect(code(await give(guard, 'second', 'auditor', { from }))).toBe('ok');
    expect(code(await give(guard, 'second', 'school_admin'))).toBe('duties_conflict');
    expect(code(await give(guard, 'second', 'school_admin', { until: from }))).toBe('ok');
    const until = new Date(world.clock.now() + 31 * DAY).toISOString();
    const rows = await world.database.reader.manager.query<{ id: Id }[]>(
      "SELECT id FROM membership WHERE account_id = ? AND role = 'school_admin'",
      [ids.second],
    );
    expect(code(await guard.patch(`/memberships/${rows[0]!.id}`, { until }))).toBe('duties_conflict');
  });

  it('two of them given to one person at the same moment: one is refused', async () => {
    const { guard } = await separate();
    const answers = await Promise.all([
      give(guard, 'second', 'auditor'),
      give(guard, 'second', 'group_admin'),
    ]);
    expect(answers.map(code).sort()).toEqual(['duties_conflict', 'ok']);
  });

  it('nobody raises or extends their own rights, in any of the three', async () => {
    const until = new Date(world.clock.now() + 30 * DAY).toISOString();
    const { head, guard } = await separate();
    expect(code(await give(head, 'head', 'inspector'))).toBe('own_role');
    expect(code(await give(head, 'head', 'teacher'))).toBe('own_role');
    expect(code(await give(guard, 'guard', 'group_admin'))).toBe('own_role');
    expect(code(await give(guard, 'second', 'security_admin', { until }))).toBe('ok');
    const rows = await world.database.reader.manager.query<{ id: Id }[]>(
      "SELECT id FROM membership WHERE account_id = ? AND role = 'security_admin'",
      [ids.second],
    );
    const second = await world.signedIn('second');
    expect(code(await second.patch(`/memberships/${rows[0]!.id}`, { until: null }))).toBe('own_role');
    const later = new Date(world.clock.now() + 60 * DAY).toISOString();
    expect(code(await second.patch(`/memberships/${rows[0]!.id}`, { until: later }))).toBe('own_role');
    expect(code(await guard.patch(`/memberships/${rows[0]!.id}`, { until: later }))).toBe('ok');
  });

  it('the last one of a group, of a school and of its security stays: not ended, not dated, not put off, not switched off', async () => {
    const { head, guard } = await separate();
    const until = new Date(world.clock.now() + DAY).toISOString();
    const from = until;
    for (const [who, role] of [
      ['head', 'group_admin'],
      ['principal', 'school_admin'],
      ['guard', 'security_admin'],
    ] as const) {
      const id = await held(who, role);
      expect(code(await guard.delete(`/memberships/${id}`))).toBe('last_admin');
      expect(code(await guard.patch(`/memberships/${id}`, { until }))).toBe('last_admin');
      if (who !== 'guard') expect(code(await guard.patch(`/memberships/${id}`, { from }))).toBe('last_admin');
      expect(code(await guard.patch(`/people/${ids[who]}`, { active: false }))).toBe('last_admin');
    }
    // Somebody for a time only is no replacement; somebody without an end is.
    await give(guard, 'second', 'school_admin', { until });
    const principal = await held('principal', 'school_admin');
    expect(code(await guard.delete(`/memberships/${principal}`))).toBe('last_admin');
    await give(guard, 'teacher', 'school_admin');
    expect(code(await guard.delete(`/memberships/${principal}`))).toBe('ok');
    expect((await head.get('/session')).status).toBe(200);
  });

  it('a school whose administrator is there for a time keeps one for that time', async () => {
    const head = await world.signedIn('head');
    const until = new Date(world.clock.now() + 30 * DAY).toISOString();
    const other = await world.school(group, '石磐乡中心学校');
    const given = await head.post('/memberships', {
      userId: ids.second,
      scope: 'school',
      scopeId: other,
      role: 'school_admin',
      until,
    });
    expect(code(await head.delete(`/memberships/${String(given.body['id'])}`))).toBe('last_admin');
    expect(code(await head.patch(`/people/${ids.second}`, { active: false }))).toBe('last_admin');
  });

  it('two school administrators who remove one another at once: one stays', async () => {
    const head = await world.signedIn('head');
    await give(head, 'second', 'school_admin');
    const [first, second] = [await world.signedIn('principal'), await world.signedIn('second')];
    const answers = await Promise.all([
      first.delete(`/memberships/${await held('second', 'school_admin')}`),
      second.delete(`/memberships/${await held('principal', 'school_admin')}`),
    ]);
    expect(answers.filter((answer) => answer.status === 204)).toHaveLength(1);
  });

  it('every refusal is written down with its reason', async () => {
    const { head, guard } = await separate();
    await give(head, 'second', 'school_admin');
    await give(guard, 'teacher', 'librarian');
    await give(guard, 'guard', 'group_admin');
    await give(guard, 'head', 'auditor');
    await guard.delete(`/memberships/${await held('head', 'group_admin')}`);
    await world.app.get(Refusals).settled();
    const entries = await world.audited('access.refused');
    expect(entries.map((entry) => (JSON.parse(String(entry['detail'])) as { code: string }).code)).toEqual([
      'role_by_security_admin',
      'role_by_administrator',
      'own_role',
      'duties_conflict',
      'last_admin',
    ]);
    expect(entries.every((entry) => entry['result'] === 'denied')).toBe(true);
  });
});
