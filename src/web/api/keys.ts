import type { CollectionScope } from './collections.js';
import type { ResourceScope } from './resources.js';
import type { SearchFilters } from './discovery.js';

/** Every key under which answers are remembered, in one place, so that news can find what it touches. */
export const keys = {
  session: ['session'] as const,
  sessions: ['sessions'] as const,
  sessionsOf: (userId: string) => ['sessions', userId] as const,
  setup: ['setup'] as const,
  organization: ['organization'] as const,
  people: (place: object) => ['people', place] as const,
  taxonomy: ['taxonomy'] as const,
  books: (stage?: string, subject?: string) => ['books', stage ?? '', subject ?? ''] as const,
  chapters: (bookId: string) => ['chapters', bookId] as const,
  resources: (scope: ResourceScope) => ['resources', scope] as const,
  allResources: ['resources'] as const,
  resource: (id: string) => ['resource', id] as const,
  /** where the words of a search stand in a resource */
  place: (resourceId: string, words: string) => ['place', resourceId, words] as const,
  text: (resourceId: string, fileId: string, words: string) => ['text', resourceId, fileId, words] as const,
  search: (filters: SearchFilters) => ['search', filters] as const,
  allSearches: ['search'] as const,
  uploads: ['uploads'] as const,
  quota: ['quota'] as const,
  reach: (schoolId: string) => ['reach', schoolId] as const,
  audience: (schoolId: string, audience: object) => ['audience', schoolId, audience] as const,
  defaults: (schoolId: string) => ['defaults', schoolId] as const,
  handOver: (schoolId: string, personId: string) => ['handOver', schoolId, personId] as const,
  linkPreview: (schoolId: string, groupId: string) => ['linkPreview', schoolId, groupId] as const,
  /** of a resource or a collection: ids of both are never the same */
  grants: (id: string) => ['grants', id] as const,
  viewers: (id: string, filter: object) => ['viewers', id, filter] as const,
  sight: (personId: string) => ['sight', personId] as const,
  links: (id: string) => ['links', id] as const,
  linkLog: (linkId: string) => ['linkLog', linkId] as const,
  audit: (search: object) => ['audit', search] as const,
  auditReach: ['auditReach'] as const,
  auditStanding: ['auditStanding'] as const,
  auditPeople: (text: string) => ['auditPeople', text] as const,
  support: (id: string) => ['support', id] as const,
  collections: (scope: CollectionScope, filter: object) => ['collections', scope, filter] as const,
  allCollections: ['collections'] as const,
  collection: (id: string) => ['collection', id] as const,
  collectionItems: (id: string, mode: string) => ['collection', id, 'items', mode] as const,
  collectionFound: (id: string, sectionId: string, mode: string) =>
    ['collection', id, 'found', sectionId, mode] as const,
  collectionHistory: (id: string) => ['collection', id, 'history'] as const,
  widenings: ['widenings'] as const,
  coverage: (bookId: string, parts: string[], collectionId?: string) =>
    ['coverage', bookId, parts, collectionId ?? ''] as const,
  notices: ['notices'] as const,
  noticePages: ['notices', 'pages'] as const,
  unseenNotices: ['notices', 'unseen'] as const,
  allProposals: ['proposals'] as const,
  ownProposals: ['proposals', 'own'] as const,
  proposalQueue: (collectionId: string, state: string) => ['proposals', collectionId, state] as const,
  shared: (token: string) => ['shared', token] as const,
};
