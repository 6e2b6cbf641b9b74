import type { ResourceView } from '../../../src/contracts/index.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { AccessService } from '../../../src/modules/access/index.js';
import { MarkReader } from '../../../src/modules/review/marks/mark-reader.js';
import { get } from './asking.js';
import type { ModelResource } from './model.js';
import type { Person, RightsWorld } from './world.js';

/** Whether exactly the marks are shown with a resource that it bears. */
export function bears(
  { model }: RightsWorld,
  resource: ModelResource | undefined,
  marks: ResourceView['marks'],
): string[] {
  if (!resource) return [];
  const told = marks.map(({ kind, scope }) => `${kind} ${scope.id}`).sort();
  const expected = model.marksShown(resource);
  return told.join() === expected.join()
    ? []
    : [`${resource.title} shows the marks ${told.join()} instead of ${expected.join()}`];
}

/** Of something that somebody sees: which marks they may give, and whether they are told of those that it has had. */
export async function inspectMarks(
  world: RightsWorld,
  { id: user }: Person,
  actor: Actor,
  resource: ModelResource,
): Promise<string[]> {
  const { model } = world;
  const right = await get(world, AccessService).authorize(actor, 'view', 'resource', resource.id);
  const { items, mayGive } = await get(world, MarkReader).ofResource(actor, right);
  const groups = resource.marks.flatMap(({ kind, scopeId }) => (kind === 'group' ? [scopeId] : []));
  const isNear = model.review.isNear(user, resource);
  const takes = !isNear && model.review.marksOf(user, resource, groups).length > 0;
  const told = /edit|manage/.test(model.right(user, resource)) || takes;
  const stands = resource.state === 'published' && !resource.trashed;
  const borne = new Set(resource.marks.map(({ kind, scopeId }) => `${kind} ${scopeId}`));
  const expected = model.review
    .marksOf(user, resource)
    .map(({ kind, scopeId }) => `${kind} ${scopeId}`)
    .filter((one) => stands && !isNear && !borne.has(one));
  const offers = mayGive.map(({ kind, scope }) => `${kind} ${scope.id}`);
  const inForce = items.filter(({ state }) => state === 'in_force').length;
  return [
    ...(offers.sort().join() === expected.sort().join()
      ? []
      : [`${resource.title} may be marked ${offers.join()} instead of ${expected.join()}`]),
    ...(inForce === (told ? resource.marks.length : 0) && (told || items.length === 0)
      ? []
      : [`${resource.title} tells of ${items.length} marks, ${inForce} in force`]),
  ];
}
