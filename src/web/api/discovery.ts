import type { z } from 'zod';
import type { facetCounts, searchHit, SearchResponse } from '../../contracts/discovery.js';
import { request } from './http.js';

export type { SearchResponse } from '../../contracts/discovery.js';
export type SearchHit = z.infer<typeof searchHit>;
export type FacetCounts = z.infer<typeof facetCounts>;

export interface SearchFilters {
  text: string;
  stage: string[];
  subject: string[];
  grade: string[];
  type: string[];
  school: string[];
  mark: string[];
  node: string | null;
  sort: 'relevance' | 'newest';
}

export const search = (filters: SearchFilters, cursor: string | undefined, signal?: AbortSignal) =>
  request<SearchResponse>('GET', '/search', { query: { ...filters, cursor }, signal });
export const suggest = (text: string, signal?: AbortSignal) =>
  request<{ items: string[] }>('GET', '/search/suggestions', { query: { text: text.slice(0, 100) }, signal });
