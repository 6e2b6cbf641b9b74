import type { ResourceView } from '../../src/contracts/index.js';
import type { Id } from '../../src/kernel/ids.js';
import { ok } from '../support/ok.js';
import { PreparationWorld } from './preparation-world.js';

describe('those whose work a plan shows', () => {
  let world: PreparationWorld;
  beforeEach(async () => {
    world = await PreparationWorld.open();
  }, 60_000);
  afterEach(() => world.close());

  const change = async (id: Id, title: string) => {
    const { rev } = await ok(world.as('lead').get<ResourceView>(`resources/${id}`));
    return world.as('lead').request('PATCH', `resources/${id}`, { title }, { 'if-match': `"${rev}"` });
  };
  const widened = async (who: 'lead' | 'far' | 'mate') =>
    (await world.told(who)).filter((one) => one.startsWith('preparation_widened'));

  it('hear of it once when more people come to see it', async () => {
    const planId = await world.plan();
    const { lessonId } = await world.agreed(planId);
    await ok(world.as('far').post(`plans/${planId}/lessons/${lessonId}/adaptation`));
    await ok(world.as('far').post(`plans/${planId}/lessons/${lessonId}/adaptation/hand-in`));
    const open = async (parts: object[]) => {
      const { rev } = await world.view(planId);
      const body = { audience: { preset: 'custom', parts } };
      await ok(world.as('planner').request('PATCH', `plans/${planId}`, body, { 'if-match': `"${rev}"` }));
    };
    const { parts } = world.audience;
    await open(parts.slice(0, 1));
    expect([await widened('lead'), await widened('far')]).toEqual([[], []]);
    await open([...parts, { kind: 'school', id: world.schools.third }]);
    await open(parts);
    const told = ['preparation_widened 三年级上册集体备课'];
    expect([await widened('lead'), await widened('far'), await widened('mate')]).toEqual([told, told, []]);
  });

  it('hear of somebody new who organizes it from elsewhere', async () => {
    const planId = await world.plan();
    await world.drafted(planId);
    const { rev } = await world.view(planId);
    const name = (at: number, id: Id, schoolId: Id) =>
      world
        .as('planner')
        .request(
          'PUT',
          `plans/${planId}/organizers`,
          { people: [{ id, schoolId }] },
          { 'if-match': `"${at}"` },
        );
    await ok(name(rev, world.id('mate'), world.schools.own));
    expect(await widened('lead')).toEqual([]);
    await ok(name(rev + 1, world.id('outsider'), world.schools.third));
    expect(await widened('lead')).toHaveLength(1);
  });

  it('take it away when they want, from what was agreed, too', async () => {
    const planId = await world.plan();
    const { lessonId, id, fileId } = await world.agreed(planId);
    // The lead is another one meanwhile.
    const { rev } = await world.look(planId, lessonId);
    const lead = { leadId: world.id('mate') };
    await ok(
      world
        .as('planner')
        .request('PATCH', `plans/${planId}/lessons/${lessonId}`, lead, { 'if-match': `"${rev}"` }),
    );
    expect((await world.look(planId, lessonId, 'lead')).acts).toEqual(['take_back']);
    expect((await world.look(planId, lessonId, 'mate')).acts).toEqual([]);
    expect(await world.act(planId, lessonId, 'take_back', 'mate')).toMatchObject({ status: 409 });
    expect(await world.act(planId, lessonId, 'take_back', 'far')).toMatchObject({ status: 403 });
    expect(await change(id, '另一个题目')).toMatchObject({ status: 409, body: { code: 'frozen' } });
    await ok(world.act(planId, lessonId, 'take_back', 'lead'));
    expect(await world.look(planId, lessonId, 'far')).toMatchObject({ state: 'planned', draft: null });
    expect((await world.original('far', id, fileId)).status).toBe(404);
    for (const who of ['mate', 'planner'] as const)
      expect(await world.told(who)).toContain('preparation_taken_back 时、分、秒');
    expect(await world.told('far')).not.toContain('preparation_taken_back 时、分、秒');
    await ok(change(id, '另一个题目'));
    await ok(world.as('lead').delete(`resources/${id}`));
  });

  it('are held to it by a plan that runs only', async () => {
    const planId = await world.plan();
    const { lessonId, id, fileId } = await world.agreed(planId);
    expect((await change(id, '还在备课')).status).toBe(409);
    await ok(world.actOnPlan(planId, 'close'));
    await ok(change(id, '备完了'));
    expect((await world.original('far', id, fileId)).status).toBe(200);
    expect((await world.look(planId, lessonId, 'lead')).acts).toEqual(['take_back']);
    expect((await world.look(planId, lessonId, 'planner')).acts).toEqual([]);
    await ok(world.act(planId, lessonId, 'take_back', 'lead'));
    expect((await world.original('far', id, fileId)).status).toBe(404);
    expect((await world.as('lead').delete(`resources/${id}`)).status).toBe(204);
  });
});
