import { COLLECTION_STATES } from './resource-states.js';
import type { ResourceRoute, Target } from './resource-routes.js';

/** What a row needs to know of the collection it is tried on. */
export interface CollectionTarget extends Pick<Target, 'id' | 'grantKey' | 'bystander'> {
  /** the first holds a link, and a resource that the school alone may see; the second gathers by itself */
  sections: [string, string];
  linkItem: string;
  schoolItem: string;
  /** what it refers to */
  schoolResource: string;
  /** an open proposal: a link, which everybody may see */
  proposal: string;
}

/** The answer to those who hold the right, while the collection lies in the trash. */
const STANDING = { 'in the trash': 409 } as const;
const PUBLISHED = COLLECTION_STATES.filter((state) => state.startsWith('published'));

/** Routes that lead to one collection, by `{id}`: as with resources. */
export const COLLECTION_ROUTES: readonly ResourceRoute<CollectionTarget>[] = [
  { route: 'GET /api/v1/collections/{id}', needs: 'view', ok: 200 },
  {
    route: 'PATCH /api/v1/collections/{id}',
    needs: 'edit',
    ok: 200,
    revised: true,
    body: () => ({ summary: '改了一句' }),
    conflicts: STANDING,
  },
  {
    // Whoever teaches at no school makes nothing in the name of one.
    route: 'POST /api/v1/collections/{id}/copy',
    needs: 'view',
    ok: [201, 403],
    body: () => ({}),
    conflicts: STANDING,
  },
  {
    route: 'POST /api/v1/collections/{id}/publish',
    needs: 'manage',
    ok: 200,
    revised: true,
    changes: true,
    body: () => ({ audience: { preset: 'self' } }),
    conflicts: STANDING,
  },
  {
    route: 'POST /api/v1/collections/{id}/withdraw',
    needs: 'manage',
    ok: 204,
    changes: true,
    conflicts: { ...STANDING, draft: 409 },
  },
  { route: 'DELETE /api/v1/collections/{id}', needs: 'manage', ok: 204, changes: true },
  {
    route: 'POST /api/v1/collections/{id}/restore',
    needs: 'manage',
    ok: 200,
    changes: true,
    conflicts: { draft: 409, ...Object.fromEntries(PUBLISHED.map((state) => [state, 409])) },
  },
  {
    route: 'PUT /api/v1/collections/{id}/follow',
    needs: 'view',
    ok: 204,
    conflicts: { ...STANDING, draft: 409 },
  },
  { route: 'DELETE /api/v1/collections/{id}/follow', needs: 'view', ok: 204 },
  { route: 'GET /api/v1/collections/{id}/outline.pdf', needs: 'view', ok: 200 },
  { route: 'GET /api/v1/collections/{id}/archive', needs: 'view', ok: 200 },
  { route: 'GET /api/v1/collections/{id}/archive.zip', needs: 'view', ok: 200 },
  { route: 'GET /api/v1/collections/{id}/items', needs: 'view', ok: 200 },
  {
    route: 'GET /api/v1/books/{bookId}/coverage',
    needs: 'view',
    ok: 200,
    params: () => ({ bookId: '1ev5snn' }),
    query: (id) => `collectionId=${id}`,
  },
  {
    route: 'POST /api/v1/collections/{id}/items',
    needs: 'edit',
    ok: 201,
    body: () => ({ items: [{ kind: 'link', url: 'https://example.org/', title: '又一个链接' }] }),
    conflicts: STANDING,
  },
  {
    route: 'PATCH /api/v1/collections/{id}/items/{itemId}',
    needs: 'edit',
    ok: 200,
    revised: true,
    params: ({ linkItem }) => ({ itemId: linkItem }),
    body: () => ({ note: '改了一句' }),
    conflicts: STANDING,
  },
  {
    // Those who curate from the other school do not see the resource, and cannot hold a version of it fast.
    route: 'PUT /api/v1/collections/{id}/items/{itemId}/version',
    needs: 'edit',
    ok: [200, 404],
    revised: true,
    params: ({ schoolItem }) => ({ itemId: schoolItem }),
    body: () => ({ version: 'in force' }),
    conflicts: STANDING,
  },
  {
    route: 'POST /api/v1/collections/{id}/items/move',
    needs: 'edit',
    ok: 200,
    revised: true,
    body: ({ linkItem, sections }) => ({ itemIds: [linkItem], sectionId: sections[0], afterId: null }),
    conflicts: STANDING,
  },
  {
    route: 'POST /api/v1/collections/{id}/items/remove',
    needs: 'edit',
    ok: 200,
    revised: true,
    changes: true,
    body: ({ linkItem }) => ({ itemIds: [linkItem] }),
    conflicts: STANDING,
  },
  {
    // Those who curate from the other school do not see the resource, and cannot ask about it.
    route: 'POST /api/v1/collections/{id}/items/{itemId}/widening',
    needs: 'edit',
    ok: [204, 404, 409],
    params: ({ schoolItem }) => ({ itemId: schoolItem }),
    conflicts: STANDING,
  },
  {
    route: 'POST /api/v1/collections/{id}/sections',
    needs: 'edit',
    ok: 201,
    changes: true,
    body: () => ({ title: '又一节' }),
    conflicts: STANDING,
  },
  {
    route: 'PATCH /api/v1/collections/{id}/sections/{sectionId}',
    needs: 'edit',
    ok: 200,
    revised: true,
    params: ({ sections }) => ({ sectionId: sections[0] }),
    body: () => ({ title: '改名' }),
    conflicts: STANDING,
  },
  {
    route: 'DELETE /api/v1/collections/{id}/sections/{sectionId}',
    needs: 'edit',
    ok: 200,
    revised: true,
    changes: true,
    params: ({ sections }) => ({ sectionId: sections[1] }),
    conflicts: STANDING,
  },
  {
    route: 'GET /api/v1/collections/{id}/sections/{sectionId}/found',
    needs: 'view',
    ok: 200,
    params: ({ sections }) => ({ sectionId: sections[1] }),
  },
  {
    // Those who curate from the other school do not see the resource, and cannot name it.
    route: 'PUT /api/v1/collections/{id}/sections/{sectionId}/exceptions/{resourceId}',
    needs: 'edit',
    ok: [204, 404],
    params: ({ sections, schoolResource }) => ({ sectionId: sections[1], resourceId: schoolResource }),
    conflicts: STANDING,
  },
  {
    route: 'DELETE /api/v1/collections/{id}/sections/{sectionId}/exceptions/{resourceId}',
    needs: 'edit',
    ok: [204, 404],
    params: ({ sections, schoolResource }) => ({ sectionId: sections[1], resourceId: schoolResource }),
    conflicts: STANDING,
  },
  {
    // The same is proposed by each of them once.
    route: 'POST /api/v1/collections/{id}/proposals',
    needs: 'view',
    ok: 201,
    body: () => ({
      item: { kind: 'link', url: 'https://example.org/tool', title: '画图工具' },
      reason: '课上用得着',
    }),
    conflicts: STANDING,
  },
  { route: 'GET /api/v1/collections/{id}/proposals', needs: 'edit', ok: 200 },
  {
    route: 'POST /api/v1/collections/{id}/proposals/{proposalId}/accept',
    needs: 'edit',
    ok: 200,
    changes: true,
    params: ({ proposal }) => ({ proposalId: proposal }),
    body: () => ({}),
    conflicts: STANDING,
  },
  {
    route: 'POST /api/v1/collections/{id}/proposals/{proposalId}/decline',
    needs: 'edit',
    ok: 204,
    changes: true,
    params: ({ proposal }) => ({ proposalId: proposal }),
    body: () => ({ reason: '已经有了' }),
    conflicts: STANDING,
  },
  { route: 'GET /api/v1/collections/{id}/history', needs: 'edit', ok: 200 },
  {
    route: 'POST /api/v1/collections/{id}/undo',
    needs: 'edit',
    ok: 200,
    revised: true,
    changes: true,
    conflicts: STANDING,
  },
  { route: 'GET /api/v1/collections/{id}/grants', needs: 'manage', ok: 200 },
  {
    route: 'PUT /api/v1/collections/{id}/grants',
    needs: 'manage',
    ok: 200,
    body: ({ bystander }) => ({ to: { kind: 'user', ...bystander }, right: 'edit' }),
    conflicts: STANDING,
  },
  {
    route: 'DELETE /api/v1/collections/{id}/grants/{key}',
    needs: 'manage',
    ok: 200,
    changes: true,
    params: ({ grantKey }) => ({ key: grantKey }),
  },
];
