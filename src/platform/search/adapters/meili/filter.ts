import type { Facet, SearchQuery } from '../../search.port.js';
import { FACETS } from '../../search.port.js';
import { idNumber } from './meili-document.js';

/** Text as a value in a filter expression: the one place where such values are written. */
export function quoted(value: string): string {
  // Meilisearch knows one escape, a backslash before a quote or a backslash
  return `"${value.replace(/[\\"]/g, (character) => `\\${character}`)}"`;
}

/** `attribute` is one of the values; with none of them, nothing is. */
export function oneOf(attribute: string, values: readonly (string | number)[]): string {
  const list = values.map((value) => (typeof value === 'number' ? String(value) : quoted(value)));
  return `${attribute} IN [${list.join(', ')}]`;
}

/** What one person may find at one moment: (audience ∧ window) ∨ always, without what is excluded. */
export function sightFilter({
  principals,
  now,
  excludeIds,
}: Pick<SearchQuery, 'principals' | 'now' | 'excludeIds'>): string[] {
  const within = `${oneOf('audience', principals)} AND visibleFrom <= ${now} AND visibleUntil > ${now}`;
  const sight = [`(${within}) OR ${oneOf('always', principals)}`];
  if (excludeIds.length > 0) sight.push(`NOT ${oneOf('n', excludeIds.map(idNumber))}`);
  return sight;
}

/** The filters of a query, each facet but `without`. */
export function facetFilter(filters: SearchQuery['filters'], without: Facet | null = null): string[] {
  const parts: string[] = [];
  for (const facet of FACETS) {
    const values = filters[facet];
    if (facet !== without && values && values.length > 0) parts.push(oneOf(facet, values));
  }
  if (filters.node !== undefined) parts.push(`nodes = ${quoted(filters.node)}`);
  return parts;
}

/** Facets that a query filters by: each is counted by a query of its own. */
export function filteredFacets(filters: SearchQuery['filters']): Facet[] {
  return FACETS.filter((facet) => (filters[facet]?.length ?? 0) > 0);
}
