import { strictEqual as equal } from 'node:assert';
import type { PlanView } from '../../../src/contracts/index.js';
import { Database } from '../../../src/platform/database/database.port.js';
import { get } from './asking.js';
import { asDraft, type ModelGrant, type ModelResource } from './model.js';
import { isRunning, type ModelLesson, type ModelPlan } from './plan-model.js';
import { own } from './own-steps.js';
import { create } from './resource-steps.js';
import { audiences, pick } from './sharing-steps.js';
import { addMember, type Person, type RightsWorld } from './world.js';

/** What people do who prepare lessons together; what is frequent is named more than once. */
export const PLAN_STEPS = [
  'prepare',
  'prepare',
  'prepare',
  'plan',
  'plan',
  'lesson',
  'lay',
  'lay',
  'agree',
  'agree',
  'remark',
  'own version',
  'own version',
  'own version',
] as const;
export type PlanStep = (typeof PLAN_STEPS)[number];

interface Numbers {
  what: PlanStep;
  a: number;
  b: number;
  c: number;
}
/** A lesson of a plan and somebody who does something about it. */
export interface At {
  plan: ModelPlan;
  lesson: ModelLesson;
}
let serial = 0;

/** Does a step of this kind in the program and in the model; one that makes no sense now does nothing. */
export async function takeOnPlans(
  world: RightsWorld,
  person: Person,
  { what, a, b, c }: Numbers,
): Promise<void> {
  if (what === 'prepare') return prepare(world, person, b, c);
  const { plans } = world.model;
  const all = [...plans.all.values()];
  if (all.length === 0) return;
  const plan = pick(all.slice(-4), b);
  world.prepared = { plan, lesson: null };
  // Now and then anybody at all, else somebody who may.
  const among = world.people.filter(({ id }) =>
    what === 'plan' || what === 'lesson' ? plans.organizes(id, plan) : plans.sees(id, plan),
  );
  const by = a % 5 === 0 || among.length === 0 ? person : pick(among, a >> 1);
  if (what === 'plan') return changePlan(world, by, plan, c);
  if (what === 'lesson') return c % 3 === 0 ? addLessons(world, by, plan, c) : lead(world, by, plan, c);
  if (plan.lessons.length === 0) return;
  const lesson = pick(plan.lessons, c);
  world.prepared = { plan, lesson };
  world.touched = lesson.draft ?? world.touched;
  const at = { plan, lesson };
  const leader = world.people.find(({ id }) => id === lesson.lead);
  switch (what) {
    case 'lay':
      return layAnything(world, a % 3 === 0 ? by : (leader ?? by), at, c);
    case 'agree':
      return act(world, b % 2 === 0 ? (leader ?? by) : by, at, pick(ACTS, c >> 1));
    case 'remark':
      return c % 2 === 0 ? remark(world, by, at) : settle(world, by, at, c);
    case 'own version':
      return own(world, by, at, c >> 1);
  }
}

const revOf = async (world: RightsWorld, table: 'plan' | 'plan_lesson', id: string) => {
  const { manager } = get(world, Database).reader;
  const [row] = await manager.query<{ rev: number }[]>(`SELECT rev FROM ${table} WHERE id = ?`, [id]);
  return { 'if-match': `"${row!.rev}"` };
};

/** A plan with lessons, one of them drafted, one agreed and adapted, by somebody who leads something. */
async function prepare(world: RightsWorld, person: Person, b: number, c: number): Promise<void> {
  const { model, people } = world;
  const makers = people.filter(({ id }) => model.plans.schoolsOfMaker(id).length > 0);
  if (makers.length === 0) {
    const place = pick(world.departments, b);
    const held = model.memberships.some((m) => m.user === person.id && m.scopeId === place.id);
    const office = { scope: 'department', role: 'department_lead' } as const;
    if (!held) await addMember(world, person.id, office, place, model.now, null);
    return;
  }
  const maker = b % 9 === 0 ? person : pick(makers, b);
  const schools = model.plans.schoolsOfMaker(maker.id);
  const schoolId = pick(schools.length > 0 ? schools : world.schools, c);
  const { audience, parts } = pick(audiences(world, { school: schoolId }, c), c >> 1);
  serial += 1;
  const title = `备课 ${serial.toString(36)}号`;
  const body = { title, startsOn: '2026-09-01', weeks: 18, schoolId, audience };
  const made = await maker.client.post<PlanView>('plans', body);
  if (!schools.includes(schoolId)) return equal(made.status, 403);
  equal(made.status, 201);
  const plan: ModelPlan = {
    ...{ id: made.body.id, title, author: maker.id, school: schoolId },
    ...{ ...asDraft(), audience: parts, closed: false, lessons: [], laid: false },
  };
  model.plans.all.set(plan.id, plan);
  world.prepared = { plan, lesson: null };
  await addLessons(world, maker, plan, c);
  if (c % 7 === 0) return;
  await changeState(world, maker, plan, 'start');
  for (const [i, lesson] of plan.lessons.entries()) {
    const leader = people.find(({ id }) => id === lesson.lead);
    if (!leader || model.schoolsOf(leader.id).length === 0) continue;
    await create(world, leader, b + i, (c + i) % 2 === 0 ? 5 : c);
    const at = { plan, lesson };
    world.prepared = at;
    await lay(world, leader, at, world.touched!);
    if (i === 0) await remark(world, leader, at);
    else await act(world, leader, at, 'agree');
    if (i === 1) for (const n of [0, 1]) await own(world, pick(people, b + n), at, 0);
  }
}

async function addLessons(world: RightsWorld, person: Person, plan: ModelPlan, n: number): Promise<void> {
  const { plans } = world.model;
  const inside = world.people.filter(({ id }) => plans.isIn(id, plan));
  const lessons = [0, 1].map((i) => ({
    title: `课 ${serial.toString(36)}-${plan.lessons.length + i}`,
    week: 1 + i,
    leadId: inside.length > 0 && (n + i) % 5 !== 4 ? pick(inside, n + i).id : null,
  }));
  const answer = await person.client.post<{ ids: string[] }>(`plans/${plan.id}/lessons`, { lessons });
  if (!plans.organizes(person.id, plan)) return equal(answer.status, 404);
  if (plan.closed) return equal(answer.status, 409);
  equal(answer.status, 201);
  for (const [i, { title, leadId }] of lessons.entries())
    plan.lessons.push({
      ...{ id: answer.body.ids[i]!, title, lead: leadId, state: 'planned', draft: null },
      ...{ remarks: [], adaptations: [], reflected: new Set() },
    });
}

/** Somebody else leads a lesson: only those who are in the plan can. */
async function lead(world: RightsWorld, person: Person, plan: ModelPlan, n: number): Promise<void> {
  const { plans } = world.model;
  if (plan.lessons.length === 0) return;
  const lesson = pick(plan.lessons, n);
  world.prepared = { plan, lesson };
  const leadId = pick(world.people, n >> 1).id;
  const address = `plans/${plan.id}/lessons/${lesson.id}`;
  const { status } = await person.client.patch(
    address,
    { leadId },
    await revOf(world, 'plan_lesson', lesson.id),
  );
  if (!plans.organizes(person.id, plan)) return equal(status, 404);
  if (plan.closed) return equal(status, 409);
  // Whoever leads it already is not asked for again.
  if (leadId !== lesson.lead && !plans.isIn(leadId, plan)) return equal(status, 422);
  equal(status, 200);
  lesson.lead = leadId;
}

/** Whom it is for, who organizes it, or how it stands. */
function changePlan(world: RightsWorld, person: Person, plan: ModelPlan, n: number): Promise<void> {
  switch (n % 4) {
    case 0:
      return changeAudience(world, person, plan, n >> 2);
    case 1:
      return organize(world, person, plan, n >> 2);
    default:
      return changeState(world, person, plan, pick(['close', 'reopen', 'start', 'remove'] as const, n >> 2));
  }
}

async function changeAudience(world: RightsWorld, person: Person, plan: ModelPlan, n: number): Promise<void> {
  const { audience, parts } = pick(audiences(world, plan, n), n >> 1);
  const { status } = await person.client.patch(
    `plans/${plan.id}`,
    { audience },
    await revOf(world, 'plan', plan.id),
  );
  if (!world.model.plans.organizes(person.id, plan)) return equal(status, 404);
  if (plan.closed) return equal(status, 409);
  // Whoever takes themselves out is told what everybody is told who is not in it.
  plan.audience = parts;
  equal(status, world.model.plans.sees(person.id, plan) ? 200 : 404);
}

/** One or two people of any schools; whoever organized it before and is not named does no more. */
async function organize(world: RightsWorld, person: Person, plan: ModelPlan, n: number): Promise<void> {
  const { model } = world;
  const named = [pick(world.people, n), pick(world.people, n >> 3)].flatMap(({ id }) => {
    const [home] = model.schoolsOf(id);
    return home === undefined ? [] : [{ id, home }];
  });
  const wanted = [...new Map(named.map((one) => [one.id, one])).values()];
  const { status } = await person.client.request(
    'PUT',
    `plans/${plan.id}/organizers`,
    { people: wanted.map(({ id, home }) => ({ id, schoolId: home })) },
    await revOf(world, 'plan', plan.id),
  );
  if (!model.plans.organizes(person.id, plan)) return equal(status, 404);
  const before = new Map(plan.grants.map(({ to }) => [keyOf(to), to]));
  const after = wanted
    .filter(({ id }) => id !== plan.author)
    .map((one): ModelGrant['to'] => ({ kind: 'user', ...one }));
  const come = after.filter((to) => !before.has(keyOf(to)));
  if (!come.every((to) => model.isWithin(to, plan.school))) return equal(status, 422);
  equal(status, 204);
  plan.grants = after.map((to) => ({ to, right: 'manage', credited: false }));
}

const keyOf = (to: ModelGrant['to']) => `${to.id} ${to.kind === 'user' ? to.home : ''}`;

type PlanAct = 'start' | 'close' | 'reopen' | 'remove';

async function changeState(world: RightsWorld, person: Person, plan: ModelPlan, act: PlanAct): Promise<void> {
  const { plans } = world.model;
  const headers = await revOf(world, 'plan', plan.id);
  const { status } = await person.client.post(`plans/${plan.id}/acts`, { act }, headers);
  if (!plans.organizes(person.id, plan)) return equal(status, 404);
  const begun = plan.state === 'published';
  const can = { start: !begun, close: isRunning(plan), reopen: plan.closed, remove: !plan.laid }[act];
  equal(status, can ? 204 : 409);
  if (!can) return;
  if (act === 'remove') plans.all.delete(plan.id);
  else Object.assign(plan, { state: 'published', closed: act === 'close' });
  if (act === 'remove') delete world.prepared;
}

/** Half of the time something that the person manages. */
function layAnything(world: RightsWorld, person: Person, at: At, n: number): Promise<void> {
  const all = [...world.model.resources.values()];
  const managed = all.filter((r) => world.model.right(person.id, r) === 'manage');
  const among = (n % 5 !== 0 && managed.length > 0 ? managed : all).slice(-12);
  return among.length === 0 ? Promise.resolve() : lay(world, person, at, pick(among, n));
}

async function lay(
  world: RightsWorld,
  person: Person,
  { plan, lesson }: At,
  resource: ModelResource,
): Promise<void> {
  const { model } = world;
  const { status } = await person.client.post(
    `plans/${plan.id}/lessons/${lesson.id}/draft`,
    { resourceId: resource.id },
    await revOf(world, 'plan_lesson', lesson.id),
  );
  world.touched = resource;
  // What somebody keeps by office is for its author to bring.
  const isTheirs = ['edit', 'manage'].includes(model.right(person.id, resource, 'without'));
  const isMine = model.plans.sees(person.id, plan) && isTheirs;
  if (!isMine) return equal(status, 404);
  if (!isRunning(plan)) return equal(status, 409);
  if (lesson.lead !== person.id && !model.plans.organizes(person.id, plan)) return equal(status, 403);
  if (resource.trashed || resource.state === 'withdrawn') return equal(status, 409);
  if (!model.plans.isShowable(plan, resource)) return equal(status, 422);
  if (lesson.state === 'agreed' || lesson.state === 'dropped') return equal(status, 409);
  equal(status, 200);
  Object.assign(lesson, { state: 'drafted', draft: resource });
  plan.laid = true;
}

const ACTS = ['agree', 'reopen', 'agree', 'take_back', 'agree', 'drop', 'restore'] as const;
type LessonAct = (typeof ACTS)[number];

/** Where each act leads from each state. */
const WAYS: Record<ModelLesson['state'], Partial<Record<LessonAct, ModelLesson['state']>>> = {
  planned: { drop: 'dropped' },
  drafted: { take_back: 'planned', agree: 'agreed', drop: 'dropped' },
  agreed: { reopen: 'drafted' },
  dropped: { restore: 'planned' },
};

async function act(world: RightsWorld, person: Person, { plan, lesson }: At, what: LessonAct): Promise<void> {
  const { plans } = world.model;
  const { status } = await person.client.post(
    `plans/${plan.id}/lessons/${lesson.id}/acts`,
    { act: what },
    await revOf(world, 'plan_lesson', lesson.id),
  );
  if (!plans.sees(person.id, plan)) return equal(status, 404);
  const early = what === 'drop' || what === 'restore';
  // What is theirs people take away at any time.
  const takesBack = what === 'take_back' && lesson.draft?.author === person.id;
  if (!takesBack && (early ? plan.closed : !isRunning(plan))) return equal(status, 409);
  const isLead = lesson.lead === person.id;
  const isFor = { agree: 'both', take_back: 'lead', reopen: '', drop: '', restore: '' }[what];
  const may = (isLead && isFor !== '') || (isFor !== 'lead' && plans.organizes(person.id, plan));
  if (!may && !takesBack) return equal(status, 403);
  const next = WAYS[lesson.state][what] ?? (takesBack ? 'planned' : undefined);
  const { draft } = lesson;
  const stands = draft !== null && !draft.trashed && draft.state !== 'withdrawn' && !draft.waiting;
  const can = next !== undefined && (what !== 'agree' || stands);
  equal(status, can ? 200 : 409);
  if (!can) return;
  lesson.state = next;
  if (what === 'take_back' || what === 'drop') lesson.draft = null;
}

async function remark(world: RightsWorld, person: Person, { plan, lesson }: At): Promise<void> {
  const answer = await person.client.post<{ id: string }>(`plans/${plan.id}/lessons/${lesson.id}/remarks`, {
    text: '这里再想想',
  });
  if (!world.model.plans.sees(person.id, plan)) return equal(answer.status, 404);
  if (!isRunning(plan) || lesson.state !== 'drafted') return equal(answer.status, 409);
  equal(answer.status, 201);
  lesson.remarks.push({ id: answer.body.id, by: person.id });
}

async function settle(world: RightsWorld, person: Person, { plan, lesson }: At, n: number): Promise<void> {
  if (lesson.remarks.length === 0) return;
  const { plans } = world.model;
  const one = pick(lesson.remarks, n);
  const address = `plans/${plan.id}/lessons/${lesson.id}/remarks/${one.id}/settled`;
  const { status } = await person.client.post(address, { settled: true });
  if (!plans.sees(person.id, plan)) return equal(status, 404);
  if (!isRunning(plan)) return equal(status, 409);
  const may = [one.by, lesson.lead].includes(person.id) || plans.organizes(person.id, plan);
  equal(status, may ? 204 : 403);
  if (may) lesson.remarks.splice(lesson.remarks.indexOf(one), 1);
}
