import type { Actor } from '../../../src/kernel/actor.js';
import { AccessService } from '../../../src/modules/access/index.js';
import { ReviewReader } from '../../../src/modules/review/review-reader.js';
import { Sight } from '../../../src/modules/sharing/sight.js';
import { actorOf, get, pages, refusedOr } from './asking.js';
import type { ModelResource } from './model.js';
import type { ModelContents, ModelSubmission } from './review-model.js';
import { pick } from './sharing-steps.js';
import type { Person, RightsWorld } from './world.js';

/**
 * Everything in which the program and the model disagree about somebody's part in review: what they are asked to decide
 * on, what they read of one such thing, and what of those of one resource whoever edits it is told.
 */
export async function inspectReview(
  world: RightsWorld,
  person: Person,
  actor: Actor,
  resource: ModelResource | undefined,
  turn: number,
): Promise<string[]> {
  const { submissions } = world.model.review;
  if (submissions.length === 0) return [];
  const found = await queue(world, person, actor, turn % 3 !== 0);
  if (resource) found.push(...(await history(world, person, actor, resource)));
  const chosen = new Set([world.submitted, pick(submissions, turn)]);
  for (const one of chosen) if (one) found.push(...(await desk(world, person, actor, one)));
  return found;
}

const differ = (what: string, told: readonly string[], expected: readonly string[]) =>
  [...told].sort().join() === [...expected].sort().join()
    ? []
    : [`${what} shows ${told.length} of ${expected.length}`];

async function queue(world: RightsWorld, { id }: Person, actor: Actor, standIn: boolean): Promise<string[]> {
  const told = await pages(async (cursor) => {
    const query = { standIn: String(standIn) as 'true' | 'false', limit: 20, ...(cursor ? { cursor } : {}) };
    const { items, next } = await get(world, ReviewReader).queue(actor, query);
    return { ids: items.map((item) => `${item.id} ${item.resource.id} ${item.mine}`), next };
  });
  const expected = world.model.review.queue(id, standIn);
  return differ(
    'the queue of reviews',
    told,
    expected.map((one) => `${one.id} ${one.of.id} ${one.reviewer === id}`),
  );
}

/** What was submitted of a resource, for those who edit it. */
async function history(
  world: RightsWorld,
  { id }: Person,
  actor: Actor,
  resource: ModelResource,
): Promise<string[]> {
  const edits = /edit|manage/.test(world.model.right(id, resource));
  const access = get(world, AccessService);
  const right = await refusedOr(() => access.authorize(actor, 'edit', 'resource', resource.id));
  if ((right !== null) !== edits) return [`submissions of ${resource.title} open to the wrong people`];
  if (right === null) return [];
  const told = await get(world, ReviewReader).ofResource(right);
  const expected = world.model.review.ofResource(resource).toReversed().slice(0, told.length);
  return differ(
    `the list of submissions of ${resource.title}`,
    told.map((one) => `${one.id} ${one.state} ${one.passed}`),
    expected.map((one) => `${one.id} ${one.state} ${one.passed}`),
  );
}

/** What pages show of what a resource holds, and what it is to show. */
export const contentsOf = ({
  files,
  linkUrl,
}: {
  files: readonly { id: string }[];
  linkUrl: string | null;
}) => String([files.map((file) => file.id), linkUrl]);
export const asContents = ({ fileId, link }: ModelContents) => String([fileId ?? [], link]);

/** Everything to decide by, for those who are asked; nothing for anybody else. */
async function desk(
  world: RightsWorld,
  { id }: Person,
  actor: Actor,
  submission: ModelSubmission,
): Promise<string[]> {
  const { of } = submission;
  const asked = world.model.review.isAsked(id, submission);
  const view = await refusedOr(() => get(world, ReviewReader).view(actor, submission.id));
  if ((view !== null) !== asked)
    return [`the desk shows ${of.title}, ${submission.state}: ${String(view !== null)}`];
  if (view === null) return [];
  const { resource, content, replaces } = view;
  const told = [
    contentsOf({ files: resource.fullFiles, linkUrl: resource.linkUrl }),
    contentsOf(content),
    replaces,
  ];
  const expected = [asContents(of), asContents(of.waiting ?? of), of.waiting !== null];
  return String(told) === String(expected) ? [] : [`the desk shows other contents of ${of.title}`];
}

/** "What can this person see", of what they are asked to review, by somebody who administers a school or group. */
export async function sightOfReview(world: RightsWorld, turn: number): Promise<string[]> {
  const { model, people } = world;
  const administered = (user: string) =>
    model.membershipsOf(user).flatMap(({ role, scopeId }) => {
      if (role === 'school_admin') return [scopeId];
      return role === 'group_admin'
        ? world.schools.filter((s) => model.groupsOfSchool(s).includes(scopeId))
        : [];
    });
  const admins = people.filter(({ id }) => administered(id).length > 0);
  if (admins.length === 0) return [];
  const [by, person] = [pick(admins, turn), pick(people, turn)];
  const actor = await actorOf(world, by);
  const page = await refusedOr(() => get(world, Sight).page({ actor, ip: '' }, person.id, undefined, 500));
  // Whom somebody administers is told elsewhere.
  if (page === null) return [];
  const schools = administered(by.id);
  const expected = [...model.resources.values()].filter(
    (r) => schools.includes(r.school) && model.review.asks(person.id, r),
  );
  const told = page.items.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'review'));
  return differ(
    'what somebody can see by review',
    told.map((item) => String(item.id)),
    expected.map((r) => String(model.right(by.id, r) === 'none' ? null : r.id)),
  );
}
