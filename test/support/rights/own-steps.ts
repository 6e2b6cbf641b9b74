import { strictEqual as equal } from 'node:assert';
import type { ResourceView } from '../../../src/contracts/index.js';
import { asDraft, type ModelResource } from './model.js';
import { isRunning } from './plan-model.js';
import type { At } from './plan-steps.js';
import type { Person, RightsWorld } from './world.js';

/** Makes one's own version and hands it in, takes it back, or thinks a lesson over. */
export async function own(world: RightsWorld, person: Person, at: At, n: number): Promise<void> {
  if (n % 5 === 3) return handIn(world, person, at, false);
  if (n % 5 === 4) return reflect(world, person, at);
  if (await adapt(world, person, at)) await handIn(world, person, at, true);
}

/** Whether they have one then. */
async function adapt(world: RightsWorld, person: Person, { plan, lesson }: At): Promise<boolean> {
  const { model } = world;
  const answer = await person.client.post<{ resourceId: string }>(
    `plans/${plan.id}/lessons/${lesson.id}/adaptation`,
  );
  const had = model.plans.adaptations(lesson).some(({ user }) => user === person.id);
  const expected = had && model.plans.sees(person.id, plan) ? 200 : adapting(world, person, { plan, lesson });
  equal(answer.status, expected);
  if (expected !== 200 || had) return expected === 200;
  const { id, title, school, fullFiles } = (
    await person.client.get<ResourceView>(`resources/${answer.body.resourceId}`)
  ).body;
  const { tag, type, subject, link, fileId, licence, pupils, consent, visibleFrom, visibleUntil } =
    lesson.draft!;
  equal(model.schoolsOf(person.id).includes(school.id), true);
  const of: ModelResource = {
    ...asDraft(),
    ...{
      id,
      title,
      tag,
      type,
      subject,
      link,
      licence,
      pupils,
      consent,
      visibleFrom,
      visibleUntil,
      author: person.id,
      school: school.id,
    },
    ...{ links: [], fileId: fileId === null ? null : fullFiles[0]!.id, waiting: null },
    ...{ earlierFileId: null, shownOnce: false, marks: [] },
  };
  model.resources.set(id, of);
  world.touched = of;
  lesson.adaptations = lesson.adaptations.filter(({ user }) => user !== person.id);
  lesson.adaptations.push({ user: person.id, of, handedIn: false });
  return true;
}

function adapting({ model }: RightsWorld, { id }: Person, { plan, lesson }: At): number {
  const { draft, state } = lesson;
  if (!model.plans.sees(id, plan)) return 404;
  if (state !== 'agreed' || draft === null) return 409;
  if (model.plans.shows(id, draft) !== 'download') return 404;
  if (model.schoolsOf(id).length === 0) return 403;
  if (!isRunning(plan)) return 409;
  return draft.licence === 'UNKNOWN' && draft.author !== id ? 422 : 200;
}

async function handIn(
  world: RightsWorld,
  person: Person,
  { plan, lesson }: At,
  there: boolean,
): Promise<void> {
  const { plans } = world.model;
  const address = `plans/${plan.id}/lessons/${lesson.id}/adaptation/hand-in`;
  const { status } = there ? await person.client.post(address) : await person.client.delete(address);
  const mine = plans.adaptations(lesson).find(({ user }) => user === person.id);
  if (!plans.sees(person.id, plan) || !mine) return equal(status, 404);
  world.touched = mine.of;
  if (!isRunning(plan)) return equal(status, 409);
  const forbidden = there && !mine.handedIn && !plans.isShowable(plan, mine.of);
  equal(status, forbidden ? 422 : 204);
  if (!forbidden) mine.handedIn = there;
}

async function reflect(world: RightsWorld, person: Person, { plan, lesson }: At): Promise<void> {
  const { model } = world;
  const { status } = await person.client.request('PUT', `plans/${plan.id}/lessons/${lesson.id}/reflection`, {
    taughtOn: '2026-09-01',
    text: '讲快了',
  });
  if (!model.plans.sees(person.id, plan)) return equal(status, 404);
  const possible = isRunning(plan) && (lesson.state === 'drafted' || lesson.state === 'agreed');
  if (!possible) return equal(status, 409);
  if (!lesson.reflected.has(person.id) && model.schoolsOf(person.id).length === 0) return equal(status, 403);
  equal(status, 204);
  lesson.reflected.add(person.id);
}
