import { strictEqual as equal } from 'node:assert';
import fc from 'fast-check';
import { DAY, HOUR } from '../../../src/kernel/clock.js';
import { Database } from '../../../src/platform/database/database.port.js';
import { LinkFollowers } from '../../../src/modules/organization/index.js';
import { COLLECTION_STEPS, takeOnCollections, type CollectionStep } from './collection-steps.js';
import { MARK_STEPS, takeOnMarks, type MarkStep } from './mark-steps.js';
import type { ModelResource } from './model.js';
import { PLAN_STEPS, takeOnPlans, type PlanStep } from './plan-steps.js';
import { create, makeLink, publish, revokeLink, setUsage } from './resource-steps.js';
import { REVIEW_STEPS, takeOnReview, type ReviewStep } from './review-steps.js';
import { giveOf, pick, takeBack } from './sharing-steps.js';
import { addMember, placeOf, type Person, type RightsWorld } from './world.js';

/** One step of a walk: what happens, and numbers that choose to whom. */
export interface Step {
  what:
    | 'create'
    | 'publish'
    | 'withdraw'
    | 'trash'
    | 'restore'
    | 'usage'
    | 'grant'
    | 'ungrant'
    | 'link'
    | 'unlink'
    | 'clock'
    | 'join'
    | 'leave'
    | 'school leaves'
    | 'school joins'
    | CollectionStep
    | ReviewStep
    | PlanStep
    | MarkStep;
  a: number;
  b: number;
  c: number;
}

const number = fc.nat({ max: 1_000 });
export const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom<Step['what'][]>(
    'create',
    'create',
    'create',
    'publish',
    'publish',
    'publish',
    'withdraw',
    'trash',
    'restore',
    'usage',
    'grant',
    'grant',
    'ungrant',
    'link',
    'unlink',
    'clock',
    'clock',
    'join',
    'leave',
    'school leaves',
    'school joins',
    ...COLLECTION_STEPS,
    ...REVIEW_STEPS,
    ...PLAN_STEPS,
    ...MARK_STEPS,
  ),
  a: number,
  b: number,
  c: number,
});

/** Does a step in the program and in the model; a step that makes no sense now does nothing. */
export async function take(world: RightsWorld, { what, a, b, c }: Step): Promise<void> {
  const { model, clock } = world;
  const managed = (person: Person) =>
    [...model.resources.values()].filter((r) => model.right(person.id, r) === 'manage');
  /** One of them, which is looked at more closely afterwards. */
  const choose = (own: readonly ModelResource[]) => (world.touched = pick(own, b));
  const person = pick(world.people, a);
  switch (what) {
    case 'create':
      return create(world, person, b, c);
    case 'publish': {
      const own = managed(person).filter((r) => !r.trashed);
      return own.length === 0 ? undefined : publish(world, person, choose(own), c);
    }
    case 'withdraw': {
      const own = managed(person).filter((r) => r.state === 'published' && !r.trashed);
      if (own.length === 0) return;
      const resource = choose(own);
      equal((await person.client.post(`resources/${resource.id}/withdraw`)).status, 200);
      resource.state = 'withdrawn';
      model.review.overtake(resource);
      return;
    }
    case 'trash': {
      const own = managed(person).filter((r) => !r.trashed);
      if (own.length === 0) return;
      const resource = choose(own);
      const frozen = model.plans.isFrozen(resource);
      equal((await person.client.delete(`resources/${resource.id}`)).status, frozen ? 409 : 204);
      if (frozen) return;
      resource.trashed = true;
      model.review.overtake(resource);
      return;
    }
    case 'restore': {
      const own = managed(person).filter((r) => r.trashed);
      if (own.length === 0) return;
      const resource = choose(own);
      equal((await person.client.post(`resources/${resource.id}/restore`)).status, 200);
      resource.trashed = false;
      return;
    }
    case 'usage': {
      const own = managed(person);
      return own.length === 0 ? undefined : setUsage(world, person, choose(own), c);
    }
    case 'grant': {
      const own = managed(person).filter((r) => !r.trashed);
      return own.length === 0 ? undefined : giveOf('resources', world, person, choose(own), c);
    }
    case 'ungrant': {
      const own = managed(person).filter((r) => r.grants.length > 0);
      if (own.length === 0) return;
      return takeBack('resources', person, choose(own), c);
    }
    case 'link':
    case 'unlink': {
      const own = managed(person).filter((r) => what === 'link' || r.links.length > 0);
      if (own.length === 0) return;
      return (what === 'link' ? makeLink : revokeLink)(world, person, choose(own), c);
    }
    case 'clock':
      return moveClock(world, a, b);
    case 'join': {
      const place = pick(world.departments, b);
      const scope = pick(['school', 'department', 'team'] as const, c);
      const role = scope === 'school' && a % 4 === 0 ? 'librarian' : 'teacher';
      const from = clock.now() + (a % 3) * DAY;
      const until = c % 4 === 0 ? null : from + (1 + (c % 7)) * DAY;
      const scopeId = placeOf(place, scope);
      if (model.memberships.some((m) => m.user === person.id && m.scopeId === scopeId && m.role === role))
        return;
      return addMember(world, person.id, { scope, role }, place, from, until);
    }
    case 'leave': {
      const mine = model.membershipsOf(person.id);
      if (mine.length === 0) return;
      const membership = pick(mine, b);
      if (membership.from === clock.now()) return;
      membership.until = clock.now();
      return write(
        world,
        'UPDATE membership SET valid_until = ? WHERE account_id = ? AND scope_id = ? AND role = ? AND valid_from = ?',
        [clock.now(), person.id, membership.scopeId, membership.role, membership.from],
      );
    }
    case 'school leaves': {
      const links = model.links.filter(
        (l) => l.from < clock.now() && (l.until === null || l.until > clock.now()),
      );
      if (links.length < 3) return;
      const link = pick(links, b);
      link.until = clock.now();
      return write(
        world,
        'UPDATE school_link SET valid_until = ? WHERE school_id = ? AND group_id = ? AND valid_from = ?',
        [clock.now(), link.school, link.group, link.from],
        link,
      );
    }
    case 'school joins': {
      const school = pick(world.schools, a);
      const group = pick(world.groups, b);
      const link = model.links.find((l) => l.school === school && l.group === group);
      if (!link || link.until === null) return;
      link.until = null;
      return write(
        world,
        'UPDATE school_link SET valid_until = NULL WHERE school_id = ? AND group_id = ? AND valid_from = ?',
        [school, group, link.from],
        link,
      );
    }
    case 'gather':
      // Most see too little as yet to fill a collection with.
      for (const n of [0, 8]) await create(world, person, b + n / 4, c + n);
      return takeOnCollections(world, person, { what, b, c });
    case 'policy':
    case 'submit':
    case 'decide on work':
    case 'speak up':
    case 'replace':
    case 'office':
      return takeOnReview(world, person, { what, a, b, c });
    case 'mark':
    case 'unmark':
      return takeOnMarks(world, { what, a, b });
    case 'prepare':
    case 'plan':
    case 'lesson':
    case 'lay':
    case 'agree':
    case 'remark':
    case 'own version':
      return takeOnPlans(world, person, { what, a, b, c });
    default:
      return takeOnCollections(world, person, { what, b, c });
  }
}

function write(
  world: RightsWorld,
  sql: string,
  parameters: unknown[],
  link?: { school: string; group: string },
): Promise<void> {
  return world.app.get(Database, { strict: false }).transaction(async (tx) => {
    await tx.manager.query(sql, parameters);
    const followers = world.app.get(LinkFollowers, { strict: false });
    if (link) await followers.tell(tx, { schoolId: link.school, groupId: link.group });
  });
}

/** Half of the time to just before or exactly to the next bound of a window or an office, else some days on. */
function moveClock({ clock, model }: RightsWorld, a: number, b: number): void {
  const windows = [...model.resources.values()].flatMap((r) => [r.visibleFrom, r.visibleUntil]);
  const offices = model.memberships.filter(({ role }) => role !== 'teacher').map(({ until }) => until);
  const bounds = [...windows, ...offices]
    .filter((bound) => bound !== null && bound > clock.now() + 1)
    .sort((x, y) => x! - y!);
  const next = bounds[0];
  if (a % 2 === 0 && next != null) clock.set(b % 2 === 0 ? next - 1 : next);
  else clock.advance(1 + (a % 5) * DAY + (b % 24) * HOUR);
  model.now = clock.now();
}
