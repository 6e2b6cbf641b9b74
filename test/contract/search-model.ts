import type { SearchDocument, SearchQuery } from '../../src/platform/search/search.port.js';
import { FACETS } from '../../src/platform/search/search.port.js';

export const NOW = Date.UTC(2026, 8, 1);

/** A document of which nothing is said. */
export const NO_FACETS: SearchDocument['facets'] = {
  stage: null,
  subject: null,
  grade: null,
  type: null,
  school: null,
  mark: null,
};

/** A document everybody of group 1 may find; give what matters. */
export function document(id: string, given: Partial<SearchDocument> = {}): SearchDocument {
  return {
    id,
    rev: 1,
    title: '',
    description: '',
    tags: [],
    context: '',
    body: '',
    facets: NO_FACETS,
    nodes: [],
    authorId: 'author',
    publishedAt: NOW,
    audience: ['g:1'],
    visibleFrom: null,
    visibleUntil: null,
    always: [],
    ...given,
  };
}

/** A query of somebody of group 1; give what matters. */
export function query(text: string, given: Partial<SearchQuery> = {}): SearchQuery {
  return {
    text,
    prefix: false,
    principals: ['g:1'],
    now: NOW,
    filters: {},
    sort: 'relevance',
    excludeIds: [],
    cursor: null,
    limit: 20,
    ...given,
  };
}

/** What a search must answer, worked out the slow way; matching is by whole words between spaces. */
export interface Expected {
  ids: string[];
  facets: Record<string, Record<string, number>>;
}

export function expected(documents: SearchDocument[], asked: SearchQuery): Expected {
  const words = asked.text.split(' ').filter((word) => word !== '');
  const found = documents.filter(
    (doc) => isVisible(doc, asked) && words.every((word) => wordsOf(doc).has(word)),
  );
  const passes = (doc: SearchDocument, without: string | null): boolean =>
    (asked.filters.node === undefined || doc.nodes.includes(asked.filters.node)) &&
    FACETS.every((facet) => {
      const wanted = asked.filters[facet];
      if (facet === without || !wanted || wanted.length === 0) return true;
      return wanted.includes(doc.facets[facet] ?? '');
    });
  const facets: Expected['facets'] = {};
  for (const facet of FACETS) {
    const counts: Record<string, number> = {};
    for (const doc of found.filter((candidate) => passes(candidate, facet))) {
      const value = doc.facets[facet];
      if (value !== null) counts[value] = (counts[value] ?? 0) + 1;
    }
    facets[facet] = counts;
  }
  return {
    ids: found
      .filter((doc) => passes(doc, null))
      .map((doc) => doc.id)
      .sort(),
    facets,
  };
}

function isVisible(doc: SearchDocument, { principals, now, excludeIds }: SearchQuery): boolean {
  if (excludeIds.includes(doc.id)) return false;
  if (doc.always.some((principal) => principals.includes(principal))) return true;
  const open = (doc.visibleFrom ?? -Infinity) <= now && now < (doc.visibleUntil ?? Infinity);
  return open && doc.audience.some((principal) => principals.includes(principal));
}

function wordsOf(doc: SearchDocument): Set<string> {
  return new Set([doc.title, doc.description, ...doc.tags, doc.context, doc.body].join(' ').split(' '));
}
