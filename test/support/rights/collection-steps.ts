import { strictEqual as equal } from 'node:assert';
import type { CollectionView } from '../../../src/contracts/index.js';
import { asDraft, type ModelCollection, type ModelProposal, type ModelTarget } from './model.js';
import { audiences, changed, giveOf, pick, takeBack } from './sharing-steps.js';
import type { Person, RightsWorld } from './world.js';

/** What people do with collections; what is frequent is named more than once. */
export const COLLECTION_STEPS = [
  'gather',
  'gather',
  'collect',
  'collect',
  'collect',
  'outline',
  'show',
  'show',
  'hide',
  'curator',
  'propose',
  'propose',
  'decide',
  'decide',
] as const;
export type CollectionStep = (typeof COLLECTION_STEPS)[number];

interface Numbers {
  what: CollectionStep;
  b: number;
  c: number;
}
let serial = 0;

/** Does a step of this kind in the program and in the model; one that makes no sense now does nothing. */
export async function takeOnCollections(
  world: RightsWorld,
  person: Person,
  { what, b, c }: Numbers,
): Promise<void> {
  if (what === 'gather') return gather(world, person, b, c);
  const own = [...world.model.collections.values()].filter((one) => isFor(world, what, person, one));
  if (own.length === 0) return;
  const collection = pick(own, b);
  world.opened = collection;
  const act = { collect, outline, show, hide, curator, propose, decide }[what];
  await act(world, person, collection, c);
}

/** Whether somebody can do such a thing with a collection as it stands. */
function isFor({ model }: RightsWorld, what: CollectionStep, { id }: Person, one: ModelCollection): boolean {
  const right = model.right(id, one);
  switch (what) {
    case 'propose':
      return right !== 'none';
    case 'decide':
      return model.edits(id, one) && one.proposals.length > 0;
    case 'collect':
      return model.edits(id, one);
    case 'outline':
      return model.edits(id, one) && !one.trashed;
    case 'hide':
      return right === 'manage';
    default:
      return right === 'manage' && !one.trashed;
  }
}

/** A collection of some things that its author may see, most of them shown to somebody at once. */
async function gather(world: RightsWorld, person: Person, b: number, c: number): Promise<void> {
  const { model } = world;
  const schools = model.schoolsOf(person.id);
  if (schools.length === 0) return;
  serial += 1;
  const body = { title: `合集 ${serial.toString(36)}号`, schoolId: pick(schools, b) };
  const made = await person.client.post<CollectionView>('collections', body);
  equal(made.status, 201);
  const collection: ModelCollection = {
    id: made.body.id,
    title: body.title,
    author: person.id,
    school: body.schoolId,
    ...asDraft(),
    sections: [{ id: made.body.sections[0]!.id, text: '' }],
    items: [],
    proposals: [],
  };
  model.collections.set(collection.id, collection);
  world.opened = collection;
  const targets = [...model.resources.values()].filter(
    (r) => !r.trashed && model.right(person.id, r) !== 'none',
  );
  const chosen = Array.from({ length: Math.min(6, targets.length) }, (_, i): ModelTarget => ({
    kind: 'resource',
    of: pick(targets, b + i * (1 + (c % 3))),
  }));
  await collectIn(world, person, collection, chosen, 0);
  if (c % 5 !== 0) await show(world, person, collection, c);
}

/**
 * Mostly resources, now and then a collection or a page of the web; half of the time something that the person may see,
 * else anything at all.
 */
function anything({ model }: RightsWorld, { id }: Person, n: number): ModelTarget {
  const all = [...model.resources.values()];
  const resources = n % 2 === 0 ? all.filter((r) => model.right(id, r) !== 'none') : all;
  if (n % 7 === 3 || resources.length === 0) return { kind: 'link', url: `https://example.org/${n % 3}` };
  if (n % 5 === 2) return { kind: 'collection', of: pick([...model.collections.values()], n >> 1) };
  // The latest are those that something still happens to.
  return { kind: 'resource', of: pick(resources.slice(-20), n >> 1) };
}

function bodyOf(target: ModelTarget): object {
  switch (target.kind) {
    case 'resource':
      return { kind: 'resource', resourceId: target.of.id };
    case 'collection':
      return { kind: 'collection', collectionId: target.of.id };
    case 'link':
      return { kind: 'link', url: target.url, title: '网页' };
  }
}

/** Nobody collects or proposes what they may not see, nor a resource from the trash. */
const mayRefer = ({ model }: RightsWorld, { id }: Person, target: ModelTarget): boolean =>
  model.sees(id, target) && !(target.kind === 'resource' && target.of.trashed);

const closesCircle = ({ model }: RightsWorld, target: ModelTarget, collection: ModelCollection): boolean =>
  target.kind === 'collection' && model.holds(target.of, collection);

const collect = (world: RightsWorld, person: Person, collection: ModelCollection, n: number) =>
  collectIn(world, person, collection, [anything(world, person, n)], n >> 3);

async function collectIn(
  world: RightsWorld,
  person: Person,
  collection: ModelCollection,
  targets: readonly ModelTarget[],
  place: number,
): Promise<void> {
  if (targets.length === 0) return;
  const sectionId = pick(collection.sections, place).id;
  const { status, body } = await person.client.post<{ ids: string[] }>(`collections/${collection.id}/items`, {
    sectionId,
    items: targets.map(bodyOf),
  });
  if (!targets.every((target) => mayRefer(world, person, target))) return equal(status, 404);
  if (collection.trashed) return equal(status, 409);
  if (targets.some((target) => closesCircle(world, target, collection))) return equal(status, 422);
  equal(status, 201);
  const added = targets.map((target, i) => ({ id: body.ids[i]!, section: sectionId, target }));
  collection.items.push(...added);
}

/** Adds a section, or takes an item away. */
const outline = (world: RightsWorld, person: Person, collection: ModelCollection, n: number) =>
  (n % 2 === 0 && collection.items.length > 0 ? uncollect : section)(world, person, collection, n);

async function section(
  _world: RightsWorld,
  person: Person,
  { id, sections }: ModelCollection,
  n: number,
): Promise<void> {
  const text = n % 3 === 0 ? '先读这一段' : '';
  const made = await person.client.post<{ id: string }>(`collections/${id}/sections`, {
    title: '课时',
    text,
  });
  equal(made.status, 201);
  sections.push({ id: made.body.id, text });
}

async function uncollect(
  _world: RightsWorld,
  person: Person,
  collection: ModelCollection,
  n: number,
): Promise<void> {
  const item = pick(collection.items, n);
  equal(
    await changed('collections', person, collection, 'POST', 'items/remove', { itemIds: [item.id] }),
    200,
  );
  collection.items.splice(collection.items.indexOf(item), 1);
}

async function show(
  world: RightsWorld,
  person: Person,
  collection: ModelCollection,
  n: number,
): Promise<void> {
  const { audience, parts } = pick(audiences(world, collection, n), n >> 1);
  const previewOnly = (n >> 5) % 3 === 0;
  const body = { audience: { ...audience, previewOnly } };
  equal(await changed('collections', person, collection, 'POST', 'publish', body), 200);
  Object.assign(collection, { state: 'published', audience: parts, previewOnly });
}

/** To the trash or out of it, or a draft again. */
async function hide(
  _world: RightsWorld,
  { client }: Person,
  collection: ModelCollection,
  n: number,
): Promise<void> {
  const at = `collections/${collection.id}`;
  if (collection.trashed) {
    equal((await client.post(`${at}/restore`)).status, 200);
    collection.trashed = false;
  } else if (n % 3 === 0) {
    equal((await client.delete(at)).status, 204);
    collection.trashed = true;
  } else {
    const shown = collection.state === 'published';
    equal((await client.post(`${at}/withdraw`)).status, shown ? 204 : 409);
    collection.state = 'draft';
  }
}

const curator = (world: RightsWorld, person: Person, collection: ModelCollection, n: number) =>
  n % 4 === 3 && collection.grants.length > 0
    ? takeBack('collections', person, collection, n)
    : giveOf('collections', world, person, collection, n);

/** Open proposals that one person has for one collection, at most. */
const MOST_OPEN = 24;

async function propose(
  world: RightsWorld,
  person: Person,
  collection: ModelCollection,
  n: number,
): Promise<void> {
  const target = anything(world, person, n);
  const { status, body } = await person.client.post<{ id: string }>(
    `collections/${collection.id}/proposals`,
    {
      item: bodyOf(target),
      reason: '值得一看',
    },
  );
  if (world.model.membershipsOf(person.id).length === 0) return equal(status, 403);
  if (target.kind === 'collection' && target.of === collection) return equal(status, 422);
  if (!mayRefer(world, person, target)) return equal(status, 404);
  if (collection.trashed) return equal(status, 409);
  const open = collection.proposals.filter((one) => one.proposer === person.id && one.state === 'open');
  if (open.some((one) => isSame(one.target, target))) return equal(status, 409);
  if (open.length >= MOST_OPEN) return equal(status, 422);
  equal(status, 201);
  collection.proposals.push({ id: body.id, proposer: person.id, target, state: 'open' });
}

const isSame = (one: ModelTarget, other: ModelTarget) =>
  one.kind === 'link' || other.kind === 'link'
    ? one.kind === other.kind && (one as { url: string }).url === (other as { url: string }).url
    : one.of === other.of;

/** Accepting is collecting by the curator's own rights, whoever proposed it. */
async function decide(
  world: RightsWorld,
  person: Person,
  collection: ModelCollection,
  n: number,
): Promise<void> {
  const open = collection.proposals.filter((one) => one.state === 'open');
  const proposal = n % 8 === 0 || open.length === 0 ? pick(collection.proposals, n) : pick(open, n);
  const at = `collections/${collection.id}/proposals/${proposal.id}`;
  if (n % 3 === 0) {
    const { status } = await person.client.post(`${at}/decline`, { reason: '已经有了' });
    const decided = collection.trashed || proposal.state !== 'open';
    equal(status, decided ? 409 : 204);
    if (!decided) proposal.state = 'declined';
    return;
  }
  const answer = await person.client.post<{ itemId: string }>(`${at}/accept`, {});
  equal(answer.status, acceptance(world, person, collection, proposal));
  if (answer.status !== 200) return;
  proposal.state = 'accepted';
  const place = collection.sections.at(-1)!.id;
  collection.items.push({ id: answer.body.itemId, section: place, target: proposal.target });
}

function acceptance(
  world: RightsWorld,
  person: Person,
  collection: ModelCollection,
  { state, target }: ModelProposal,
): number {
  if (state !== 'open') return 409;
  if (!mayRefer(world, person, target)) return 404;
  if (collection.trashed) return 409;
  return closesCircle(world, target, collection) ? 422 : 200;
}
