import type { ResourceScope } from './resources.js';
import type { SearchFilters } from './discovery.js';

/** Every key under which answers are remembered, in one place, so that news can find what it touches. */
export const keys = {
  session: ['session'] as const,
  setup: ['setup'] as const,
  organization: ['organization'] as const,
  people: (place: object) => ['people', place] as const,
  taxonomy: ['taxonomy'] as const,
  books: (stage?: string, subject?: string) => ['books', stage ?? '', subject ?? ''] as const,
  chapters: (bookId: string) => ['chapters', bookId] as const,
  resources: (scope: ResourceScope) => ['resources', scope] as const,
  allResources: ['resources'] as const,
  resource: (id: string) => ['resource', id] as const,
  text: (resourceId: string, fileId: string) => ['text', resourceId, fileId] as const,
  search: (filters: SearchFilters) => ['search', filters] as const,
  allSearches: ['search'] as const,
  uploads: ['uploads'] as const,
  quota: ['quota'] as const,
};
