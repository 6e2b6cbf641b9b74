import { strictEqual as equal } from 'node:assert';
import { DAY } from '../../../src/kernel/clock.js';
import { PendingRepository } from '../../../src/modules/resources/pending.repository.js';
import { Database } from '../../../src/platform/database/database.port.js';
import { get } from './asking.js';
import type { ModelResource } from './model.js';
import type { ModelLevel, ModelRule, ModelSubmission } from './review-model.js';
import { changed, chooseRelease, pick, sent } from './sharing-steps.js';
import { addMember, placeOf, type Person, type Post, type RightsWorld } from './world.js';

/** What people do where review is asked for; what is frequent is named more than once. */
export const REVIEW_STEPS = [
  'policy',
  'submit',
  'submit',
  'decide on work',
  'decide on work',
  'decide on work',
  'decide on work',
  'decide on work',
  'decide on work',
  'decide on work',
  'speak up',
  'speak up',
  'replace',
  'replace',
  'replace',
  'office',
  'office',
] as const;
export type ReviewStep = (typeof REVIEW_STEPS)[number];

interface Numbers {
  what: ReviewStep;
  a: number;
  b: number;
  c: number;
}
let serial = 0;

/** Does a step of this kind in the program and in the model; one that makes no sense now does nothing. */
export async function takeOnReview(
  world: RightsWorld,
  person: Person,
  { what, a, b, c }: Numbers,
): Promise<void> {
  const { model } = world;
  const choose = (own: readonly ModelResource[]) => (world.touched = pick(own, b));
  const all = [...model.resources.values()].filter((r) => !r.trashed);
  switch (what) {
    case 'policy':
      return setPolicy(world, person, b, c);
    case 'decide on work':
      return decide(world, a, b, c);
    case 'office':
      return giveOffice(world, person, b, c);
    case 'submit': {
      const own = all.filter((r) => model.right(person.id, r) === 'manage');
      // What waits is submitted sooner than the rest.
      const waiting = own.filter((r) => r.waiting !== null);
      const chosen = c % 4 !== 0 && waiting.length > 0 ? waiting : own;
      if (chosen.length === 0) return;
      const resource = choose(chosen);
      return submit(world, person, resource, c % 5 === 0 ? c : askingFrom(world, resource, c));
    }
    case 'speak up': {
      const own = all.filter(
        (r) => model.right(person.id, r) === 'manage' && model.review.ofResource(r).length > 0,
      );
      return own.length === 0 ? undefined : speakUp(world, person, choose(own), c);
    }
    case 'replace': {
      const own = all.filter((r) => /edit|manage/.test(model.right(person.id, r)));
      const inForce = own.filter((r) => r.state === 'published');
      const chosen = c % 4 !== 0 && inForce.length > 0 ? inForce : own;
      return chosen.length === 0 ? undefined : replace(world, person, choose(chosen), c);
    }
  }
}

const SCHOOL: readonly ModelLevel[][] = [[], ['department'], ['school'], ['department', 'school']];
const BEYOND: readonly ModelLevel[][] = [
  ['school'],
  ['department', 'group'],
  ['group'],
  ['department', 'school', 'group'],
];

/** What a group may ask for, by a number; now and then nothing. */
export function policyOf(n: number): ModelRule[] {
  const everything: ModelRule = { type: null, school: pick(SCHOOL, n >> 1), beyond: pick(BEYOND, n) };
  const slides: ModelRule = { type: 'slides', school: pick(SCHOOL, n >> 2), beyond: [] };
  return pick([[everything], [everything], [everything, slides], [slides], []], n);
}

/** By somebody who administers a group, if anybody does. */
async function setPolicy(world: RightsWorld, person: Person, b: number, c: number): Promise<void> {
  const { model, people } = world;
  const admins = people.flatMap((one) =>
    model.membershipsOf(one.id).flatMap((m) => (m.role === 'group_admin' ? [{ one, group: m.scopeId }] : [])),
  );
  const { one, group } = pick(
    admins.length > 0 ? admins : [{ one: person, group: pick(world.groups, b) }],
    b,
  );
  const items = policyOf(c);
  const { status } = await one.client.request('PUT', `groups/${group}/review-policy`, { items });
  equal(status, admins.length > 0 ? 200 : 404);
  if (status === 200) model.review.policies.set(group, items);
}

/** A number near that one which chooses an audience that asks for review; else that one. */
function askingFrom(world: RightsWorld, resource: ModelResource, n: number): number {
  const near = Array.from({ length: 10 }, (_, i) => n + i);
  const asks = (one: number) => {
    const { parts } = chooseRelease(world, resource, one).release;
    const goes = parts.every((part) => world.model.goesAsFar(part, resource));
    return goes && world.model.review.toSubmit(resource, parts).length > 0;
  };
  return near.find(asks) ?? n;
}

/** Submits what it holds, or what waits beside it, for some audience. */
export async function submit(
  world: RightsWorld,
  person: Person,
  resource: ModelResource,
  n: number,
): Promise<void> {
  const { model } = world;
  const { review } = model;
  const { body, release } = chooseRelease(world, resource, n);
  const answer = await sent<{ id: string }>('resources', person, resource, 'POST', 'submissions', body);
  if (!release.parts.every((part) => model.goesAsFar(part, resource))) return equal(answer.status, 422);
  const steps = review.toSubmit(resource, release.parts);
  equal(answer.status, steps.length > 0 ? 201 : 409);
  if (answer.status !== 201) return;
  review.submit(resource, answer.body.id, person.id, steps, release);
  world.submitted = review.submissions.at(-1)!;
}

/** The revision under which a reviewer acts. */
async function revOf(world: RightsWorld, { id }: ModelSubmission): Promise<number> {
  const { manager } = get(world, Database).reader;
  const [row] = await manager.query<{ rev: number }[]>('SELECT rev FROM submission WHERE id = ?', [id]);
  return row!.rev;
}

/** Mostly by somebody who is asked, about something that is open; now and then by anybody about anything. */
async function decide(world: RightsWorld, a: number, b: number, c: number): Promise<void> {
  const { people, model } = world;
  const { review } = model;
  const asked = (one: ModelSubmission) => people.filter(({ id }) => review.isAsked(id, one));
  const open = review.submissions.filter((one) => asked(one).length > 0);
  const among = open.length > 0 && b % 5 !== 0 ? open : review.submissions;
  if (among.length === 0) return;
  const submission = pick(among, b);
  const [free, taken] = [asked(submission), submission.reviewer];
  const holder = free.filter(({ id }) => id === taken);
  const person = pick(a % 4 === 0 || free.length === 0 ? people : holder.length > 0 ? holder : free, a >> 2);
  world.submitted = submission;
  world.touched = submission.of;
  const act = pick(
    ['approve', 'approve', 'return', 'approve', 'take', 'approve', 'return', 'ask'] as const,
    c,
  );
  const body = { approve: {}, take: undefined, ask: { words: '为什么？' }, return: { words: '再想想' } }[act];
  const { status } = await person.client.post(`reviews/${submission.id}/${act}`, body, {
    'if-match': `"${await revOf(world, submission)}"`,
  });
  const verdict = review.deciding(person.id, submission);
  if (verdict !== 204) return equal(status, verdict);
  if (act === 'approve') {
    const last = submission.passed + 1 === submission.steps.length;
    equal(status, last && !mayBeShown(world, submission) ? 422 : 204);
    if (status === 204) review.approve(submission, person.id);
    return;
  }
  equal(status, 204);
  submission.state = ({ take: 'taken', ask: 'asked', return: 'returned' } as const)[
    act === 'take' && submission.state === 'asked' ? 'ask' : act
  ];
  submission.reviewer = person.id;
}

/** Whether the audience that was submitted is one that the school can choose now. */
function mayBeShown({ model }: RightsWorld, { of, release }: ModelSubmission): boolean {
  return release.parts.every((part) => model.isWithin(part, of.school) && model.goesAsFar(part, of));
}

/** What authors do with what they submitted: mostly last. */
async function speakUp(
  world: RightsWorld,
  { client }: Person,
  resource: ModelResource,
  n: number,
): Promise<void> {
  const { review } = world.model;
  const all = review.ofResource(resource);
  const returned = all.filter(({ state }) => state === 'returned');
  const submission = n % 3 === 0 ? pick(returned.length > 0 ? returned : all, n) : all.at(-1)!;
  world.submitted = submission;
  const isOpen = ['waiting', 'taken', 'asked'].includes(submission.state);
  const act = !isOpen || n % 7 === 0 ? 'appeal' : pick(['withdraw', 'answer'] as const, n >> 1);
  const words = act === 'withdraw' ? undefined : { words: '请再看看' };
  const { status } = await client.post(`submissions/${submission.id}/${act}`, words);
  if (act === 'appeal') {
    const people = world.people.map(({ id }) => id);
    return equal(status, review.appeal(submission, people) ? 204 : 409);
  }
  equal(status, 204);
  if (act === 'withdraw') submission.state = 'withdrawn';
  else if (submission.state === 'asked') submission.state = 'taken';
}

/** Another link and another file in the place of what it holds or what waits beside it, or the latter given up. */
async function replace(
  world: RightsWorld,
  person: Person,
  resource: ModelResource,
  n: number,
): Promise<void> {
  const { review } = world.model;
  if (n % 5 === 0) {
    const { status } = await person.client.delete(`resources/${resource.id}/pending`);
    equal(status, resource.waiting ? 204 : 404);
    if (resource.waiting) review.overtake(resource);
    resource.waiting = null;
    return;
  }
  serial += 1;
  const link = `https://example.org/${serial}`;
  // Where files are uploaded, the link alone changes: a file would be on its way meanwhile.
  const contents = { link, fileId: world.attach ? null : (resource.waiting ?? resource).fileId };
  const body = { linkUrl: link, ...(world.attach ? { fileIds: [] } : {}) };
  const frozen = world.model.plans.isFrozen(resource);
  equal(await changed('resources', person, resource, 'PATCH', '', body), frozen ? 409 : 200);
  if (frozen) return;
  const place = review.replace(resource, contents);
  if (!world.attach || n % 4 === 1) return;
  const fileId = await world.attach(resource.id, resource.author, resource.school);
  if (place === 'waiting') {
    await moveBeside(world, resource.id, fileId);
    resource.waiting!.fileId = fileId;
  } else resource.fileId = fileId;
}

/** A file that arrives where something waits. */
function moveBeside(world: RightsWorld, id: string, fileId: string): Promise<void> {
  return get(world, Database).transaction(async (tx) => {
    await tx.manager.query('DELETE FROM resource_file WHERE resource_id = ? AND file_id = ?', [id, fileId]);
    await get(world, PendingRepository).addFile(tx, id, fileId, 0);
  });
}

const OFFICES: readonly Post[] = [
  { scope: 'department', role: 'department_lead' },
  { scope: 'group', role: 'group_subject_lead' },
  { scope: 'school', role: 'school_admin' },
  { scope: 'group', role: 'group_admin' },
];

/** Somebody comes into an office, mostly for some days; `leave` ends it, too. */
async function giveOffice(world: RightsWorld, { id }: Person, b: number, c: number): Promise<void> {
  const { model } = world;
  const place = pick(world.departments, b);
  const office = pick(OFFICES, c);
  const scopeId = placeOf(place, office.scope);
  if (model.memberships.some((m) => m.user === id && m.scopeId === scopeId && m.role === office.role)) return;
  const until = b % 3 === 0 ? null : model.now + (1 + (c % 6)) * DAY;
  return addMember(world, id, office, place, model.now, until);
}
