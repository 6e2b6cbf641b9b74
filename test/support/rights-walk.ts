import fc from 'fast-check';
import type { ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { DAY, HOUR } from '../../src/kernel/clock.js';
import { AccessService } from '../../src/modules/access/index.js';
import { Database } from '../../src/platform/database/database.port.js';
import type { ModelAudience, ModelResource } from './rights-model.js';
import { addMember, type Person, type RightsWorld } from './rights-world.js';

/** One step of a walk: what happens, and numbers that choose to whom. */
export interface Step {
  what:
    | 'create'
    | 'publish'
    | 'withdraw'
    | 'trash'
    | 'restore'
    | 'clock'
    | 'join'
    | 'leave'
    | 'school leaves'
    | 'school joins';
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
    'clock',
    'join',
    'leave',
    'school leaves',
    'school joins',
  ),
  a: number,
  b: number,
  c: number,
});

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
let serial = 0;

/** Does a step in the program and in the model; a step that makes no sense now does nothing. */
export async function take(world: RightsWorld, { what, a, b, c }: Step): Promise<void> {
  const { model, clock } = world;
  const managed = (person: Person) =>
    [...model.resources.values()].filter((r) => model.right(person.id, r) === 'manage');
  const person = pick(world.people, a);
  switch (what) {
    case 'create':
      return create(world, person, b, c);
    case 'publish': {
      const own = managed(person).filter((r) => !r.trashed);
      return own.length === 0 ? undefined : publish(world, person, pick(own, b), c);
    }
    case 'withdraw': {
      const own = managed(person).filter((r) => r.state === 'published' && !r.trashed);
      if (own.length === 0) return;
      const resource = pick(own, b);
      expect((await person.client.post(`resources/${resource.id}/withdraw`)).status).toBe(200);
      resource.state = 'withdrawn';
      return;
    }
    case 'trash': {
      const own = managed(person).filter((r) => !r.trashed);
      if (own.length === 0) return;
      const resource = pick(own, b);
      expect((await person.client.delete(`resources/${resource.id}`)).status).toBe(204);
      resource.trashed = true;
      return;
    }
    case 'restore': {
      const own = managed(person).filter((r) => r.trashed);
      if (own.length === 0) return;
      const resource = pick(own, b);
      expect((await person.client.post(`resources/${resource.id}/restore`)).status).toBe(200);
      resource.trashed = false;
      return;
    }
    case 'clock':
      clock.advance(1 + (a % 5) * DAY + (b % 24) * HOUR);
      model.now = clock.now();
      return;
    case 'join': {
      const place = pick(world.departments, b);
      const scope = c % 2 === 0 ? 'school' : 'department';
      const role = scope === 'school' && c % 6 === 0 ? 'librarian' : 'teacher';
      const from = clock.now() + (c % 3) * DAY;
      const until = c % 4 === 0 ? null : from + (1 + (c % 7)) * DAY;
      const scopeId = scope === 'school' ? place.school : place.id;
      if (model.memberships.some((m) => m.user === person.id && m.scopeId === scopeId && m.role === role))
        return;
      return addMember(world, person.id, scope, place, role, from, until);
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
      );
    }
  }
}

function write(world: RightsWorld, sql: string, parameters: unknown[]): Promise<void> {
  return world.app.get(Database, { strict: false }).transaction(async (tx) => {
    await tx.manager.query(sql, parameters);
  });
}

async function create(world: RightsWorld, person: Person, b: number, c: number): Promise<void> {
  const schools = world.model.schoolsOf(person.id);
  if (schools.length === 0) return;
  const schoolId = pick(schools, b);
  serial += 1;
  const title = `课题 ${serial.toString(36)}号`;
  const tag = `标签${serial.toString(36)}`;
  const uploadId =
    c % 4 === 0
      ? await person.client.upload(`讲义${serial}.txt`, Buffer.from(`讲义正文 暗语${serial}。`), schoolId)
      : null;
  const made = await person.client.post<ResourceView>('resources', {
    title,
    type: 'material',
    tags: [tag],
    schoolId,
    ...(uploadId ? { uploadIds: [uploadId] } : { linkUrl: 'https://example.org/' }),
  });
  expect(made.status).toBe(201);
  const resource: ModelResource = {
    id: made.body.id,
    title,
    tag,
    author: person.id,
    school: schoolId,
    state: 'draft',
    trashed: false,
    audience: null,
    previewOnly: false,
    fileId: made.body.fullFiles[0]?.id ?? null,
  };
  world.model.resources.set(resource.id, resource);
  if (c % 5 !== 0) await publish(world, person, resource, c);
}

async function publish(
  world: RightsWorld,
  person: Person,
  resource: ModelResource,
  n: number,
): Promise<void> {
  const { model } = world;
  const reached = model.schoolsReached(resource.school);
  const groups = [
    ...new Set(
      model.links
        .filter(
          (l) =>
            l.school === resource.school && l.from <= model.now && (l.until === null || model.now < l.until),
        )
        .map((l) => l.group),
    ),
  ];
  const options: ModelAudience[] = [
    { preset: 'self' },
    { preset: 'school' },
    {
      preset: 'department',
      departmentIds: [
        pick(
          world.departments.filter((d) => reached.includes(d.school)),
          n,
        ).id,
      ],
    },
    { preset: 'schools', schoolIds: [...new Set([pick(reached, n), pick(reached, n >> 2)])] },
    ...(groups.length > 0 ? [{ preset: 'group' as const, groupIds: [pick(groups, n)] }] : []),
  ];
  const audience = pick(options, n >> 1);
  const previewOnly = n % 3 === 0;
  // Files attach by themselves meanwhile and count as a change: read the revision just before.
  for (let attempt = 0; ; attempt += 1) {
    const { rev } = (await person.client.get<ResourceView>(`resources/${resource.id}`)).body;
    const { status } = await person.client.post(
      `resources/${resource.id}/publish`,
      { audience: { ...audience, previewOnly } },
      { 'if-match': `"${rev}"` },
    );
    if (status === 412 && attempt < 20) continue;
    expect(status).toBe(200);
    break;
  }
  Object.assign(resource, { state: 'published', audience, previewOnly });
}

/** Waits until the index knows every change of rights. */
export async function settle(world: RightsWorld): Promise<void> {
  const access = world.app.get(AccessService, { strict: false });
  for (let i = 0; i < 400 && (await access.pendingIds()).length > 0; i += 1)
    await new Promise((wake) => setTimeout(wake, 25));
}

/** Everything in which the program and the model disagree about a person; `settled`: what is visible must be found, too. */
export async function disagreements(world: RightsWorld, person: Person, settled: boolean): Promise<string[]> {
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

  for (const resource of [...model.resources.values()].slice(-25))
    found.push(...(await openings(world, person, resource)));
  return found;
}

async function openings(world: RightsWorld, person: Person, resource: ModelResource): Promise<string[]> {
  const right = world.model.right(person.id, resource);
  const opened = await person.client.get<ResourceView>(`resources/${resource.id}`);
  if ((opened.status === 200) !== (right !== 'none'))
    return [`open of ${resource.title} answers ${opened.status}, right is ${right}`];
  if (opened.status === 200 && opened.body.right !== right)
    return [`${resource.title}: right ${opened.body.right} instead of ${right}`];
  resource.fileId ??= opened.body.fullFiles?.[0]?.id ?? null;
  if (resource.fileId === null) return [];
  const base = `resources/${resource.id}/files/${resource.fileId}`;
  const download = (await person.client.get(`${base}/original`)).status;
  const text = (await person.client.get(`${base}/text`)).status;
  const wrong: string[] = [];
  if ((download === 200) !== (right === 'download' || right === 'manage'))
    wrong.push(`download of ${resource.title} answers ${download}, right is ${right}`);
  if ((text === 200) !== (right !== 'none'))
    wrong.push(`text of ${resource.title} answers ${text}, right is ${right}`);
  return wrong;
}

async function allPages(person: Person, path: string, idsOf: (body: unknown) => string[]): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null, page = 0; page < 60; page += 1) {
    const answer: { status: number; body: { next?: string | null } } = await person.client.get(
      cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`,
    );
    expect(answer.status).toBe(200);
    ids.push(...idsOf(answer.body));
    cursor = answer.body.next ?? null;
    if (cursor === null) break;
  }
  if (new Set(ids).size !== ids.length) return [...ids, 'a row that came twice'];
  return ids;
}

/** Walks, comparing three people after every step and everybody once the index has settled; the first disagreement, or null. */
export async function walk(world: RightsWorld, steps: readonly Step[]): Promise<string | null> {
  for (const [i, next] of steps.entries()) {
    await take(world, next);
    const settled = i % 12 === 11 || i === steps.length - 1;
    if (settled) await settle(world);
    const watched = settled ? world.people : [0, 3, 5].map((offset) => pick(world.people, i + offset));
    for (const person of watched) {
      const found = await disagreements(world, person, settled);
      if (found.length > 0)
        return `step ${i} (${next.what}), person ${world.people.indexOf(person)}: ${found.slice(0, 5).join('; ')}`;
    }
  }
  return null;
}
