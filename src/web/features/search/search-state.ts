import type { SearchFilters } from '../../api/discovery.js';

/** The facets with several values each. */
export const FACETS = ['stage', 'subject', 'grade', 'type', 'school', 'mark'] as const;
export type Facet = (typeof FACETS)[number];

/** The whole state of a search lives in the address: a link or the back button brings the same list. */
export function readFilters(params: URLSearchParams): SearchFilters {
  return {
    text: params.get('text') ?? '',
    stage: params.getAll('stage'),
    subject: params.getAll('subject'),
    grade: params.getAll('grade'),
    type: params.getAll('type'),
    school: params.getAll('school'),
    mark: params.getAll('mark'),
    node: params.get('node'),
    sort: params.get('sort') === 'newest' ? 'newest' : 'relevance',
  };
}

export function writeFilters(filters: SearchFilters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.text) params.set('text', filters.text);
  for (const facet of FACETS) for (const value of filters[facet]) params.append(facet, value);
  if (filters.node) params.set('node', filters.node);
  if (filters.sort !== 'relevance') params.set('sort', filters.sort);
  return params;
}

export function toggle(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((v) => v !== value) : [...values, value];
}

/** How many choices narrow the list, the words not counted. */
export function countChoices(filters: SearchFilters): number {
  return FACETS.reduce((sum, facet) => sum + filters[facet].length, filters.node ? 1 : 0);
}

export function withoutChoices(filters: SearchFilters): SearchFilters {
  return { ...filters, stage: [], subject: [], grade: [], type: [], school: [], mark: [], node: null };
}
