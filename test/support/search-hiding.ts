import { DAY } from '../../src/kernel/clock.js';
import { ResourceIndexer } from '../../src/modules/discovery/resource-indexer.js';
import { ResourcePublisher } from '../../src/modules/resources/publishing/resource-publisher.js';
import { SearchAwayError, SearchEngine } from '../../src/platform/search/search.port.js';
import type { Program } from './program.js';
import { catchUp } from './rights/inspect.js';
import { FIXED, innerWorld, type Person, type RightsWorld } from './rights/world.js';
import { differences, fill, published, republish, SECRET } from './search-difference.js';

/** What is known to whoever hides something: its author's own school, and a word of it that everybody uses. */
const HIDDEN = { title: `${SECRET}课题函数`, tags: [SECRET, '函数'] };
const OWN = { preset: 'school' };

interface Mending {
  index?: () => void;
  engine?: () => void;
}

/**
 * Ways in which a thing can be hidden from the other schools; each leaves it hidden. What it gives mends what it broke: the index
 * before the thing is removed, the engine at the end. */
export const WAYS: Record<string, (world: RightsWorld, author: Person) => Promise<void | Mending>> = {
  'it is for another school': async (_world, author) => {
    await published(author, HIDDEN, OWN);
  },
  'it is a draft': async (_world, author) => {
    await author.client.post('resources', { ...HIDDEN, type: 'material', linkUrl: 'https://example.org/' });
  },
  'it was withdrawn': async (_world, author) => {
    const id = await published(author, HIDDEN, { preset: 'group' });
    await author.client.post(`resources/${id}/withdraw`);
  },
  'its hour has not come': async (world, author) => {
    const id = await published(author, HIDDEN, OWN);
    const later = new Date(world.clock.now() + DAY).toISOString();
    await republish(author, id, { preset: 'group' }, { visibleFrom: later });
  },
  'it was for everybody until just now, and the index is behind': async (world, author) => {
    const id = await published(author, HIDDEN, { preset: 'group' });
    await catchUp(world);
    const engine = world.app.get(SearchEngine, { strict: false });
    const late = world.app.get(ResourceIndexer, { strict: false });
    // The index is told nothing of it, by nobody.
    engine.apply = () => Promise.reject(new SearchAwayError('The index is behind.'));
    late.index = () => Promise.resolve();
    await republish(author, id, OWN);
    const index = () => {
      Reflect.deleteProperty(engine, 'apply');
      Reflect.deleteProperty(late, 'index');
    };
    return { index };
  },
  'the engine is away, and the database answers': async (world, author) => {
    await published(author, HIDDEN, OWN);
    await catchUp(world);
    const engine = world.app.get(SearchEngine, { strict: false });
    const away = () => Promise.reject(new SearchAwayError('The engine is away.'));
    engine.search = away;
    engine.suggest = away;
    const mend = () => {
      Reflect.deleteProperty(engine, 'search');
      Reflect.deleteProperty(engine, 'suggest');
    };
    return { engine: mend };
  },
};

/** Hides one thing in a way, in a world of its own, and asks `count` searches with and without it. */
export async function betrayals(
  program: Program,
  way: string,
  count: number,
  seed: number,
): Promise<string[]> {
  const world = await innerWorld(program, FIXED);
  await fill(world, 36);
  const author = world.people[0]!;
  const [school] = world.model.schoolsOf(author.id);
  const others = world.people.filter(({ id }) => !world.model.schoolsOf(id).includes(school!));
  const broken = await WAYS[way]!(world, author);
  if (!broken) await catchUp(world);
  try {
    return await differences(world, others, count, seed, async () => {
      const { items } = (
        await author.client.get<{ items: { id: string; title: string }[] }>('resources?scope=mine&limit=100')
      ).body;
      const { id } = items.find(({ title }) => title === HIDDEN.title)!;
      broken?.index?.();
      await author.client.delete(`resources/${id}`);
      await world.app.get(ResourcePublisher, { strict: false }).empty(world.clock.now() + 1);
      await world.app.get(ResourceIndexer, { strict: false }).index([id]);
    });
  } finally {
    broken?.engine?.();
  }
}
