import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { services, withService } from '../support/services.js';
import { World, type Browser } from './organization-world.js';

const KEY = { 'idempotency-key': 'b6f1c1de-8f0e-4d1f-9a55-6d9f0f4b7f11' };

function creatingRequests(open: () => Promise<World>): void {
  let world: World;
  let group: Id;
  let school: Id;
  let department: Id;
  let admin: Browser;
  beforeEach(async () => {
    world = await open();
    group = await world.group('青禾教育集团');
    school = await world.school(group, '青禾实验小学');
    department = await world.department(school, 'math');
    await world.person('heqing', { scope: 'group', scopeId: group, role: 'group_admin' });
    admin = await world.signedIn('heqing');
  });
  afterEach(() => world.close());

  const count = async (table: string) =>
    Number(
      (await world.database.reader.manager.query<{ n: number }[]>(`SELECT COUNT(*) AS n FROM ${table}`))[0]!
        .n,
    );
  const routes = (): [string, string, object][] => [
    ['/schools', 'school', { groupId: group, name: '东溪小学' }],
    ['/departments', 'department', { schoolId: school, subject: 'chinese', name: '语文教研组' }],
    ['/teams', 'team', { departmentId: department, grade: 'g7', name: '七年级备课组' }],
    [
      '/people',
      'account',
      {
        loginName: 'wangfang',
        name: '王芳',
        initialPassword: '初入江湖-一叶扁舟渡',
        memberships: [{ scope: 'school', scopeId: school, role: 'teacher' }],
      },
    ],
  ];

  it('with the same key and body make one thing and answer the same, one after the other and at once', async () => {
    for (const [path, table, body] of routes()) {
      const before = await count(table);
      const keyed = { 'idempotency-key': `key-of-${table}` };
      const twins = await Promise.all([1, 2, 3].map(() => admin.send('POST', path, body, keyed)));
      expect(twins.map((t) => t.status)).toEqual([201, 201, 201]);
      const again = await admin.send('POST', path, body, keyed);
      for (const twin of [...twins, again]) expect(twin.body).toEqual(twins[0]!.body);
      expect(await count(table)).toBe(before + 1);
    }
    expect(await world.audited('school.create')).toHaveLength(1);
  });

  it('give a membership once, which without the key would be a conflict', async () => {
    const userId = await world.person('shiqiang', { scope: 'school', scopeId: school, role: 'teacher' });
    const body = { userId, scope: 'group', scopeId: group, role: 'inspector' };
    const first = await admin.send('POST', '/memberships', body, KEY);
    const second = await admin.send('POST', '/memberships', body, KEY);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect((await admin.post('/memberships', body)).status).toBe(409);
  });

  it('with the same key for something else are refused with a code, also on another route', async () => {
    await admin.send('POST', '/schools', { groupId: group, name: '东溪小学' }, KEY);
    const other = await admin.send('POST', '/schools', { groupId: group, name: '西溪小学' }, KEY);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    const further = { schoolId: school, subject: 'chinese', name: '语文教研组' };
    expect((await admin.send('POST', '/departments', further, KEY)).status).toBe(422);
    expect(await count('department')).toBe(1);
  });

  it('belong to the person, are forgotten after a day, and leave nothing behind when refused', async () => {
    const place = { scope: 'group', scopeId: group, role: 'group_admin' } as const;
    await world.person('zhouming', place);
    const second = await world.signedIn('zhouming');
    await admin.send('POST', '/schools', { groupId: group, name: '东溪小学' }, KEY);
    const taken = await second.send('POST', '/schools', { groupId: group, name: '东溪小学' }, KEY);
    expect(taken).toMatchObject({ status: 409, body: { code: 'name_taken' } });
    expect((await second.send('POST', '/schools', { groupId: group, name: '西溪小学' }, KEY)).status).toBe(
      201,
    );
    world.clock.advance(DAY);
    const later = await world.signedIn('heqing');
    const anew = await later.send('POST', '/schools', { groupId: group, name: '南溪小学' }, KEY);
    expect(anew.status).toBe(201);
  });

  it('refuse a key that is no key', async () => {
    const bad = await admin.send(
      'POST',
      '/schools',
      { groupId: group, name: '东溪小学' },
      { 'idempotency-key': 'a'.repeat(201) },
    );
    expect(bad).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });
}

describe('creating requests', () => creatingRequests(() => World.open()));
withService('creating requests on MySQL or MariaDB', 'MYSQL_URL', services.mysqlUrl, () =>
  creatingRequests(() => World.open({}, ['mysql'])),
);
