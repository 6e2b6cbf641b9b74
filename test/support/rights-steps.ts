import { strictEqual as equal } from 'node:assert';
import fc from 'fast-check';
import type { CreatedLink, ResourceView } from '../../src/contracts/index.js';
import { DAY, HOUR } from '../../src/kernel/clock.js';
import { Database } from '../../src/platform/database/database.port.js';
import { LinkFollowers } from '../../src/modules/organization/index.js';
import { eventually } from './client.js';
import { COLLECTION_STEPS, takeOnCollections, type CollectionStep } from './rights-collection-steps.js';
import { asDraft, type ModelLicence, type ModelResource } from './rights-model.js';
import { REVIEW_STEPS, submit, takeOnReview, type ReviewStep } from './rights-review-steps.js';
import { changed, chooseRelease, giveOf, pick, takeBack } from './rights-sharing-steps.js';
import { addMember, placeOf, type Person, type RightsWorld } from './rights-world.js';

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
    | ReviewStep;
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
  ),
  a: number,
  b: number,
  c: number,
});

let serial = 0;

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
      equal((await person.client.delete(`resources/${resource.id}`)).status, 204);
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

async function create(world: RightsWorld, person: Person, b: number, c: number): Promise<void> {
  const schools = world.model.schoolsOf(person.id);
  if (schools.length === 0) return;
  const schoolId = pick(schools, b);
  serial += 1;
  const title = `课题 ${serial.toString(36)}号`;
  const tag = `标签${serial.toString(36)}`;
  // `c` chooses the audience below: were it asked here too, files would only ever meet some of the audiences.
  const hasFile = (b >> 1) % 2 === 0;
  const uploadId =
    hasFile && !world.attach
      ? await person.client.upload(`讲义${serial}.txt`, Buffer.from(`讲义正文 暗语${serial}。`), schoolId)
      : null;
  const described = {
    type: pick(['material', 'slides'], b >> 3),
    subject: pick(['math', 'chinese', 'math', null], b >> 2),
  };
  const link = 'https://example.org/';
  const made = await person.client.post<ResourceView>('resources', {
    title,
    ...described,
    tags: [tag],
    schoolId,
    ...(uploadId ? { uploadIds: [uploadId] } : { linkUrl: link }),
  });
  equal(made.status, 201);
  const resource: ModelResource = {
    id: made.body.id,
    title,
    tag,
    author: person.id,
    school: schoolId,
    ...asDraft(),
    ...described,
    links: [],
    link: uploadId ? null : link,
    fileId: uploadId ? await arrived(person, made.body.id) : null,
    waiting: null,
    earlierFileId: null,
    shownOnce: false,
  };
  if (hasFile && world.attach) resource.fileId = await world.attach(resource.id, person.id, schoolId);
  world.model.resources.set(resource.id, resource);
  world.touched = resource;
  if (c % 5 !== 0) await publish(world, person, resource, c);
}

/** The file of an upload, once it is there. */
async function arrived({ client }: Person, id: string): Promise<string> {
  const view = () => client.get<ResourceView>(`resources/${id}`);
  const { body } = await eventually(view, (answer) => answer.body.fullFiles.length === 1);
  return body.fullFiles[0]!.id;
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

/** To an audience at once, or, where that asks for review, by submitting it. */
async function publish(
  world: RightsWorld,
  person: Person,
  resource: ModelResource,
  n: number,
): Promise<void> {
  const { model } = world;
  const { body, release } = chooseRelease(world, resource, n);
  const status = await changed('resources', person, resource, 'POST', 'publish', body);
  if (!release.parts.every((part) => model.goesAsFar(part, resource))) return equal(status, 422);
  if (model.review.before(resource, release.parts).length > 0) {
    equal(status, 409);
    return submit(world, person, resource, n);
  }
  equal(status, 200);
  model.review.publish(resource, release);
}

/** A link of some days to what may leave the group. */
async function makeLink(
  world: RightsWorld,
  person: Person,
  resource: ModelResource,
  n: number,
): Promise<void> {
  const { model } = world;
  const right = pick(['view', 'download'] as const, n);
  const until = model.now + (1 + (n % 5)) * DAY;
  const body = { right, expiresAt: new Date(until).toISOString() };
  const made = await person.client.post<CreatedLink>(`resources/${resource.id}/links`, body);
  if (resource.state !== 'published' || resource.trashed) return equal(made.status, 409);
  if (!model.mayLeave(resource)) return equal(made.status, 422);
  equal(made.status, 201);
  resource.links.push({ id: made.body.link.id, maker: person.id, right, until, revoked: false });
}

async function revokeLink(
  _world: RightsWorld,
  person: Person,
  resource: ModelResource,
  n: number,
): Promise<void> {
  const link = pick(resource.links, n);
  equal((await person.client.delete(`resources/${resource.id}/links/${link.id}`)).status, 204);
  link.revoked = true;
}

async function setUsage(
  _world: RightsWorld,
  person: Person,
  resource: ModelResource,
  n: number,
): Promise<void> {
  const licences: ModelLicence[] = [
    'GROUP-ONLY',
    'NAMED-SCHOOLS',
    'GROUP-ONLY',
    'SCHOOL-ONLY',
    'TEXTBOOK-PUBLISHER',
    'CC-BY-4.0',
    'UNKNOWN',
    'CC-BY-4.0',
  ];
  const usage = { licence: pick(licences, n), pupils: n % 4 === 0, consent: n % 3 !== 0 };
  const { licence, pupils, consent } = usage;
  const body = { licence, pupils, consentRef: consent ? '同意书 2026-09' : null };
  equal(await changed('resources', person, resource, 'PATCH', 'usage', body), 200);
  Object.assign(resource, usage);
}
