import type { Actor } from '../../../../src/kernel/actor.js';
import { CollectionArchive } from '../../../../src/modules/curation/taking/collection-archive.js';
import { ProposalReader } from '../../../../src/modules/curation/index.js';
import { ItemReader } from '../../../../src/modules/curation/outline/item-reader.js';
import { ItemTargets } from '../../../../src/modules/curation/outline/item-targets.js';
import { OutlineRepository } from '../../../../src/modules/curation/outline/outline.repository.js';
import { actorOf } from '../asking.js';
import type { RightsWorld } from '../world.js';
import { EVERYTHING, PEOPLE, get, replace, told, type Mistake } from './fault.js';

/** Whoever made a collection, as an actor: for answers that are given with their eyes. */
function curatorOf(world: RightsWorld, id: string): Promise<Actor> {
  const { author } = world.model.collections.get(id)!;
  return actorOf(
    world,
    world.people.find((person) => person.id === author)!,
  );
}

/** Mistakes about what collections show. */
export const COLLECTIONS: Record<string, Mistake> = {
  'a collection is read with the eyes of its curator': {
    seed: (world) =>
      replace(
        get(world, ItemReader),
        'page',
        (page) => async (actor, id, query) =>
          page(query.mode === 'reading' ? await curatorOf(world, id) : actor, id, query),
      ),
    shownBy: /: items show/,
  },
  'the archive counts what its curator may take': {
    seed: (world) =>
      replace(
        get(world, CollectionArchive),
        'view',
        (view) => async (_, right) => view(await curatorOf(world, right.id), right),
      ),
    shownBy: /the archive counts/,
  },
  'covers are chosen before asking who sees them': {
    seed: (world) =>
      replace(
        get(world, OutlineRepository),
        'firstResources',
        (first) => (q, ids, _, each) => first(q, ids, EVERYTHING, each),
      ),
    shownBy: /covers .*show/,
  },
  'an emptied section shows that it was filled': {
    seed: (world) =>
      replace(
        get(world, OutlineRepository),
        'sectionsWith',
        (filled) => (q, id) => filled(q, id, EVERYTHING),
      ),
    shownBy: /: sections show/,
  },
  'a proposal shows curators what only its maker sees': {
    seed: (world) =>
      replace(get(world, ProposalReader), 'queue', (queue) => async (_, right, query) => {
        const makers = world.model.collections.get(right.id)!.proposals.map(({ proposer }) => proposer);
        const maker = world.people.find(({ id }) => id === makers[0]);
        return queue(await actorOf(world, maker ?? world.people[0]!), right, query);
      }),
    shownBy: /: proposals show/,
    meets: [
      ...PEOPLE.flatMap((a) => [told('create', a, 2, 0), told('gather', a, 0, 8)]),
      ...PEOPLE.flatMap((a) => [0, 4, 14].map((which) => told('propose', a, which, which))),
    ],
  },
  'anything can be collected that has an address': {
    seed: (world) => replace(get(world, ItemTargets), 'require', () => () => Promise.resolve()),
    shownBy: /201 !== 404|200 !== 404/,
    meets: [
      ...PEOPLE.map((a) => told('create', a, 2, 0)),
      ...PEOPLE.map((a) => told('gather', a, 0, 1)),
      ...PEOPLE.flatMap((a) => [0, 1, 2, 3, 4, 5].map((which) => told('collect', a, a, which))),
    ],
  },
};
