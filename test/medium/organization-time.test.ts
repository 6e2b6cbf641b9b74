import { DAY } from '../../src/kernel/clock.js';
import { Directory } from '../../src/modules/organization/index.js';
import { World } from './organization-world.js';

describe('memberships in time', () => {
  let world: World;
  let group: string;
  let home: string;
  let host: string;
  beforeEach(async () => {
    world = await World.open();
    group = await world.group('青禾教育集团');
    home = await world.school(group, '青禾实验学校', 'core');
    host = await world.school(group, '石磐乡中心学校');
  });
  afterEach(() => world.close());

  const principals = async (userId: string) => {
    const actor = await world.actors.load(userId, 'test');
    return [...actor.principals].sort();
  };

  it('hold from their first millisecond and end at the last, for the very next request', async () => {
    const from = world.clock.now() + 10 * DAY;
    const until = from + 100 * DAY;
    const department = await world.department(host, 'math');
    const id = await world.person(
      'liuyang',
      { scope: 'school', scopeId: home, role: 'teacher' },
      { scope: 'department', scopeId: department, role: 'teacher', from, until },
    );
    const always = [`g:${group}`, `s:${home}`, `u:${id}`].sort();
    const rotating = [...always, `d:${department}`, `s:${host}`].sort();
    const browser = await world.signedIn('liuyang');
    const seen = async (instant: number) => {
      world.clock.set(instant);
      const session = await browser.get('/session');
      if (session.status !== 200) await browser.login('liuyang', '潮平两岸阔-风正一帆悬');
      const { body } = await browser.get('/session');
      return {
        principals: await principals(id),
        memberships: (body['memberships'] as unknown as object[]).length,
        home: body['homeSchoolId'],
      };
    };
    expect(await seen(from - 1)).toEqual({ principals: always, memberships: 1, home });
    expect(await seen(from)).toEqual({ principals: rotating, memberships: 2, home });
    expect(await seen(until - 1)).toEqual({ principals: rotating, memberships: 2, home });
    expect(await seen(until)).toEqual({ principals: always, memberships: 1, home });
  });

  it('give the group only while the school is linked to it', async () => {
    const admin = await world.person('heqing', { scope: 'group', scopeId: group, role: 'group_admin' });
    const id = await world.person('shiqiang', { scope: 'school', scopeId: host, role: 'teacher' });
    const browser = await world.signedIn('heqing');
    const { schools } = (await browser.get('/organization')).body as unknown as {
      schools: { id: string; links: { id: string }[] }[];
    };
    const link = schools.find((s) => s.id === host)!.links[0]!.id;
    const until = world.clock.now() + DAY;
    const ended = await browser.patch(`/school-links/${link}`, { until: new Date(until).toISOString() });
    expect(ended.status).toBe(200);
    world.clock.set(until - 1);
    expect(await principals(id)).toContain(`g:${group}`);
    world.clock.set(until);
    expect(await principals(id)).toEqual([`s:${host}`, `u:${id}`].sort());
    expect(await principals(admin)).toContain(`g:${group}`);
  });

  it('give m: to librarians and school administrators of the school, to nobody else', async () => {
    const department = await world.department(home, 'chinese');
    const held = [
      ['librarian', true],
      ['school_admin', true],
      ['teacher', false],
    ] as const;
    for (const [role, keeps] of held) {
      const id = await world.person(role.replace('_', '-'), { scope: 'school', scopeId: home, role });
      expect((await principals(id)).includes(`m:${home}`)).toBe(keeps);
    }
    const lead = await world.person(
      'lead',
      { scope: 'department', scopeId: department, role: 'department_lead' },
      { scope: 'group', scopeId: group, role: 'group_subject_lead', subject: 'chinese' },
    );
    expect(await principals(lead)).toEqual(
      [`d:${department}`, `g:${group}`, `s:${home}`, `u:${lead}`].sort(),
    );
  });

  it('in a grade team are memberships of its department and school too, for as long as they last', async () => {
    const department = await world.department(host, 'math');
    const other = await world.department(host, 'chinese');
    const team = await world.team(department, 'g7');
    await world.team(department, 'g8');
    const until = world.clock.now() + DAY;
    const id = await world.person('shiqiang', { scope: 'team', scopeId: team, role: 'team_lead', until });
    const held = [`u:${id}`, `t:${team}`, `d:${department}`, `s:${host}`, `g:${group}`];
    world.clock.set(until - 1);
    expect(await principals(id)).toEqual([...held].sort());
    expect(await principals(id)).not.toContain(`d:${other}`);
    world.clock.set(until);
    expect(await principals(id)).toEqual([`u:${id}`]);
  });

  it('reach what a school can share with, and name things for cards', async () => {
    const other = await world.group('松岭湾教育联盟');
    const foreign = await world.school(other, '松岭湾中学');
    const department = await world.department(host, 'math');
    const team = await world.team(department, 'g7');
    const person = await world.person('wangfang', { scope: 'school', scopeId: home, role: 'teacher' });
    const directory = world.app.get(Directory, { strict: false });
    const { reader } = world.database;
    expect(await directory.reachOf(reader, home)).toEqual({
      groupIds: [group],
      schoolIds: [home, host],
      departmentIds: [department],
      teamIds: [team],
    });
    expect(await directory.schoolsOfGroup(reader, other)).toEqual([foreign]);
    expect(await directory.homeSchool(person)).toBe(home);
    const names = await directory.names(reader, {
      userIds: [person, 'nobody'],
      teamIds: [team],
      groupIds: [group],
    });
    expect(names.people.get(person)).toBe('wangfang');
    expect(names.people.has('nobody')).toBe(false);
    expect(names.departments.get(department)).toMatchObject({ subject: 'math', schoolId: host });
    expect(names.teams.get(team)).toEqual({
      name: 'g7 team',
      grade: 'g7',
      departmentId: department,
      schoolId: host,
    });
    expect(names.schools.get(host)).toEqual({ name: '石磐乡中心学校', shortName: '石磐' });
    expect(names.groups.get(group)).toBe('青禾教育集团');
  });
});
