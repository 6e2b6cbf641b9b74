import type { ResourceView } from '../../../src/contracts/index.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { AccessService } from '../../../src/modules/access/index.js';
import { ResourceIndexer } from '../../../src/modules/discovery/resource-indexer.js';
import { DiscoveryService } from '../../../src/modules/discovery/discovery.service.js';
import { FileGate } from '../../../src/modules/resources/content/file-gate.js';
import { ResourceReader } from '../../../src/modules/resources/resource-reader.js';
import { TagsInUse } from '../../../src/modules/resources/finding/tags-in-use.js';
import { LinkJudge } from '../../../src/modules/sharing/link-judge.js';
import { LinksRepository } from '../../../src/modules/sharing/links.repository.js';
import { Viewers } from '../../../src/modules/sharing/viewers.js';
import { Database } from '../../../src/platform/database/database.port.js';
import { actorOf, get, pages, refusedOr } from './asking.js';
import { inspectCollections } from './collection-inspect.js';
import { higher, HOLDS, type ModelCollection, type ModelHold, type ModelResource } from './model.js';
import { bears, inspectMarks } from './mark-inspect.js';
import { inspectPlans } from './plan-inspect.js';
import { asContents, contentsOf, inspectReview } from './review-inspect.js';
import type { Person, RightsWorld } from './world.js';

/** What is looked at more closely than by lists. */
export interface Focus {
  resources: readonly ModelResource[];
  collection: ModelCollection | null;
  /** what is asked by turns is asked by this number */
  turn: number;
}

/**
 * Lets the index catch up at once, without waiting for the jobs that will do the same: with who sees what, and with the
 * marks of what was ever marked, which is no question of rights.
 */
export async function catchUp(world: RightsWorld): Promise<void> {
  const pending = await world.app.get(AccessService, { strict: false }).pendingIds();
  const ids = [...new Set([...pending, ...world.marked])];
  if (ids.length > 0) await world.app.get(ResourceIndexer, { strict: false }).index(ids);
}

/**
 * Everything in which the program's services and the model disagree about a person: lists, search, counts, facets and
 * suggestions, of a few resources opening, downloading, looking at pictures and film, of a collection what is read and
 * taken along, what is to be reviewed, and what is prepared together. `settled`: what is visible must be found, too.
 */
export async function inspect(
  world: RightsWorld,
  person: Person,
  { resources, collection, turn }: Focus,
  settled: boolean,
): Promise<string[]> {
  const actor = await actorOf(world, person);
  return [
    ...(await lists(world, person, actor)),
    ...(await finds(world, person, actor, settled)),
    ...(await suggests(world, person, actor)),
    ...(await opens(world, person, actor, resources)),
    ...(await inspectCollections(world, person, actor, collection, turn)),
    ...(await inspectReview(world, person, actor, resources[0], turn)),
    ...(await inspectPlans(world, person, actor, turn)),
  ];
}

/** What one has and the other has not, of ids. */
function differences(
  world: RightsWorld,
  what: string,
  got: readonly string[],
  person: Person,
  complete: boolean,
) {
  const found: string[] = [];
  const expected = world.model.listed(person.id);
  const ids = new Set(got);
  if (ids.size !== got.length) found.push(`${what} shows something twice`);
  for (const r of expected) if (!ids.delete(r.id) && complete) found.push(`${what} lacks ${r.title}`);
  for (const id of ids) found.push(`${what} shows ${world.model.resources.get(id)?.title ?? id}`);
  return found;
}

async function lists(world: RightsWorld, person: Person, actor: Actor): Promise<string[]> {
  const found: string[] = [];
  const ids = await pages(async (cursor) => {
    const query = { scope: 'newest' as const, limit: 20, ...(cursor ? { cursor } : {}) };
    const { items, next } = await get(world, ResourceReader).list(actor, query);
    for (const { id, marks } of items) found.push(...bears(world, world.model.resources.get(id), marks));
    return { ids: items.map((item) => item.id), next };
  });
  return [...found, ...differences(world, 'newest', ids, person, true)];
}

async function finds(world: RightsWorld, person: Person, actor: Actor, settled: boolean): Promise<string[]> {
  const expected = world.model.listed(person.id);
  const found: string[] = [];
  // Pages are turned while the index has caught up: else what is missing could be on any of them.
  const query = { text: '课题', prefix: false, sort: 'relevance' as const, limit: settled ? 20 : 100 };
  const ids = await pages(async (cursor) => {
    const page = await get(world, DiscoveryService).search(actor, {
      ...query,
      ...(cursor ? { cursor } : {}),
    });
    if (cursor === null) {
      if (page.total > expected.length || (settled && page.total !== expected.length))
        found.push(`search counts ${page.total} of ${expected.length}`);
      for (const { value, count } of page.facets.school) {
        const there = expected.filter((r) => r.school === value).length;
        if (count > there || (settled && count !== there)) found.push(`facet counts ${count} of ${there}`);
      }
      for (const { value, count } of page.facets.mark) {
        const there = expected.filter((r) => world.model.highestMark(r) === value).length;
        // While the index is behind it may still hold what has just been taken away.
        if (settled && count !== there) found.push(`facet counts ${count} of ${there} marked`);
      }
    }
    return { ids: page.items.map((item) => item.resource.id), next: page.next };
  });
  return [...found, ...differences(world, 'search', ids, person, settled)];
}

async function suggests(world: RightsWorld, person: Person, actor: Actor): Promise<string[]> {
  const expected = world.model.listed(person.id);
  const found: string[] = [];
  for (const text of await get(world, DiscoveryService).suggest(actor, '课题'))
    if (!expected.some((r) => r.title === text || r.tag === text)) found.push(`suggestions show ${text}`);
  for (const { tag } of await get(world, TagsInUse).suggest(actor, '标签', null))
    if (!expected.some((r) => r.tag === tag)) found.push(`tags show ${tag}`);
  return found;
}

async function opens(
  world: RightsWorld,
  person: Person,
  actor: Actor,
  focus: readonly ModelResource[],
): Promise<string[]> {
  const found: string[] = [];
  for (const resource of focus) {
    const { id, title } = resource;
    const right = world.model.right(person.id, resource);
    const opened = await refusedOr(() => get(world, ResourceReader).view(actor, id));
    if ((opened?.right ?? 'none') !== right)
      found.push(`${title}: right ${opened?.right ?? 'none'} instead of ${right}`);
    if (opened !== null) found.push(...holds(resource, opened), ...bears(world, resource, opened.marks));
    if (opened !== null) found.push(...(await inspectMarks(world, person, actor, resource)));
    for (const hold of HOLDS) {
      const fileId = heldFile(resource, hold);
      if (fileId !== null) found.push(...(await opensFile(world, person, actor, { resource, hold, fileId })));
    }
  }
  return found;
}

/** Of a page: readers find what is in force, those who edit, what waits beside it, too. */
function holds(resource: ModelResource, view: ResourceView): string[] {
  const { title, waiting } = resource;
  const edits = view.right === 'edit' || view.right === 'manage';
  const told = [
    contentsOf({ files: view.fullFiles, linkUrl: view.linkUrl }),
    view.pending && contentsOf(view.pending),
  ];
  const expected = [asContents(resource), edits && waiting ? asContents(waiting) : null];
  return String(told) === String(expected) ? [] : [`the page of ${title} shows other contents`];
}

interface Held {
  resource: ModelResource;
  hold: ModelHold;
  fileId: string;
}

function heldFile({ fileId, waiting, earlierFileId }: ModelResource, hold: ModelHold): string | null {
  switch (hold) {
    case 'in force':
      return fileId;
    case 'waiting':
      return waiting?.fileId ?? null;
    case 'earlier':
      return earlierFileId;
  }
}

async function opensFile(
  world: RightsWorld,
  person: Person,
  actor: Actor,
  { resource, hold, fileId }: Held,
): Promise<string[]> {
  const { id, title } = resource;
  const right = world.model.fileRight(person.id, resource, hold);
  const gate = get(world, FileGate);
  const gets = async (needed: 'view' | 'download') =>
    (await refusedOr(() => gate.open(actor, { id, fileId }, needed))) !== null;
  const [seen, downloaded] = [await gets('view'), await gets('download')];
  const file = hold === 'in force' ? title : `${title}, ${hold}`;
  return [
    ...(downloaded === (right === 'download')
      ? []
      : [`download of ${file}: ${downloaded}, right is ${right}`]),
    ...(seen === (right !== 'none') ? [] : [`pictures of ${file}: ${seen}, right is ${right}`]),
  ];
}

const ADDRESSES = ['original', 'thumbnail', 'pages/1', 'hls/master.m3u8', 'hls/720p/seg1.m4s', 'text'];

/** What somebody gets of one resource's files at two of their addresses, by turns: all of them are judged by one gate. */
export async function atAddresses(
  world: RightsWorld,
  person: Person,
  resource: ModelResource,
  turn: number,
): Promise<string[]> {
  const { id, title } = resource;
  const hold = resource.waiting?.fileId && turn % 2 === 0 ? 'waiting' : 'in force';
  const fileId = heldFile(resource, hold);
  if (fileId === null) return [];
  const right = world.model.fileRight(person.id, resource, hold);
  const found: string[] = [];
  for (const name of [ADDRESSES[turn % 6]!, ADDRESSES[(turn + 3) % 6]!]) {
    const { status } = await person.client.get(`resources/${id}/files/${fileId}/${name}`);
    const gets = name === 'original' ? right === 'download' : right !== 'none';
    if (status !== (gets ? 200 : 404) && !(gets && status === 302))
      found.push(`${name} of ${title}, ${hold}, answers ${status}, right is ${right}`);
  }
  return found;
}

/** "Who can see this", asked by somebody who manages it, and where its links lead. */
export async function whoSees(world: RightsWorld, resource: ModelResource): Promise<string[]> {
  const { model, people } = world;
  const found: string[] = [];
  const links = await get(world, LinksRepository).of(get(world, Database).reader, resource.id);
  for (const link of resource.links) {
    const row = links.find((one) => one.id === link.id)!;
    const led = await refusedOr(() => get(world, LinkJudge).follow(row));
    const expected = model.linkRight(link, resource);
    if ((led?.right ?? 'none') !== expected)
      found.push(`a link to ${resource.title} gives ${led?.right ?? 'none'} instead of ${expected}`);
  }
  const manager = people.find(({ id }) => model.right(id, resource) === 'manage');
  if (!manager) return found;
  const access = get(world, AccessService);
  const actor = await actorOf(world, manager);
  const right = await refusedOr(() => access.authorize(actor, 'manage', 'resource', resource.id));
  if (!right) return [...found, `${resource.title}: who may manage it may not ask who can see it`];
  const told = new Map(
    (await get(world, Viewers).list(right, {})).map(({ id, right: seen, reasons }) => [
      id,
      [seen, ...['review', 'plan'].filter((why) => reasons.some(({ kind }) => kind === why))].join(', '),
    ]),
  );
  for (const [i, { id }] of people.entries()) {
    const held = model.right(id, resource);
    const asked = model.review.asks(id, resource);
    const look = model.plans.shows(id, resource);
    const expected = [
      higher(higher(held, look), asked ? 'download' : 'none'),
      ...(asked ? ['review'] : []),
      ...(look === 'none' ? [] : ['plan']),
    ].join(', ');
    if ((told.get(id) ?? 'none') !== expected)
      found.push(
        `${resource.title}: "who can see" says ${told.get(id) ?? 'none'} of person ${i}, not ${expected}`,
      );
    told.delete(id);
  }
  if (told.size > 0) found.push(`${resource.title}: "who can see" names ${told.size} strangers`);
  return found;
}
