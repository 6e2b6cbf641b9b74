import { DAY } from '../../src/kernel/clock.js';
import { PASSWORD, World, type Browser } from './organization-world.js';

describe('administration', () => {
  let world: World;
  let group: string;
  let a: string;
  let b: string;
  let heqing: Browser;
  let zhaolei: Browser;
  let ids: Record<'heqing' | 'zhaolei' | 'wangfang' | 'shiqiang' | 'songyi', string>;
  let foreign: { group: string; school: string };

  beforeEach(async () => {
    world = await World.open();
    group = await world.group('青禾教育集团');
    a = await world.school(group, '青禾实验学校', 'core');
    b = await world.school(group, '石磐乡中心学校');
    const other = await world.group('松岭湾教育联盟');
    foreign = { group: other, school: await world.school(other, '松岭湾中学', 'core') };
    ids = {
      heqing: await world.person('heqing', { scope: 'group', scopeId: group, role: 'group_admin' }),
      zhaolei: await world.person('zhaolei', { scope: 'school', scopeId: a, role: 'school_admin' }),
      wangfang: await world.person('wangfang', { scope: 'school', scopeId: a, role: 'teacher' }),
      shiqiang: await world.person('shiqiang', { scope: 'school', scopeId: b, role: 'teacher' }),
      songyi: await world.person('songyi', { scope: 'school', scopeId: foreign.school, role: 'teacher' }),
    };
    heqing = await world.signedIn('heqing');
    zhaolei = await world.signedIn('zhaolei');
  });
  afterEach(() => world.close());

  const membership = async (userId: string, role: string) => {
    const rows = await world.database.reader.manager.query<{ id: string }[]>(
      'SELECT id FROM membership WHERE account_id = ? AND role = ?',
      [userId, role],
    );
    return rows[0]!.id;
  };
  const give = (by: Browser, userId: string, scope: string, scopeId: string, role: string, more = {}) =>
    by.post('/memberships', { userId, scope, scopeId, role, ...more });
  const names = (answer: { body: unknown }) =>
    (answer.body as { items: { loginName: string }[] }).items.map((p) => p.loginName);

  describe('schools, links and departments', () => {
    it('are the group administrator’s; a school administrator keeps the school’s own', async () => {
      const made = await heqing.post('/schools', { groupId: group, name: '青禾新屿小学' });
      expect(made).toMatchObject({
        status: 201,
        body: { name: '青禾新屿小学', shortName: '新屿', manageable: true },
      });
      expect((await zhaolei.post('/schools', { groupId: group, name: '又一学校' })).status).toBe(404);
      expect((await zhaolei.patch(`/groups/${group}`, { name: '改名' })).status).toBe(404);
      expect((await zhaolei.patch(`/schools/${a}`, { shortName: '实' })).body).toMatchObject({
        shortName: '实',
      });
      expect((await zhaolei.patch(`/schools/${b}`, { shortName: '石' })).status).toBe(404);
      const department = { schoolId: a, subject: 'math', name: '数学教研组' };
      const created = await zhaolei.post('/departments', department);
      expect(created.status).toBe(201);
      const renamed = await zhaolei.patch(`/departments/${String(created.body['id'])}`, { name: '数学组' });
      expect(renamed.body).toMatchObject({ name: '数学组', subject: 'math', schoolId: a });
      expect((await zhaolei.post('/departments', { ...department, schoolId: b })).status).toBe(404);
    });

    it('hold grade teams, which are made, renamed and filled by whoever administers the school', async () => {
      const math = String(
        (await zhaolei.post('/departments', { schoolId: a, subject: 'math', name: '数学教研组' })).body['id'],
      );
      const input = { departmentId: math, grade: 'g7', name: '七年级备课组' };
      const made = await zhaolei.post('/teams', input);
      expect(made).toMatchObject({ status: 201, body: { ...input, schoolId: a } });
      const team = String(made.body['id']);
      expect(
        (await zhaolei.post('/teams', { ...input, name: ' 七年级備课组'.replace('備', '备') })).body,
      ).toMatchObject({ code: 'name_taken' });
      expect((await zhaolei.patch(`/teams/${team}`, { name: '初一备课组' })).body).toMatchObject({
        name: '初一备课组',
        grade: 'g7',
      });
      expect((await give(zhaolei, ids.wangfang, 'team', team, 'school_admin')).status).toBe(400);
      expect((await give(zhaolei, ids.wangfang, 'team', team, 'team_lead')).body).toMatchObject({
        scopeName: '初一备课组',
        schoolId: a,
        departmentId: math,
      });
      const seen = (await heqing.get('/organization')).body as unknown as { teams: object[] };
      expect(seen.teams).toEqual([
        { id: team, departmentId: math, schoolId: a, grade: 'g7', name: '初一备课组' },
      ]);
      // Of a school that is not theirs to administer there is nothing, as of an id that nobody has.
      await world.person('qinchuan', { scope: 'school', scopeId: b, role: 'school_admin' });
      const neighbour = await world.signedIn('qinchuan');
      const nobody = '0199d5f0-0000-7000-8000-000000000000';
      const answers = await Promise.all([
        neighbour.patch(`/teams/${team}`, { name: 'x' }),
        neighbour.post('/teams', { ...input, name: 'x' }),
        give(neighbour, ids.shiqiang, 'team', team, 'teacher'),
        neighbour.patch(`/teams/${nobody}`, { name: 'x' }),
      ]);
      const bodies = answers.map(({ body: { requestId: _, ...rest } }) => rest);
      for (const body of bodies) expect(body).toEqual(bodies[3]);
      expect(answers[0]!.status).toBe(404);
    });

    it('have names of their own under one roof, whatever their case and width; other groups do not matter', async () => {
      const taken = await heqing.post('/schools', { groupId: group, name: ' 青禾实验学校 ' });
      expect(taken.body).toMatchObject({ code: 'name_taken', status: 409 });
      expect((await heqing.post('/schools', { groupId: group, name: '松岭湾中学' })).status).toBe(201);
      await zhaolei.post('/departments', { schoolId: a, subject: 'english', name: 'English A' });
      const again = await zhaolei.post('/departments', {
        schoolId: a,
        subject: 'english',
        name: 'ＥＮＧＬＩＳＨ a',
      });
      expect(again.body).toMatchObject({ code: 'name_taken' });
      expect((await heqing.patch(`/schools/${b}`, { name: '青禾实验学校' })).body).toMatchObject({
        code: 'name_taken',
      });
    });

    it('of another group do not exist: same answer as for an id that nobody has', async () => {
      const nobody = '0199d5f0-0000-7000-8000-000000000000';
      const answers = await Promise.all([
        heqing.patch(`/schools/${foreign.school}`, { name: 'x' }),
        heqing.patch(`/schools/${nobody}`, { name: 'x' }),
        heqing.post('/departments', { schoolId: foreign.school, subject: 'math', name: 'x' }),
        heqing.patch(`/groups/${foreign.group}`, { name: 'x' }),
        heqing.post('/schools', { groupId: foreign.group, name: 'x' }),
        heqing.get(`/people?schoolId=${foreign.school}`),
        heqing.get(`/people?groupId=${foreign.group}`),
        heqing.patch(`/people/${ids.songyi}`, { name: 'x' }),
        heqing.patch(`/people/${nobody}`, { name: 'x' }),
        give(heqing, ids.songyi, 'school', a, 'teacher'),
        give(heqing, ids.wangfang, 'school', foreign.school, 'teacher'),
      ]);
      const bodies = answers.map(({ body: { requestId: _, ...rest } }) => rest);
      for (const body of bodies) expect(body).toEqual(bodies[0]);
      expect(answers[0]!.status).toBe(404);
      const seen = JSON.stringify((await heqing.get('/organization')).body);
      expect(seen).not.toContain('松岭湾');
    });

    it('refuse links that end before they begin or overlap another of the same two', async () => {
      const { schools } = (await heqing.get('/organization')).body as unknown as {
        schools: { id: string; links: { id: string; from: string }[] }[];
      };
      const link = schools.find((s) => s.id === b)!.links[0]!;
      const wrong = await heqing.patch(`/school-links/${link.id}`, { until: link.from });
      expect(wrong.body).toMatchObject({ code: 'interval_invalid', status: 422 });
      expect((await zhaolei.patch(`/school-links/${link.id}`, { kind: 'core' })).status).toBe(404);
      expect((await heqing.patch(`/school-links/${link.id}`, { kind: 'core' })).status).toBe(200);
    });
  });

  describe('people', () => {
    const newcomer = (scopeId: string, change: object = {}) => ({
      loginName: 'xinren',
      name: '新人',
      initialPassword: '第一天-先换掉我',
      memberships: [{ scope: 'school', scopeId, role: 'teacher' }],
      ...change,
    });

    it('are made with an initial password that is good for nothing but choosing an own one', async () => {
      const made = await zhaolei.post('/people', newcomer(a));
      expect(made).toMatchObject({
        status: 201,
        body: {
          loginName: 'xinren',
          active: true,
          memberships: [{ scopeName: '青禾实验学校', role: 'teacher' }],
        },
      });
      const browser = world.browser();
      const session = await browser.login('xinren', '第一天-先换掉我');
      expect(session.body['user']).toMatchObject({ mustChangePassword: true });
      expect((await browser.get('/organization')).body).toMatchObject({
        code: 'password_change_required',
        status: 403,
      });
      expect((await browser.get('/session')).status).toBe(200);
      const next = '自己想的-很长的口令';
      expect((await browser.put('/me/password', { current: '第一天-先换掉我', next })).status).toBe(200);
      expect((await browser.get('/organization')).status).toBe(200);
    });

    it('never get fields that the sender had no business to send', async () => {
      const made = await zhaolei.post('/people', {
        ...newcomer(a),
        id: ids.wangfang,
        active: false,
        mustChangePassword: false,
        passwordHash: 'x',
        createdAt: 0,
        __proto__: { admin: true },
        memberships: [
          { scope: 'school', scopeId: a, role: 'teacher', schoolId: b, userId: ids.heqing, id: ids.heqing },
        ],
      });
      expect(made.status).toBe(201);
      expect(made.body['id']).not.toBe(ids.wangfang);
      expect(made.body).toMatchObject({
        active: true,
        memberships: [{ schoolId: a, userId: made.body['id'] }],
      });
      const browser = world.browser();
      const session = await browser.login('xinren', '第一天-先换掉我');
      expect(session.body['user']).toMatchObject({ mustChangePassword: true });
      const me = await heqing.patch('/me', { locale: 'en', name: 'x', active: false, role: 'group_admin' });
      expect(me.body['user']).toMatchObject({ locale: 'en', name: 'heqing' });
    });

    it('are refused as a whole when one of their memberships is', async () => {
      const both = [
        { scope: 'school', scopeId: a, role: 'teacher' },
        { scope: 'school', scopeId: b, role: 'teacher' },
      ];
      expect((await zhaolei.post('/people', newcomer(a, { memberships: both }))).status).toBe(404);
      const role = [{ scope: 'school', scopeId: a, role: 'group_admin' }];
      expect((await zhaolei.post('/people', newcomer(a, { memberships: role }))).status).toBe(400);
      const weak = await zhaolei.post('/people', newcomer(a, { initialPassword: '青禾实验学校123' }));
      expect(weak.body).toMatchObject({ code: 'password_too_weak', params: { reason: 'organization_name' } });
      const taken = await zhaolei.post('/people', newcomer(a, { loginName: 'WangFang' }));
      expect(taken.body).toMatchObject({ code: 'login_name_taken' });
      expect(names(await zhaolei.get(`/people?schoolId=${a}`))).toEqual(['wangfang', 'zhaolei']);
    });

    it('are listed by name, page by page, for their administrators only', async () => {
      for (let i = 0; i < 5; i += 1)
        await world.person(`teacher${i}`, { scope: 'school', scopeId: a, role: 'teacher' });
      const first = await zhaolei.get(`/people?schoolId=${a}&limit=4`);
      const second = await zhaolei.get(`/people?schoolId=${a}&limit=4&cursor=${String(first.body['next'])}`);
      expect([...names(first), ...names(second)]).toEqual([
        ...['teacher0', 'teacher1', 'teacher2', 'teacher3', 'teacher4'],
        ...['wangfang', 'zhaolei'],
      ]);
      expect(second.body['next']).toBeNull();
      expect(names(await heqing.get(`/people?groupId=${group}&text=QIANG`))).toEqual(['shiqiang']);
      expect(names(await heqing.get(`/people?text=%25`))).toEqual([]);
      expect((await zhaolei.get(`/people?schoolId=${b}`)).status).toBe(404);
      expect((await zhaolei.get(`/people?groupId=${group}`)).status).toBe(404);
      expect((await (await world.signedIn('wangfang')).get('/people')).status).toBe(404);
    });

    it('lose every session when deactivated or given a new initial password', async () => {
      const browser = await world.signedIn('wangfang');
      expect(
        (await zhaolei.patch(`/people/${ids.wangfang}`, { initialPassword: '重新来过-再换一次' })).status,
      ).toBe(200);
      expect((await browser.get('/session')).status).toBe(401);
      expect((await browser.login('wangfang', PASSWORD)).status).toBe(401);
      expect((await browser.login('wangfang', '重新来过-再换一次')).status).toBe(200);
      expect((await zhaolei.patch(`/people/${ids.wangfang}`, { active: false })).body).toMatchObject({
        active: false,
      });
      expect((await browser.get('/session')).status).toBe(401);
      expect(await world.audited('account.update')).toHaveLength(2);
    });

    it('of other schools are out of a school administrator’s reach, and so are those who hold more', async () => {
      expect((await zhaolei.patch(`/people/${ids.shiqiang}`, { name: 'x' })).status).toBe(404);
      await world.database.transaction((tx) =>
        world.provisioning.addMembership(tx, ids.heqing, { scope: 'school', scopeId: a, role: 'teacher' }),
      );
      const taken = await zhaolei.patch(`/people/${ids.heqing}`, { initialPassword: '我来当集团管理员' });
      expect(taken.body).toMatchObject({ code: 'forbidden', status: 403 });
      expect((await heqing.get('/session')).status).toBe(200);
    });

    it('stay with their home school while they rotate: the host sees them and cannot reset their password', async () => {
      const until = new Date(world.clock.now() + 120 * DAY).toISOString();
      await world.person('qinchuan', { scope: 'school', scopeId: b, role: 'school_admin' });
      const host = await world.signedIn('qinchuan');
      expect((await give(host, ids.wangfang, 'school', b, 'teacher')).status).toBe(404);
      expect((await give(heqing, ids.wangfang, 'school', b, 'teacher', { until })).status).toBe(201);
      expect(names(await host.get(`/people?schoolId=${b}`))).toContain('wangfang');
      const reset = await host.patch(`/people/${ids.wangfang}`, { initialPassword: '借来的人-借来的口令' });
      expect(reset.status).toBe(403);
      expect((await zhaolei.patch(`/people/${ids.wangfang}`, { name: '王芳' })).body).toMatchObject({
        name: '王芳',
        memberships: [{ schoolId: a }, { schoolId: b, until }],
      });
    });
  });

  describe('memberships', () => {
    it('in a group are given by its administrators only', async () => {
      expect((await give(zhaolei, ids.wangfang, 'group', group, 'inspector')).status).toBe(404);
      const lead = { subject: 'math' };
      expect((await give(heqing, ids.wangfang, 'group', group, 'group_subject_lead', lead)).status).toBe(201);
      expect((await give(heqing, ids.wangfang, 'group', group, 'group_subject_lead')).status).toBe(400);
    });

    it('never raise the one who gives them, whoever that is', async () => {
      const own = { code: 'own_role', status: 409 };
      expect((await give(zhaolei, ids.zhaolei, 'school', a, 'librarian')).body).toMatchObject(own);
      expect((await give(heqing, ids.heqing, 'school', b, 'teacher')).body).toMatchObject(own);
      expect((await give(zhaolei, ids.shiqiang, 'school', a, 'school_admin')).status).toBe(404);
      expect((await give(heqing, ids.shiqiang, 'school', a, 'school_admin')).status).toBe(201);
      const held = await membership(ids.zhaolei, 'school_admin');
      const soon = new Date(world.clock.now() + DAY).toISOString();
      expect((await zhaolei.patch(`/memberships/${held}`, { until: soon })).status).toBe(200);
      expect((await zhaolei.patch(`/memberships/${held}`, { until: null })).body).toMatchObject(own);
      const rows = await world.database.reader.manager.query<object[]>(
        "SELECT id FROM membership WHERE role = 'librarian'",
      );
      expect(rows).toEqual([]);
    });

    it('end now; the next request is without them', async () => {
      const browser = await world.signedIn('wangfang');
      const id = await membership(ids.wangfang, 'teacher');
      expect((await zhaolei.delete(`/memberships/${id}`)).status).toBe(204);
      expect((await browser.get('/session')).body).toMatchObject({ memberships: [], homeSchoolId: null });
      expect((await browser.get('/organization')).body).toEqual({
        groups: [],
        schools: [],
        departments: [],
        teams: [],
      });
      expect((await zhaolei.delete(`/memberships/${id}`)).status).toBe(204);
      expect(names(await zhaolei.get(`/people?schoolId=${a}`))).toContain('wangfang');
      expect((await zhaolei.delete(`/memberships/${await membership(ids.shiqiang, 'teacher')}`)).status).toBe(
        404,
      );
    });

    it('that have not begun are taken back; the same role twice at one time is refused', async () => {
      const later = new Date(world.clock.now() + DAY).toISOString();
      const given = await give(heqing, ids.wangfang, 'school', b, 'teacher', { from: later });
      expect(given.status).toBe(201);
      expect((await give(heqing, ids.wangfang, 'school', b, 'teacher')).body).toMatchObject({
        code: 'conflict',
      });
      await heqing.delete(`/memberships/${String(given.body['id'])}`);
      expect(
        (await give(heqing, ids.wangfang, 'school', b, 'teacher', { from: later, until: later })).body,
      ).toMatchObject({ code: 'interval_invalid' });
      expect((await give(heqing, ids.wangfang, 'school', b, 'teacher')).status).toBe(201);
    });

    it('of the last group administrator stay: not ended, not dated, not deactivated', async () => {
      const own = await membership(ids.heqing, 'group_admin');
      const until = new Date(world.clock.now() + DAY).toISOString();
      const last = { code: 'last_admin', status: 409 };
      expect((await heqing.delete(`/memberships/${own}`)).body).toMatchObject(last);
      expect((await heqing.patch(`/memberships/${own}`, { until })).body).toMatchObject(last);
      expect((await heqing.patch(`/people/${ids.heqing}`, { active: false })).body).toMatchObject(last);
      // Somebody whose time runs out is no replacement, nor is an account that is switched off.
      await give(heqing, ids.wangfang, 'group', group, 'group_admin', { until });
      expect((await heqing.delete(`/memberships/${own}`)).body).toMatchObject(last);
      await give(heqing, ids.shiqiang, 'group', group, 'group_admin');
      await heqing.patch(`/people/${ids.shiqiang}`, { active: false });
      expect((await heqing.delete(`/memberships/${own}`)).body).toMatchObject(last);
      await heqing.patch(`/people/${ids.shiqiang}`, { active: true });
      expect((await heqing.delete(`/memberships/${own}`)).status).toBe(204);
      expect((await heqing.get(`/people?groupId=${group}`)).status).toBe(404);
    });

    it('of two group administrators who remove one another at once: one stays', async () => {
      await give(heqing, ids.shiqiang, 'group', group, 'group_admin');
      const second = await world.signedIn('shiqiang');
      const answers = await Promise.all([
        heqing.delete(`/memberships/${await membership(ids.shiqiang, 'group_admin')}`),
        second.delete(`/memberships/${await membership(ids.heqing, 'group_admin')}`),
      ]);
      expect(answers.filter((r) => r.status === 204)).toHaveLength(1);
    });
  });

  it('is written into the audit record with who, from where, and what', async () => {
    await give(heqing, ids.wangfang, 'school', b, 'teacher');
    const [entry] = await world.audited('membership.create');
    expect(entry).toMatchObject({
      actor_id: ids.heqing,
      school_id: b,
      object_type: 'membership',
      result: 'ok',
      ip: '203.0.113.1',
    });
  });
});
