import type { ResourceView } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { ok } from '../support/ok.js';
import { PreparationWorld } from './preparation-world.js';

describe('what a plan opens to its people', () => {
  let world: PreparationWorld;
  beforeEach(async () => {
    world = await PreparationWorld.open();
  }, 60_000);
  afterEach(() => world.close());

  const publish = async (who: 'lead' | 'mate', id: Id, body: object) => {
    const { rev } = await ok(world.as(who).get<ResourceView>(`resources/${id}`));
    return ok(world.as(who).post(`resources/${id}/publish`, body, { 'if-match': `"${rev}"` }));
  };
  const at = (days: number) => new Date(world.program.clock.now() + days * DAY).toISOString();

  it('is brought by those whose it is, and by nobody who only keeps it by office', async () => {
    const planId = await world.plan();
    const lessonId = await world.lesson(planId);
    const { id } = await world.resource('mate', '期末试卷');
    await publish('mate', id, {
      audience: { preset: 'school', previewOnly: true },
      visibleFrom: at(30),
    });
    expect(await ok(world.as('admin').get(`resources/${id}`))).toMatchObject({ right: 'manage' });
    expect(await world.lay(planId, lessonId, id, 'admin')).toMatchObject({ status: 404 });
    // Somebody whom its author let in by name brings it.
    const grant = { to: { kind: 'user', id: world.id('lead'), schoolId: world.schools.own }, right: 'edit' };
    await ok(world.as('mate').request('PUT', `resources/${id}/grants`, grant));
    await ok(world.lay(planId, lessonId, id, 'lead'));
  });

  it('goes no further than its window and than looking at it', async () => {
    const planId = await world.plan();
    const lessonId = await world.lesson(planId);
    const { id, fileId } = await world.resource('lead', '期末试卷');
    const audience = { preset: 'school', previewOnly: true };
    await publish('lead', id, { audience, visibleFrom: at(10), visibleUntil: at(20) });
    await ok(world.lay(planId, lessonId, id));
    await ok(world.act(planId, lessonId, 'agree'));
    const draft = async (who: 'lead' | 'far') => (await world.look(planId, lessonId, who)).draft;
    const adapt = () =>
      world.as('far').post<{ resourceId: Id }>(`plans/${planId}/lessons/${lessonId}/adaptation`);
    const hidden = async () => {
      expect(await draft('far')).toBeNull();
      expect((await world.original('far', id, fileId)).status).toBe(404);
      expect((await world.as('far').get(`resources/${id}/files/${fileId}/text`)).status).toBe(404);
      expect((await adapt()).status).toBe(404);
      // Whoever may see it by a right of their own sees it here, too.
      expect(await draft('lead')).toMatchObject({ resourceId: id, right: 'manage' });
    };
    await hidden();

    world.program.clock.advance(10 * DAY);
    expect(await draft('far')).toMatchObject({ resourceId: id, right: 'view' });
    expect((await world.original('far', id, fileId)).status).not.toBe(200);
    expect((await adapt()).status).toBe(404);

    await publish('lead', id, { audience: { preset: 'school' } });
    expect(await draft('far')).toMatchObject({ right: 'download' });
    expect((await world.original('far', id, fileId)).status).toBe(200);
    const { resourceId } = await ok(adapt());
    const until = (await ok(world.as('lead').get<ResourceView>(`resources/${id}`))).visibleUntil;
    expect(await ok(world.as('far').get(`resources/${resourceId}`))).toMatchObject({ visibleUntil: until });

    world.program.clock.advance(10 * DAY);
    expect(await draft('far')).toBeNull();
    expect((await world.original('far', id, fileId)).status).toBe(404);
  });
});
