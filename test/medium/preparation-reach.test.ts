import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { ok } from '../support/ok.js';
import { PreparationWorld } from './preparation-world.js';

describe('what is refused in lesson preparation', () => {
  let world: PreparationWorld;
  beforeEach(async () => {
    world = await PreparationWorld.open();
  }, 60_000);
  afterEach(() => world.close());

  it('whatever somebody who inspects would do but read', async () => {
    const [group] = await world.program.query<{ id: Id }>('SELECT group_id AS id FROM school_link');
    const from = world.program.clock.now() - DAY;
    const inspector = await world.program.person('duxue', '督学', [
      { scope: 'group', scopeId: group!.id, role: 'inspector', from },
    ]);
    const parts = [{ kind: 'group', id: group!.id }];
    const planId = await world.plan('running', { preset: 'custom', parts });
    const { lessonId } = await world.drafted(planId);
    const at = `plans/${planId}/lessons/${lessonId}`;
    await ok(inspector.client.get(at));
    for (const send of [
      inspector.client.post(`${at}/remarks`, { text: '看看' }),
      inspector.client.post(`${at}/adaptation`),
      inspector.client.request('PUT', `${at}/reflection`, { taughtOn: '2026-09-03', text: '好' }),
      inspector.client.post(`${at}/acts`, { act: 'agree' }, { 'if-match': '"2"' }),
    ])
      expect(await send).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const lead = { lessons: [{ title: '长度单位', week: 1, leadId: inspector.id }] };
    expect(await world.as('planner').post(`plans/${planId}/lessons`, lead)).toMatchObject({
      ...{ status: 422, body: { code: 'lead_outside' } },
    });
  });

  it('a lesson by the address of another plan, whatever its revision', async () => {
    const [a, b] = [await world.plan(), await world.plan()];
    const lessonId = await world.lesson(b);
    const patch = world
      .as('planner')
      .request('PATCH', `plans/${a}/lessons/${lessonId}`, { title: '改' }, { 'if-match': '"7"' });
    expect(await patch).toMatchObject({ status: 404 });
  });

  it('days that no term lies at', async () => {
    const plan = { title: '计划', weeks: 30, audience: { preset: 'school' }, schoolId: world.schools.own };
    for (const startsOn of ['0000-01-01', '1999-12-31', '2200-01-01', '9999-12-31'])
      expect([startsOn, (await world.as('planner').post('plans', { ...plan, startsOn })).status]).toEqual([
        startsOn,
        400,
      ]);
    for (const startsOn of ['2000-01-01', '2199-12-31'])
      await ok(world.as('planner').post('plans', { ...plan, startsOn }));
  });
});
