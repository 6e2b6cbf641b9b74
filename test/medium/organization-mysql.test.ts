import { SetupService } from '../../src/modules/organization/index.js';
import { services, withService } from '../support/services.js';
import { PASSWORD, World } from './organization-world.js';

/** What a database with many writers could get wrong; the rest runs on SQLite. */
withService('identity and organization on MySQL', 'MYSQL_URL', services.mysqlUrl, () => {
  let world: World;
  beforeEach(async () => (world = await World.open({}, ['mysql'])));
  afterEach(() => world.close());

  it('have the schema that the entities say', async () => {
    expect(await world.database.schemaDifference()).toEqual([]);
  });

  it('are set up once by two requests at once', async () => {
    const code = (await world.app.get(SetupService, { strict: false }).codeAtStart())!;
    const request = {
      code,
      schoolName: '青禾实验学校',
      loginName: 'heqing',
      name: '何清',
      password: PASSWORD,
    };
    const answers = await Promise.all([
      world.browser('203.0.113.1').post('/setup', { ...request, groupName: '青禾教育集团' }),
      world
        .browser('203.0.113.2')
        .post('/setup', { ...request, groupName: '松岭湾教育联盟', loginName: 'rival' }),
    ]);
    expect(answers.map((a) => a.status).sort()).toEqual([201, 404]);
  });

  it('let through eight of thirty wrong passwords that come at once', async () => {
    await world.person('wangfang');
    const attacker = world.browser('198.51.100.1');
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => attacker.login('wangfang', `wrong-${i}`)),
    );
    expect(answers.map((a) => a.status).filter((s) => s === 401)).toHaveLength(8);
    expect((await world.browser('203.0.113.1').login('wangfang', PASSWORD)).status).toBe(200);
  });

  it('keep one group administrator when two remove one another at once, and one owner of a name', async () => {
    const group = await world.group('青禾教育集团');
    const place = { scope: 'group', scopeId: group, role: 'group_admin' } as const;
    await world.person('heqing', place);
    await world.person('shiqiang', place);
    const [first, second] = [await world.signedIn('heqing'), await world.signedIn('shiqiang')];
    const named = await Promise.all(
      [first, second].map((by) => by.post('/schools', { groupId: group, name: '青禾新屿小学' })),
    );
    expect(named.map((r) => r.status).sort()).toEqual([201, 409]);
    const rows = await world.database.reader.manager.query<{ id: string }[]>('SELECT id FROM membership');
    const ends = await Promise.all(
      [first, second].flatMap((by) => rows.map((row) => by.delete(`/memberships/${row.id}`))),
    );
    expect(ends.some((r) => String(r.body['code']) === 'last_admin' || r.status === 404)).toBe(true);
    const left = await world.database.reader.manager.query<object[]>(
      'SELECT id FROM membership WHERE valid_until IS NULL',
    );
    expect(left).toHaveLength(1);
  });
});
