import fc from 'fast-check';
import type { Actor } from '../../src/kernel/actor.js';
import { DiscoveryService } from '../../src/modules/discovery/discovery.service.js';
import { TagsInUse } from '../../src/modules/resources/finding/tags-in-use.js';
import type { ResourceView } from '../../src/contracts/index.js';
import { actorOf } from './rights/asking.js';
import { catchUp } from './rights/inspect.js';
import type { Person, RightsWorld } from './rights/world.js';
import { pick } from './rights/sharing-steps.js';

const WORDS = ['课题', '函数', '观潮', '古诗', '分数', '实验', '作文', '单元', '复习', 'algebra', 'reading'];
/** A word that stands nowhere but in what is hidden. */
export const SECRET = '密卷';

/** A search as somebody might make it. */
interface Query {
  text: string;
  prefix: boolean;
  sort: 'relevance' | 'newest';
  type?: string[];
  school?: string[];
  limit: number;
}
const query = (world: RightsWorld): fc.Arbitrary<Query> =>
  fc
    .record({
      words: fc.uniqueArray(fc.constantFrom(...WORDS, SECRET), { minLength: 0, maxLength: 3 }),
      cut: fc.boolean(),
      prefix: fc.boolean(),
      sort: fc.constantFrom('relevance' as const, 'newest' as const),
      type: fc.constantFrom<(string[] | undefined)[]>(
        undefined,
        undefined,
        ['material'],
        ['exam', 'material'],
      ),
      school: fc.option(
        fc.constantFrom(...world.schools).map((id) => [id]),
        { nil: undefined },
      ),
      limit: fc.constantFrom(5, 20, 50),
    })
    .map(({ words, cut, type, school, ...rest }) => ({
      ...rest,
      text: cut ? words.join(' ').slice(0, -1) : words.join(' '),
      ...(type ? { type } : {}),
      ...(school ? { school } : {}),
    }));

/** Makes and publishes things of every word, seen by all sorts of people. */
export async function fill(world: RightsWorld, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const person = pick(world.people, i);
    const [school] = world.model.schoolsOf(person.id);
    if (school === undefined) continue;
    const words = [0, 3, 5].map((n) => pick(WORDS, i * 7 + n * (i + 1)));
    const audience = pick(
      [{ preset: 'school' }, { preset: 'group' }, { preset: 'school', previewOnly: true }],
      i,
    );
    await published(person, { title: `${words.join('')}${i}`, tags: words, schoolId: school }, audience);
  }
  await catchUp(world);
}

/** A published thing; its id. */
export async function published(person: Person, description: object, audience: object): Promise<string> {
  const made = await person.client.post<ResourceView>('resources', {
    type: 'material',
    linkUrl: 'https://example.org/',
    ...description,
  });
  if (made.status !== 201) throw new Error(`${made.status} ${JSON.stringify(made.body)}`);
  await republish(person, made.body.id, audience);
  return made.body.id;
}

export async function republish(
  person: Person,
  id: string,
  audience: object,
  window: object = {},
): Promise<void> {
  const { rev } = (await person.client.get<ResourceView>(`resources/${id}`)).body;
  const headers = { 'if-match': `"${rev}"` };
  const { status, body } = await person.client.post(
    `resources/${id}/publish`,
    { audience, ...window },
    headers,
  );
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
}

/**
 * Everything that a search tells somebody: hits with their highlights over all pages (as a set: their order may follow
 * how common words are), totals, facets, and what is suggested.
 */
async function toldBy(world: RightsWorld, actor: Actor, asked: Query): Promise<unknown> {
  const discovery = world.app.get(DiscoveryService, { strict: false });
  const hits: string[] = [];
  const totals = new Set<number>();
  let facets: unknown = null;
  let isPartial = false;
  for (let cursor: string | null = null, page = 0; page < 60; page += 1) {
    const found = await discovery.search(actor, { ...asked, ...(cursor === null ? {} : { cursor }) });
    hits.push(
      ...found.items.map(({ resource, title, snippet }) => JSON.stringify([resource.id, title, snippet])),
    );
    totals.add(found.total);
    facets ??= sortedFacets(found.facets);
    isPartial ||= found.partial;
    cursor = found.next;
    if (cursor === null) break;
  }
  const suggested = [...(await discovery.suggest(actor, asked.text))].sort();
  const tags = await world.app.get(TagsInUse, { strict: false }).suggest(actor, asked.text.slice(0, 2), null);
  return { hits: hits.sort(), totals: [...totals], facets, isPartial, suggested, tags };
}

function sortedFacets(facets: Record<string, { value: string; count: number }[]>): unknown {
  return Object.entries(facets).map(([name, counts]) => [
    name,
    counts.map(({ value, count }) => `${value} ${count}`).sort(),
  ]);
}

/**
 * Asks `count` random searches for random ones of people who may not see a thing, before and after `remove` takes it
 * away altogether: every answer that is not the same.
 */
export async function differences(
  world: RightsWorld,
  people: readonly Person[],
  count: number,
  seed: number,
  remove: () => Promise<void>,
): Promise<string[]> {
  const arbitrary = fc.tuple(query(world), fc.nat({ max: people.length - 1 }));
  const asked = fc.sample(arbitrary, { numRuns: count, seed });
  const before: string[] = [];
  const answer = async ([text, i]: [Query, number]) => {
    const actor = await actorOf(world, people[i]!);
    return JSON.stringify(await toldBy(world, actor, text));
  };
  for (const one of asked) before.push(await answer(one));
  await remove();
  await catchUp(world);
  const found: string[] = [];
  for (const [i, one] of asked.entries()) {
    const after = await answer(one);
    if (after !== before[i]) found.push(`${JSON.stringify(one)}: ${before[i]} with it, ${after} without`);
  }
  return found;
}
