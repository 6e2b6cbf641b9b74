import type { Settings } from 'meilisearch';
import { FACETS } from '../../search.port.js';

/** Grows whenever documents written before would be read wrongly; stands in the names of indexes. */
export const SCHEMA_VERSION = 2;

/** The texts that people wrote, weightier first. Meilisearch cuts them by itself. */
export const TEXTS = ['title', 'tags', 'context', 'description', 'body', 'rest'];
/** Our own words, see own-words.ts. */
export const NAMES = 'names';
export const TERMS = 'terms';

const BY_VALUE = ['key', 'id', 'n', 'state', 'hasRest', 'audience', 'always', 'nodes', ...FACETS];
const BY_SIZE = ['id', 'publishedAt', 'visibleFrom', 'visibleUntil'];

const rule = (attributePatterns: string[], equality: boolean, comparison: boolean) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality, comparison } },
});

/** How an index of ours is set up. Given to it while it is empty: later it would be filled anew. */
export const INDEX_SETTINGS = {
  searchableAttributes: [...TEXTS, NAMES, TERMS],
  displayedAttributes: ['*'],
  filterableAttributes: [
    rule(
      BY_VALUE.filter((name) => !BY_SIZE.includes(name)),
      true,
      false,
    ),
    rule(BY_SIZE, true, true),
  ],
  sortableAttributes: ['id', 'publishedAt'],
  // the order of candidates; among equals what bears a mark, then the newest first, so that no order of writing shows
  rankingRules: ['sort', 'words', 'attributeRank', 'markRank:desc', 'publishedAt:desc', 'id:desc'],
  localizedAttributes: [
    { attributePatterns: TEXTS, locales: ['zho'] },
    { attributePatterns: [NAMES, TERMS], locales: ['eng'] },
  ],
  // a phrase of our own words means: all of them in one attribute
  proximityPrecision: 'byAttribute',
  typoTolerance: { enabled: false },
  prefixSearch: 'disabled',
  faceting: { maxValuesPerFacet: 2_000 },
  pagination: { maxTotalHits: 100_000_000 },
} satisfies Settings;

/** The settings that an index has otherwise than it should; null when it has them all. */
export function settingsToChange(present: Settings): Settings | null {
  const wrong = Object.entries(INDEX_SETTINGS).filter(
    ([name, wanted]) => !holds(present[name as keyof Settings], wanted),
  );
  return wrong.length === 0 ? null : (Object.fromEntries(wrong) as Settings);
}

/** Whether `present` has everything of `wanted`; the server adds defaults of its own to what it was given. */
function holds(present: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return (
      Array.isArray(present) &&
      present.length === wanted.length &&
      wanted.every((value, i) => holds(present[i], value))
    );
  if (typeof wanted !== 'object' || wanted === null) return present === wanted;
  if (typeof present !== 'object' || present === null) return false;
  return Object.entries(wanted).every(([name, value]) =>
    holds((present as Record<string, unknown>)[name], value),
  );
}
