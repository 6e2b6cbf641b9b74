import { DAY } from '../../src/kernel/clock.js';
import { SetupService } from '../../src/modules/organization/index.js';
import { PASSWORD, World } from './organization-world.js';

describe('first run', () => {
  let world: World;
  let setup: SetupService;
  beforeEach(async () => {
    world = await World.open();
    setup = world.app.get(SetupService, { strict: false });
  });
  afterEach(() => world.close());

  const request = (code: string, change: object = {}) => ({
    code,
    groupName: '青禾教育集团',
    schoolName: '青禾实验学校',
    loginName: 'heqing',
    name: '何清',
    password: PASSWORD,
    ...change,
  });
  const accounts = async () =>
    (await world.database.reader.manager.query<object[]>('SELECT id FROM account')).length;

  it('makes the group, its core school and its administrator, who is signed in and can start', async () => {
    const code = await setup.codeAtStart();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    const browser = world.browser();
    expect((await browser.get('/setup')).body).toEqual({ open: true });
    const answer = await browser.post('/setup', request(code!.toLowerCase().replaceAll('-', ' ')));
    expect(answer.status).toBe(201);
    expect(answer.body['user']).toMatchObject({
      loginName: 'heqing',
      name: '何清',
      mustChangePassword: false,
    });
    expect(answer.body['roles']).toEqual(['group_admin', 'school_admin']);
    const organization = (await browser.get('/organization')).body;
    expect(organization).toMatchObject({
      groups: [{ name: '青禾教育集团', manageable: true }],
      schools: [{ name: '青禾实验学校', shortName: '实验', manageable: true, links: [{ kind: 'core' }] }],
    });
    const schools = organization['schools'] as unknown as { id: string }[];
    expect(answer.body['homeSchoolId']).toBe(schools[0]!.id);
    expect((await browser.get('/setup')).body).toEqual({ open: false });
    expect(await world.audited('group.found')).toHaveLength(1);
  });

  it('works once, also when two come at the same moment', async () => {
    const code = (await setup.codeAtStart())!;
    const answers = await Promise.all([
      world.browser('203.0.113.1').post('/setup', request(code)),
      world
        .browser('203.0.113.2')
        .post('/setup', request(code, { loginName: 'rival', groupName: '别的集团' })),
    ]);
    expect(answers.map((a) => a.status).sort()).toEqual([201, 404]);
    expect(await accounts()).toBe(1);
    expect((await world.browser().post('/setup', request(code))).body).toMatchObject({
      code: 'setup_closed',
    });
    expect(await setup.codeAtStart()).toBeNull();
  });

  it('wants a code, keeps only its hash, and slows down guessing', async () => {
    const code = (await setup.codeAtStart())!;
    const rows = await world.database.reader.manager.query<object[]>('SELECT * FROM setup_code');
    expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''));
    const codes: unknown[] = [];
    for (let i = 0; i < 9; i += 1)
      codes.push((await world.browser().post('/setup', request(`0000-0000-0000-000${i}`))).body['code']);
    expect(codes.slice(0, 8)).toEqual(Array<string>(8).fill('setup_code_wrong'));
    expect(codes[8]).toBe('too_many_requests');
    expect(await accounts()).toBe(0);
    expect((await world.browser('203.0.113.2').post('/setup', request(code))).status).toBe(201);
  });

  it('holds a printed code across restarts of an empty installation, for a week', async () => {
    const first = (await setup.codeAtStart())!;
    world.clock.advance(8 * DAY);
    const second = (await setup.codeAtStart())!;
    expect((await world.browser().post('/setup', request(first))).body['code']).toBe('setup_code_wrong');
    expect((await world.browser().post('/setup', request(second))).status).toBe(201);
  });

  it('refuses a password made of the new names, and leaves nothing half made', async () => {
    const code = (await setup.codeAtStart())!;
    const answer = await world.browser().post('/setup', request(code, { password: '青禾教育集团2026' }));
    expect(answer).toMatchObject({ status: 422, body: { params: { reason: 'organization_name' } } });
    expect(await accounts()).toBe(0);
    expect((await world.browser().post('/setup', request(code))).status).toBe(201);
  });

  it('is closed as soon as somebody has an account', async () => {
    const code = (await setup.codeAtStart())!;
    await world.person('heqing');
    expect((await world.browser().get('/setup')).body).toEqual({ open: false });
    expect((await world.browser().post('/setup', request(code))).status).toBe(404);
  });
});

describe('schema', () => {
  it('is what the entities say', async () => {
    const world = await World.open();
    expect(await world.database.schemaDifference()).toEqual([]);
    await world.close();
  });
});
