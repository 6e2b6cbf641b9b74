import type { LessonView, NoticeView, PlanLesson } from '../../../src/contracts/index.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { LessonReader } from '../../../src/modules/preparation/lessons/lesson-reader.js';
import { OwnReader } from '../../../src/modules/preparation/own/own-reader.js';
import { PlanReader } from '../../../src/modules/preparation/plans/plan-reader.js';
import { Parts } from '../../../src/modules/preparation/round/parts.js';
import { Tasks } from '../../../src/modules/preparation/round/tasks.js';
import { RemarkReader } from '../../../src/modules/preparation/remarks/remark-reader.js';
import { get, pages, refusedOr } from './asking.js';
import { higher, type ModelResource } from './model.js';
import type { ModelAdaptation, ModelLesson, ModelPlan } from './plan-model.js';
import { pick } from './sharing-steps.js';
import type { Person, RightsWorld } from './world.js';

/** What somebody asks of one plan. */
interface Asked {
  world: RightsWorld;
  person: Person;
  actor: Actor;
  plan: ModelPlan;
}

/**
 * Everything in which the program and the model disagree about the plans by which somebody prepares lessons: which are
 * listed, with what counts, and of two of them what is read, of a lesson everything that was made of it; by turns also
 * who is in it, what waits for them, and what they are told of.
 */
export async function inspectPlans(
  world: RightsWorld,
  person: Person,
  actor: Actor,
  turn: number,
): Promise<string[]> {
  const all = [...world.model.plans.all.values()];
  if (all.length === 0) return [];
  const found = await listed(world, person, actor, turn % 4 === 0 ? 'closed' : 'open');
  for (const plan of new Set([world.prepared?.plan ?? pick(all, turn), pick(all, turn * 3 + 1)])) {
    const asked: Asked = { world, person, actor, plan };
    const ofOne = await opened(asked);
    if (turn % 3 === 0) ofOne.push(...(await people(asked)));
    found.push(...ofOne.map((what) => `${plan.title}: ${what}`));
  }
  if (turn % 3 === 1) found.push(...(await tasks(world, person, actor)));
  if (turn % 3 === 2) found.push(...(await notices(world, person)));
  return found;
}

const differ = (what: string, told: readonly string[], expected: readonly string[]) =>
  [...told].sort().join('; ') === [...expected].sort().join('; ')
    ? []
    : [`${what} tell ${told.join('; ')} instead of ${expected.join('; ')}`];

async function listed(
  world: RightsWorld,
  { id: user }: Person,
  actor: Actor,
  state: 'open' | 'closed',
): Promise<string[]> {
  const told = await pages(async (cursor) => {
    const query = { limit: 5, ...(state === 'closed' ? { state } : {}), ...(cursor ? { cursor } : {}) };
    const { items, next } = await get(world, PlanReader).list(actor, query);
    return {
      ids: items.map((one) => [one.title, one.organizes, ...Object.values(one.lessons)].join(' ')),
      next,
    };
  });
  const { plans } = world.model;
  const expected = plans.listed(user, state).map((plan) => {
    const of = (...states: ModelLesson['state'][]) =>
      plan.lessons.filter((one) => states.includes(one.state)).length;
    const counts = [of('planned', 'drafted', 'agreed'), of('drafted'), of('agreed')];
    return [plan.title, plans.organizes(user, plan), ...counts].join(' ');
  });
  return differ(`${state} plans`, told, expected);
}

async function opened(asked: Asked): Promise<string[]> {
  const { world, person, actor, plan } = asked;
  const { plans } = world.model;
  const view = await refusedOr(() => get(world, PlanReader).view(actor, plan.id));
  const lessons = await refusedOr(() => get(world, LessonReader).list(actor, plan.id));
  const lesson = (world.prepared?.plan === plan ? world.prepared.lesson : null) ?? plan.lessons[0];
  const at = lesson && ([actor, plan.id, lesson.id] as const);
  const one = at ? await refusedOr(() => get(world, LessonReader).view(...at)) : null;
  const remarks = at ? await refusedOr(() => get(world, RemarkReader).of(...at)) : null;
  if (!plans.sees(person.id, plan))
    return view || lessons || one || remarks ? ['opens to who may not see it'] : [];
  if (!view || !lessons || (at && (!one || !remarks))) return ['does not open to who is in it'];
  const organizes = plans.organizes(person.id, plan);
  return [
    ...(view.organizes === organizes && view.acts.length > 0 === organizes
      ? []
      : [`organizing: ${view.organizes}, may do ${view.acts.join()}`]),
    ...differ(
      'organizers',
      view.organizers.map(({ id }) => id),
      plan.grants.map(({ to }) => to.id),
    ),
    ...differ('lessons', lessons.map(lineOf), plan.lessons.map(expectedLine(asked))),
    ...(lesson && one ? await ofLesson(asked, lesson, one) : []),
    ...(lesson && remarks
      ? differ(
          'open remarks',
          remarks.filter(({ settled }) => settled === null).map(({ id }) => id),
          lesson.remarks.map(({ id }) => id),
        )
      : []),
  ];
}

const lineOf = ({ title, state, lead, remarks, adapted, reflected, mine }: PlanLesson) =>
  [title, state, lead?.id ?? '-', lead?.present ?? '-', remarks, adapted, reflected, mine.leads, mine.adapted]
    .concat(mine.reflected)
    .join(' ');

const expectedLine =
  ({ world, person: { id: user }, plan }: Asked) =>
  (lesson: ModelLesson): string => {
    const { plans } = world.model;
    const { title, state, lead, remarks, reflected } = lesson;
    const adaptations = plans.adaptations(lesson);
    const adapted = adaptations.some((one) => one.user === user);
    return [title, state, lead ?? '-', lead === null ? '-' : plans.isIn(lead, plan), remarks.length]
      .concat(adaptations.length, reflected.size, lead === user, adapted, reflected.has(user))
      .join(' ');
  };

/** What a lesson shows of the resources that hang on it, and what can be done about it. */
async function ofLesson(
  { world, person: { id: user }, actor, plan }: Asked,
  lesson: ModelLesson,
  view: LessonView,
) {
  const { model } = world;
  const { plans } = model;
  const shown = (resource: ModelResource) => plans.isBefore(user, resource);
  const sees = ({ of, handedIn }: ModelAdaptation) =>
    model.right(user, of) !== 'none' || (handedIn && shown(of));
  const adaptations = plans.adaptations(lesson);
  const found = [
    ...differ(
      `the draft of ${lesson.title}`,
      view.draft
        ? [[view.draft.resourceId, view.draft.right, view.draft.opens, ...fileIds(view.draft)].join(' ')]
        : [],
      lesson.draft && shown(lesson.draft) ? [draftAs(world, user, lesson.draft)] : [],
    ),
    ...differ(
      `adaptations of ${lesson.title}`,
      view.adaptations.map((one) => [one.by.id, one.handedInAt !== null, one.resource?.id].join(' ')),
      adaptations.map((one) => [one.user, one.handedIn, sees(one) ? one.of.id : undefined].join(' ')),
    ),
    ...differ(
      `reflections on ${lesson.title}`,
      view.reflections.map(({ by }) => by.id),
      [...lesson.reflected],
    ),
  ];
  for (const { user: by, of, handedIn } of adaptations) {
    const open = handedIn && shown(of);
    const one = await refusedOr(() => get(world, OwnReader).adaptation(actor, plan.id, lesson.id, by));
    if ((one !== null) !== open || (one && one.resourceId !== of.id))
      found.push(`what was handed in, ${of.title}, opens: ${one !== null} instead of ${open}`);
  }
  return found;
}

const fileIds = ({ files }: { files: readonly { id: string }[] }) => files.map(({ id }) => id);

function draftAs({ model }: RightsWorld, user: string, resource: ModelResource): string {
  const right = model.right(user, resource);
  return [resource.id, higher(right, model.plans.shows(user, resource)), right !== 'none']
    .concat(resource.fileId ?? [])
    .join(' ');
}

/** Who is in it, and who could lead a lesson. */
async function people({ world, person, actor, plan }: Asked): Promise<string[]> {
  const { plans } = world.model;
  const parts = await refusedOr(() => get(world, Parts).of(actor, plan.id));
  const leads = await refusedOr(() => get(world, Parts).leads(actor, plan.id, ''));
  if (!plans.sees(person.id, plan)) return parts || leads ? ['people show to who may not see it'] : [];
  const inside = world.people.filter(({ id }) => plans.isIn(id, plan)).map(({ id }) => id);
  const present = (parts?.items ?? []).filter((one) => one.present);
  return [
    ...differ(
      'people',
      present.map((one) => one.person.id),
      inside,
    ),
    ...differ(
      'possible leads',
      (leads ?? []).map(({ id }) => id),
      inside,
    ),
  ];
}

/** Nothing waits for somebody in a plan that they are not in, or that does not run. */
async function tasks(world: RightsWorld, { id: user }: Person, actor: Actor): Promise<string[]> {
  const { plans } = world.model;
  const told = await get(world, Tasks).of(actor);
  return told
    .filter(({ plan }) => {
      const one = plans.all.get(plan.id);
      return !one || one.closed || !plans.sees(user, one) || !plans.isIn(user, one);
    })
    .map(({ lesson }) => `a task tells of ${lesson.title}`);
}

/** Notices name plans and lessons to those only who may see them now. */
async function notices(world: RightsWorld, { id: user, client }: Person): Promise<string[]> {
  const { plans } = world.model;
  const { items } = (await client.get<{ items: NoticeView[] }>('notices')).body;
  return items
    .filter(({ kind, title }) => kind.startsWith('preparation_') && title !== null)
    .filter(({ title, within }) => {
      const [name, kept] = [within ?? title, [...plans.all.values()]];
      return !kept.some((plan) => plan.title === name && plans.sees(user, plan));
    })
    .map(({ kind, title }) => `a notice, ${kind}, names ${title}`);
}
