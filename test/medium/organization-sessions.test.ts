import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { World, type Browser, type Reply } from './organization-world.js';

interface Summary {
  id: Id;
  current: boolean;
  ip: string;
}
const items = (answer: Reply) => answer.body['items'] as unknown as Summary[];

describe('sessions', () => {
  let world: World;
  let group: Id;
  let elsewhere: Id;
  let a: Id;
  let ids: Record<'heqing' | 'zhaolei' | 'wangfang' | 'songyi', Id>;
  let heqing: Browser;
  let zhaolei: Browser;
  let wangfang: Browser;
  beforeEach(async () => {
    world = await World.open();
    group = await world.group('青禾教育集团');
    elsewhere = await world.group('松岭湾教育联盟');
    a = await world.school(group, '青禾实验学校', 'core');
    const b = await world.school(elsewhere, '松岭湾中学', 'core');
    ids = {
      heqing: await world.person('heqing', { scope: 'group', scopeId: group, role: 'group_admin' }),
      zhaolei: await world.person('zhaolei', { scope: 'school', scopeId: a, role: 'school_admin' }),
      wangfang: await world.person('wangfang', { scope: 'school', scopeId: a, role: 'teacher' }),
      songyi: await world.person('songyi', { scope: 'school', scopeId: b, role: 'school_admin' }),
    };
    heqing = await world.signedIn('heqing');
    zhaolei = await world.signedIn('zhaolei');
    wangfang = await world.signedIn('wangfang', '203.0.113.7');
  });
  afterEach(() => world.close());

  it('of oneself are listed without secrets, and one of them is ended without the others', async () => {
    const phone = await world.signedIn('wangfang', '203.0.113.8');
    const list = await wangfang.get('/sessions');
    expect(items(list).map(({ current, ip }) => ({ current, ip }))).toEqual(
      expect.arrayContaining([
        { current: true, ip: '203.0.113.7' },
        { current: false, ip: '203.0.113.8' },
      ]),
    );
    for (const browser of [wangfang, phone])
      expect(JSON.stringify(list.body)).not.toContain(browser.cookies.get('lianke'));
    const other = items(list).find((s) => !s.current)!;
    expect((await wangfang.delete(`/sessions/${other.id}`)).status).toBe(204);
    expect((await phone.get('/session')).status).toBe(401);
    expect((await wangfang.get('/session')).status).toBe(200);
    expect((await wangfang.delete(`/sessions/${other.id}`)).status).toBe(404);
    expect(await world.audited('session.end')).toMatchObject([
      { actor_id: ids.wangfang, object_id: ids.wangfang },
    ]);
  });

  it('of others cannot be ended through one’s own list', async () => {
    const [theirs] = items(await heqing.get('/sessions'));
    expect((await wangfang.delete(`/sessions/${theirs!.id}`)).status).toBe(404);
    expect((await heqing.get('/session')).status).toBe(200);
  });

  it('of a teacher are listed and ended by the administrators of school and group', async () => {
    for (const by of [zhaolei, heqing]) {
      const browser = await world.signedIn('wangfang', '203.0.113.9');
      const list = items(await by.get(`/people/${ids.wangfang}/sessions`));
      const session = list.find((s) => s.ip === '203.0.113.9')!;
      expect(session.current).toBe(false);
      expect((await by.delete(`/people/${ids.wangfang}/sessions/${session.id}`)).status).toBe(204);
      expect((await browser.get('/session')).status).toBe(401);
    }
    expect((await zhaolei.delete(`/people/${ids.wangfang}/sessions`)).status).toBe(204);
    expect((await wangfang.get('/session')).status).toBe(401);
    expect(await world.audited('session.end_all')).toMatchObject([
      { actor_id: ids.zhaolei, object_id: ids.wangfang },
    ]);
  });

  it('of people elsewhere do not exist, and those of people with further rights are refused', async () => {
    const songyi = await world.signedIn('songyi');
    expect((await songyi.get(`/people/${ids.wangfang}/sessions`)).status).toBe(404);
    expect((await songyi.delete(`/people/${ids.wangfang}/sessions`)).status).toBe(404);
    expect((await wangfang.get(`/people/${ids.zhaolei}/sessions`)).status).toBe(404);
    expect((await zhaolei.get(`/people/${ids.heqing}/sessions`)).status).toBe(404);
    expect((await heqing.get('/session')).status).toBe(200);
  });
});

describe('linking a school to a further group', () => {
  it('is for those who administer both, is dated, and never overlaps', async () => {
    const world = await World.open();
    const [group, district] = [await world.group('青禾教育集团'), await world.group('河东学区')];
    const school = await world.school(group, '青禾实验学校', 'core');
    const admin = (scopeId: Id) => ({ scope: 'group', scopeId, role: 'group_admin' }) as const;
    await world.person('heqing', admin(group), admin(district));
    await world.person('zhouming', admin(district));
    await world.person('zhaolei', { scope: 'school', scopeId: school, role: 'school_admin' });
    const heqing = await world.signedIn('heqing');
    const from = new Date(world.clock.now() + DAY).toISOString();
    const until = new Date(world.clock.now() + 300 * DAY).toISOString();
    const body = { schoolId: school, groupId: district, kind: 'member', from, until };
    for (const name of ['zhouming', 'zhaolei'])
      expect((await (await world.signedIn(name)).post('/school-links', body)).status).toBe(404);
    const made = await heqing.post('/school-links', body);
    expect(made.status).toBe(201);
    expect(made.body['links']).toContainEqual(
      expect.objectContaining({ groupId: district, kind: 'member', from, until }),
    );
    expect((await heqing.post('/school-links', body)).status).toBe(409);
    expect((await heqing.post('/school-links', { ...body, from: until, until: from })).status).toBe(422);
    expect(await world.audited('school_link.create')).toMatchObject([{ school_id: school, result: 'ok' }]);
    const seen = async () =>
      (
        (await (await world.signedIn('zhouming')).get('/organization')).body['schools'] as unknown as {
          id: Id;
          manageable: boolean;
        }[]
      ).find((s) => s.id === school)?.manageable;
    expect(await seen()).not.toBe(true);
    world.clock.advance(2 * DAY);
    expect(await seen()).toBe(true);
    await world.close();
  });
});
