import { strictEqual as equal } from 'node:assert';
import type { CreatedLink, ResourceView } from '../../../src/contracts/index.js';
import { DAY } from '../../../src/kernel/clock.js';
import { eventually } from '../client.js';
import { asDraft, type ModelLicence, type ModelResource } from './model.js';
import { submit } from './review-steps.js';
import { changed, chooseRelease, pick } from './sharing-steps.js';
import type { Person, RightsWorld } from './world.js';

let serial = 0;

/** Something new of somebody's; every fifth is left a draft, the others are shown at once. */
export async function create(world: RightsWorld, person: Person, b: number, c: number): Promise<void> {
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
    marks: [],
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

/** To an audience at once, or, where that asks for review, by submitting it. */
export async function publish(
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
export async function makeLink(
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

export async function revokeLink(
  _world: RightsWorld,
  person: Person,
  resource: ModelResource,
  n: number,
): Promise<void> {
  const link = pick(resource.links, n);
  equal((await person.client.delete(`resources/${resource.id}/links/${link.id}`)).status, 204);
  link.revoked = true;
}

export async function setUsage(
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
