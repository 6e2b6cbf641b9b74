import { AccessService } from '../../../../src/modules/access/index.js';
import { SearchEngine, type SearchQuery } from '../../../../src/platform/search/search.port.js';
import type { RightsWorld } from '../world.js';
import { EVERYTHING, get, replace, type Mistake } from './fault.js';

/** Changes what the engine is asked. */
function asking(world: RightsWorld, change: (query: SearchQuery) => SearchQuery): void {
  replace(get(world, SearchEngine), 'search', (search) => (query) => search(change(query)));
}
const everybody = (world: RightsWorld) => [
  ...world.schools.map((id) => `s:${id}`),
  ...world.groups.map((id) => `g:${id}`),
  ...world.departments.map(({ id }) => `d:${id}`),
  ...world.people.map(({ id }) => `u:${id}`),
];

/** Mistakes about what is found, counted and suggested. */
export const FINDING: Record<string, Mistake> = {
  'the engine counts for everybody': {
    seed: (world) => asking(world, (query) => ({ ...query, principals: everybody(world) })),
    shownBy: /counts \d+ of/,
  },
  'what is pending is counted': {
    seed: (world) => {
      replace(get(world, AccessService), 'pendingIds', () => () => Promise.resolve([]));
      // The index hears of nothing any more, as when it is far behind.
      replace(get(world, SearchEngine), 'apply', (apply) => {
        let calls = 0;
        return (upserts, removals) => ((calls += 1) > 25 ? Promise.resolve() : apply(upserts, removals));
      });
    },
    shownBy: /counts \d+ of|search shows/,
    catchesUp: false,
  },
  'suggestions are made for everybody': {
    seed: (world) => {
      replace(
        get(world, SearchEngine),
        'suggest',
        (suggest) => (text, query, limit) => suggest(text, { ...query, principals: everybody(world) }, limit),
      );
    },
    shownBy: /suggestions show/,
  },
  'tags in use are counted for everybody': {
    seed: (world) => {
      replace(
        get(world, AccessService),
        'visible',
        (visible) => (actor, type, column) => (column === 'r.id' ? EVERYTHING : visible(actor, type, column)),
      );
    },
    shownBy: /tags show/,
  },
};
