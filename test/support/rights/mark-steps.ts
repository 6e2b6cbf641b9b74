import { strictEqual as equal } from 'node:assert';
import type { ModelMark } from './review-model.js';
import { pick, sent } from './sharing-steps.js';
import type { RightsWorld } from './world.js';

/** What people do who vouch for the quality of things; what is frequent is named more than once. */
export const MARK_STEPS = ['mark', 'mark', 'mark', 'unmark'] as const;
export type MarkStep = (typeof MARK_STEPS)[number];

interface Numbers {
  what: MarkStep;
  a: number;
  b: number;
}

/** Does a step of this kind in the program and in the model; one that makes no sense now does nothing. */
export const takeOnMarks = (world: RightsWorld, { what, a, b }: Numbers): Promise<void> =>
  (what === 'mark' ? give : takeAway)(world, a, b);

const isSame = (one: ModelMark, other: ModelMark) => one.kind === other.kind && one.scopeId === other.scopeId;

/** Mostly by somebody who may; now and then by whoever sees it, in any name. */
async function give(world: RightsWorld, a: number, b: number): Promise<void> {
  const { model, people } = world;
  const { review } = model;
  const resources = [...model.resources.values()].slice(-20);
  const seen = people.flatMap((person) =>
    resources.filter((r) => model.right(person.id, r) !== 'none').map((resource) => ({ person, resource })),
  );
  const theirs = seen.filter(
    ({ person: { id }, resource }) =>
      resource.state === 'published' &&
      review.marksOf(id, resource).length > 0 &&
      !review.isNear(id, resource),
  );
  const among = a % 5 === 0 || theirs.length === 0 ? seen : theirs;
  if (among.length === 0) return;
  const { person, resource } = pick(among, b);
  const offices = review.marksOf(person.id, resource);
  const any: ModelMark[] = [
    { kind: 'school', scopeId: resource.school },
    { kind: 'group', scopeId: pick(world.groups, a) },
  ];
  const mark = pick(offices.length > 0 && a % 7 !== 0 ? offices : any, a);
  world.touched = resource;
  const answer = await sent<{ id: string }>('resources', person, resource, 'POST', 'marks', mark);
  if (!offices.some((one) => isSame(one, mark))) return equal(answer.status, 404);
  const stands = resource.state === 'published' && !resource.trashed;
  const can =
    stands && !review.isNear(person.id, resource) && !resource.marks.some((one) => isSame(one, mark));
  equal(answer.status, can ? 201 : 409);
  if (!can) return;
  resource.marks.push({ ...mark, id: answer.body.id });
  world.marked.add(resource.id);
}

/** By somebody who sees it, mostly somebody who may. */
async function takeAway(world: RightsWorld, a: number, b: number): Promise<void> {
  const { model, people } = world;
  const { review } = model;
  const marked = [...model.resources.values()].filter(({ marks }) => marks.length > 0);
  if (marked.length === 0) return;
  const resource = pick(marked, b);
  const mark = pick(resource.marks, a);
  const seen = people.filter(({ id }) => model.right(id, resource) !== 'none');
  const may = (id: string) =>
    review
      .marksOf(id, resource, mark.kind === 'group' ? [mark.scopeId] : [])
      .some((one) => isSame(one, mark));
  const theirs = seen.filter(({ id }) => may(id));
  const among = a % 4 === 0 || theirs.length === 0 ? seen : theirs;
  if (among.length === 0) return;
  const person = pick(among, a >> 1);
  world.touched = resource;
  const address = `resources/${resource.id}/marks/${mark.id}/take-away`;
  const { status } = await person.client.post(address, { words: '第三题有误' });
  if (!may(person.id)) return equal(status, 404);
  const own = review.isNear(person.id, resource);
  equal(status, own ? 409 : 204);
  if (!own) resource.marks.splice(resource.marks.indexOf(mark), 1);
}
