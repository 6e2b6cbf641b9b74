import { strictEqual as equal } from 'node:assert';
import type { CollectionView, ResourceView, SearchResponse } from '../../../src/contracts/index.js';
import { AccessService } from '../../../src/modules/access/index.js';
import type { ModelResource } from './model.js';
import type { Person, RightsWorld } from './world.js';

/** Waits until the index knows every change of rights. */
export async function settle(world: RightsWorld): Promise<void> {
  const access = world.app.get(AccessService, { strict: false });
  for (let i = 0; i < 400 && (await access.pendingIds()).length > 0; i += 1)
    await new Promise((wake) => setTimeout(wake, 25));
}

/**
 * Everything in which the program and the model disagree about a person; `settled`: what is visible must be found, too.
 * `latest`: so many resources are opened.
 */
export async function disagreements(
  world: RightsWorld,
  person: Person,
  settled: boolean,
  latest = 25,
): Promise<string[]> {
  const { model } = world;
  const found: string[] = [];
  const expected = model.listed(person.id);
  const expectedIds = new Set(expected.map((r) => r.id));
  const differ = (what: string, got: Iterable<string>, complete: boolean) => {
    const ids = new Set(got);
    for (const id of ids)
      if (!expectedIds.has(id)) found.push(`${what} shows ${model.resources.get(id)?.title ?? id}`);
    if (complete) for (const r of expected) if (!ids.has(r.id)) found.push(`${what} lacks ${r.title}`);
  };
  differ(
    'newest',
    await allPages(person, 'resources?scope=newest&limit=7', (body) =>
      (body as { items: { id: string }[] }).items.map((i) => i.id),
    ),
    true,
  );

  const hits = await allPages(person, `search?text=${encodeURIComponent('课题')}&limit=9`, (body) =>
    (body as SearchResponse).items.map((i) => i.resource.id),
  );
  differ('search', hits, settled);
  const { total, facets } = (
    await person.client.get<SearchResponse>(`search?text=${encodeURIComponent('课题')}`)
  ).body;
  if (total > expected.length || (settled && total !== expected.length))
    found.push(`search counts ${total} of ${expected.length}`);
  for (const { value, count } of facets.school) {
    const there = expected.filter((r) => r.school === value).length;
    if (count > there || (settled && count !== there)) found.push(`facet counts ${count} of ${there}`);
  }
  const titles = new Set(expected.map((r) => r.title));
  const { items: suggestions } = (
    await person.client.get<{ items: string[] }>(`search/suggestions?text=${encodeURIComponent('课题')}`)
  ).body;
  for (const text of suggestions)
    if (!titles.has(text) && !expected.some((r) => r.tag === text)) found.push(`suggestions show ${text}`);
  const tags = new Set(expected.map((r) => r.tag));
  const { items: tagItems } = (
    await person.client.get<{ items: { tag: string }[] }>(
      `tags/suggestions?text=${encodeURIComponent('标签')}`,
    )
  ).body;
  for (const { tag } of tagItems) if (!tags.has(tag)) found.push(`tags show ${tag}`);

  for (const resource of [...model.resources.values()].slice(-latest))
    found.push(...(await openings(world, person, resource)));
  found.push(...(await shelvesDiffer(world, person)));
  return found;
}

/** The list of collections, and of some of them what is read in them, as a page asks for it. */
async function shelvesDiffer(world: RightsWorld, person: Person): Promise<string[]> {
  const { model } = world;
  const expected = model.shelves(person.id).map(({ id }) => id);
  const listed = await allPages(person, 'collections?limit=5', (body) =>
    (body as { items: { id: string }[] }).items.map(({ id }) => id),
  );
  const found = isSameSet(listed, expected)
    ? []
    : [`the list of collections shows ${listed.length} of ${expected.length}`];
  for (const collection of [...model.collections.values()].slice(-6)) {
    const right = model.right(person.id, collection);
    const opened = await person.client.get<CollectionView>(`collections/${collection.id}`);
    if ((opened.status === 200 ? opened.body.right : 'none') !== right)
      found.push(`open of ${collection.title} answers ${opened.status}, right is ${right}`);
    if (opened.status !== 200) continue;
    const items = await allPages(person, `collections/${collection.id}/items?limit=3`, (body) =>
      (body as { items: { id: string }[] }).items.map(({ id }) => id),
    );
    const read = model.read(person.id, collection).map(({ id }) => id);
    if (items.join() !== read.join())
      found.push(`${collection.title} shows ${items.length} items of ${read.length}`);
  }
  return found;
}

const isSameSet = (one: readonly string[], other: readonly string[]) =>
  [...one].sort().join() === [...other].sort().join();

async function openings(world: RightsWorld, person: Person, resource: ModelResource): Promise<string[]> {
  const right = world.model.right(person.id, resource);
  const opened = await person.client.get<ResourceView>(`resources/${resource.id}`);
  if ((opened.status === 200) !== (right !== 'none'))
    return [`open of ${resource.title} answers ${opened.status}, right is ${right}`];
  if (opened.status === 200 && opened.body.right !== right)
    return [`${resource.title}: right ${opened.body.right} instead of ${right}`];
  if (resource.fileId === null) return [];
  const base = `resources/${resource.id}/files/${resource.fileId}`;
  const download = (await person.client.get(`${base}/original`)).status;
  const text = (await person.client.get(`${base}/text`)).status;
  const wrong: string[] = [];
  const gets = world.model.fileRight(person.id, resource, 'in force');
  // A store that is read by itself is where a reader is sent.
  if ((download === 200 || download === 302) !== (gets === 'download'))
    wrong.push(`download of ${resource.title} answers ${download}, right is ${gets}`);
  if ((text === 200) !== (gets !== 'none'))
    wrong.push(`text of ${resource.title} answers ${text}, right is ${gets}`);
  return wrong;
}

async function allPages(person: Person, path: string, idsOf: (body: unknown) => string[]): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null, page = 0; page < 60; page += 1) {
    const answer: { status: number; body: { next?: string | null } } = await person.client.get(
      cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`,
    );
    equal(answer.status, 200);
    ids.push(...idsOf(answer.body));
    cursor = answer.body.next ?? null;
    if (cursor === null) break;
  }
  if (new Set(ids).size !== ids.length) return [...ids, 'a row that came twice'];
  return ids;
}
