import { Refusals } from '../../src/http/index.js';
import { DAY, MINUTE } from '../../src/kernel/clock.js';
import { World, type Browser } from './organization-world.js';

describe('what the audit record says of requests', () => {
  let world: World;
  let group: string;
  let a: string;
  let b: string;
  let shiqiang: string;
  let zhaolei: Browser;
  const nobody = '0199d5f0-0000-7000-8000-000000000000';

  beforeEach(async () => {
    world = await World.open();
    group = await world.group('青禾教育集团');
    a = await world.school(group, '青禾实验学校', 'core');
    b = await world.school(group, '石磐乡中心学校');
    await world.person('zhaolei', { scope: 'school', scopeId: a, role: 'school_admin' });
    shiqiang = await world.person('shiqiang', { scope: 'school', scopeId: b, role: 'teacher' });
    zhaolei = await world.signedIn('zhaolei');
  });
  afterEach(() => world.close());

  const refused = async () => {
    await world.app.get(Refusals, { strict: false }).settled();
    return world.audited('access.refused');
  };

  it('names who was refused which existing thing, from where and by which route', async () => {
    expect((await zhaolei.patch(`/schools/${b}`, { name: '改名' })).status).toBe(404);
    const [entry, ...more] = await refused();
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      school_id: b,
      acting_school_id: a,
      object_type: 'school',
      object_id: b,
      result: 'denied',
      ip: '203.0.113.1',
    });
    expect(JSON.parse(String(entry!['detail']))).toEqual({
      route: 'PATCH /api/v1/schools/:id',
      code: 'not_found',
    });
  });

  it('names what the address asks for, whatever else is put into query or body', async () => {
    const own = String((await zhaolei.get('/session')).body['user']!['id']);
    await zhaolei.patch(`/schools/${b}?x=${own}`, { name: '改名', y: a });
    const [entry] = await refused();
    expect(entry).toMatchObject({ school_id: b, object_type: 'school', object_id: b });
    expect(JSON.parse(String(entry!['detail']))).toMatchObject({ also: [own, a] });
  });

  it('says nothing of what does not exist, nor of what was allowed or badly asked', async () => {
    await zhaolei.patch(`/schools/${nobody}`, { name: '改名' });
    await zhaolei.patch(`/schools/${a}`, { name: '青禾实验学校' });
    await zhaolei.patch(`/schools/${b}`, { name: '' });
    await zhaolei.get('/people?schoolId=nothing');
    expect(await refused()).toEqual([]);
  });

  it('finds the thing also where it stands in the query or the body, and what is refused by a rule as well as 404', async () => {
    await zhaolei.get(`/people?schoolId=${b}`);
    await zhaolei.post('/departments', { schoolId: b, subject: 'math', name: '数学组' });
    const teacher = { scope: 'school', scopeId: a, role: 'librarian' };
    const own = String((await zhaolei.get('/session')).body['user']!['id']);
    expect((await zhaolei.post('/memberships', { userId: own, ...teacher })).status).toBe(409);
    const entries = await refused();
    expect(
      entries.map((e) => [(JSON.parse(String(e['detail'])) as { route: string }).route, e['object_id']]),
    ).toEqual([
      ['GET /api/v1/people', b],
      ['POST /api/v1/departments', b],
      ['POST /api/v1/memberships', a],
    ]);
  });

  it('stays small when somebody tries a thousand times: one entry a route, thing and minute, then a number', async () => {
    for (let i = 0; i < 5; i += 1) await zhaolei.patch(`/people/${shiqiang}`, { name: 'x' });
    expect(await refused()).toHaveLength(1);
    const others = await Promise.all(
      Array.from({ length: 70 }, (_, i) =>
        world.person(`teacher${i}`, { scope: 'school', scopeId: b, role: 'teacher' }),
      ),
    );
    for (const id of others) await zhaolei.patch(`/people/${id}`, { name: 'x' });
    expect(await refused()).toHaveLength(60);
    world.clock.advance(MINUTE);
    await zhaolei.patch(`/people/${shiqiang}`, { name: 'x' });
    expect(await refused()).toHaveLength(61);
    const [rest, ...more] = await world.audited('access.refused_more');
    expect(more).toEqual([]);
    expect(JSON.parse(String(rest!['detail']))).toEqual({ count: 11 });
  });

  it('carries the school in whose name somebody with two of them acts', async () => {
    const until = world.clock.now() + DAY;
    const memberships = [
      { scope: 'school', scopeId: a, role: 'school_admin' },
      { scope: 'school', scopeId: b, role: 'school_admin', until },
    ] as const;
    await world.person('qinchuan', ...memberships);
    const browser = await world.signedIn('qinchuan');
    const schools = (await browser.get('/session')).body['schools'] as unknown as object[];
    expect(schools).toMatchObject([
      { id: a, name: '青禾实验学校', until: null },
      { id: b, until: new Date(until).toISOString() },
    ]);
    const rename = (name: string, acting?: string) =>
      browser.send('PATCH', `/schools/${b}`, { name }, acting ? { 'x-acting-school': acting } : {});
    await rename('石磐学校');
    await rename('石磐乡学校', b);
    // Somebody else's school is nobody's name to act in.
    await rename('石磐乡中心小学', nobody);
    const entries = await world.audited('school.update');
    expect(entries.map((e) => e['acting_school_id'])).toEqual([a, b, null]);
    expect(entries.map((e) => e['school_id'])).toEqual([b, b, b]);
  });
});
