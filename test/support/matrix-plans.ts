import type { LessonView, PlanView, ResourceView } from '../../src/contracts/index.js';
import type { Id } from '../../src/kernel/ids.js';
import type { PlanTarget } from '../rights/plan-routes.js';
import type { MatrixWorld } from './matrix-world.js';
import { ok } from './ok.js';

/** A plan as the table of plans speaks of it, with everything that may hang on one. */
export async function planned(world: MatrixWorld, state: 'preparing' | 'running'): Promise<PlanTarget> {
  // One author makes hundreds of them here, within an instant.
  await world.program.write('DELETE FROM request_budget');
  const { people, schools } = world;
  const admin = people.schoolAdmin.client;
  const [maths] = await world.program.query<{ id: Id }>(
    `SELECT id FROM department WHERE school_id = ? AND subject = 'math'`,
    [schools.own],
  );
  const { id, rev } = await ok(
    admin.post<PlanView>('plans', {
      ...{ title: '七年级数学', startsOn: '2026-09-01', weeks: 18, schoolId: schools.own },
      audience: {
        preset: 'custom',
        parts: [
          { kind: 'department', id: maths!.id },
          { kind: 'user', id: people.editor.id, schoolId: schools.sister },
        ],
      },
    }),
  );
  const organizers = [{ id: people.manager.id, schoolId: schools.sister }];
  const match = (of: number) => ({ 'if-match': `"${of}"` });
  await ok(admin.request('PUT', `plans/${id}/organizers`, { people: organizers }, match(rev)));
  const lead = people.author;
  const lessons = ['线段', '射线', '直线'].map((title) => ({ title, week: 1, leadId: lead.id }));
  const { ids } = await ok(admin.post<{ ids: [Id, Id, Id] }>(`plans/${id}/lessons`, { lessons }));
  const [plannedId, drafted, agreed] = ids;
  const resource = await resourceOf(world);
  const target = { id, planned: plannedId, drafted, agreed, resource, lead: lead.id, school: schools.own };
  if (state === 'preparing') return { ...target, remark: id };

  const plan = await ok(admin.get<PlanView>(`plans/${id}`));
  await ok(admin.post(`plans/${id}/acts`, { act: 'start' }, match(plan.rev)));
  for (const lesson of [drafted, agreed]) {
    const body = { resourceId: await resourceOf(world) };
    await ok(lead.client.post(`plans/${id}/lessons/${lesson}/draft`, body, match(1)));
  }
  const said = lead.client.post<{ id: Id }>(`plans/${id}/lessons/${drafted}/remarks`, { text: '看看' });
  const { id: remark } = await ok(said);
  const of = `plans/${id}/lessons/${agreed}`;
  const { rev: laid } = await ok(lead.client.get<LessonView>(of));
  await ok(lead.client.post(`${of}/acts`, { act: 'agree' }, match(laid)));
  await ok(lead.client.post(`${of}/adaptation`));
  await ok(lead.client.post(`${of}/adaptation/hand-in`));
  await ok(lead.client.request('PUT', `${of}/reflection`, { taughtOn: '2026-09-01', text: '还好' }));
  return { ...target, remark };
}

async function resourceOf({ people, schools }: MatrixWorld): Promise<Id> {
  const body = { title: '线段', type: 'slides', schoolId: schools.own, linkUrl: 'https://example.org/' };
  return (await ok(people.author.client.post<ResourceView>('resources', body))).id;
}
