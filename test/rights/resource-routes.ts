import type { ResourceState, Right } from './resource-states.js';

/** What a row needs to know of the resource it is tried on. */
export interface Target {
  id: string;
  fileId: string;
  /** of a grant to a bystander */
  grantKey: string;
  linkId: string;
  bystander: { id: string; schoolId: string };
}

/**
 * A route that leads to one resource, by `{id}`. Whoever holds `needs` gets `ok`, everybody else 404, as for what does
 * not exist, and 401 without a session.
 */
export interface ResourceRoute<T = Target> {
  route: string;
  needs: Right;
  ok: number | readonly number[];
  /** what the address names besides the resource and the file */
  params?: (target: T) => Record<string, string>;
  /** for routes that name the thing in their query */
  query?: (id: string) => string;
  body?: (target: T) => object;
  /** sent with If-Match */
  revised?: true;
  /** it leaves the resource other than it was: the next cell gets another one */
  changes?: true;
  /** the answer to those who hold the right, where the state does not allow the act */
  conflicts?: Partial<Record<ResourceState, number>>;
}

const FILE = '/api/v1/resources/{id}/files/{fileId}';
// An S3 store is read by itself, under an address that we redirect to.
const BYTES = [200, 302];
const PUBLISHED: readonly ResourceState[] = [
  'published to nobody',
  'published to the department',
  'published to the school',
  'published to both schools',
  'published to the group',
  'published to the group for preview only',
  'published to the group from tomorrow',
  'published to the group until yesterday',
  'published to the group with pupils and no consent',
];

const every = (states: readonly ResourceState[], status: number) =>
  Object.fromEntries(states.map((state) => [state, status])) as Partial<Record<ResourceState, number>>;

export const RESOURCE_ROUTES: readonly ResourceRoute[] = [
  { route: 'GET /api/v1/resources/{id}', needs: 'view', ok: 200 },
  { route: 'GET /api/v1/resources/{id}/place', needs: 'view', ok: 200, query: () => 'words=x' },
  {
    route: 'PATCH /api/v1/resources/{id}',
    needs: 'edit',
    ok: 200,
    revised: true,
    body: () => ({ description: '改了一句' }),
  },
  {
    route: 'POST /api/v1/resources/{id}/publish',
    needs: 'manage',
    ok: 200,
    revised: true,
    changes: true,
    body: () => ({ audience: { preset: 'self' } }),
    conflicts: { 'in the trash': 409 },
  },
  {
    route: 'PATCH /api/v1/resources/{id}/usage',
    needs: 'manage',
    ok: 200,
    revised: true,
    body: () => ({ watermark: true }),
  },
  {
    route: 'POST /api/v1/resources/{id}/withdraw',
    needs: 'manage',
    ok: 200,
    changes: true,
    conflicts: { draft: 409, withdrawn: 409, 'in the trash': 409 },
  },
  { route: 'DELETE /api/v1/resources/{id}', needs: 'manage', ok: 204, changes: true },
  {
    route: 'POST /api/v1/resources/{id}/restore',
    needs: 'manage',
    ok: 200,
    changes: true,
    conflicts: { draft: 409, ...every(PUBLISHED, 409), withdrawn: 409 },
  },
  { route: `GET ${FILE}/original`, needs: 'download', ok: BYTES },
  { route: `GET ${FILE}/text`, needs: 'view', ok: 200 },
  { route: `GET ${FILE}/thumbnail`, needs: 'view', ok: BYTES },
  { route: `GET ${FILE}/image`, needs: 'view', ok: BYTES },
  { route: `GET ${FILE}/pages/{page}`, needs: 'view', ok: BYTES, params: () => ({ page: '1' }) },
  { route: `GET ${FILE}/pages/{page}/thumbnail`, needs: 'view', ok: BYTES, params: () => ({ page: '1' }) },
  { route: `GET ${FILE}/audio`, needs: 'view', ok: BYTES },
  { route: `GET ${FILE}/poster`, needs: 'view', ok: BYTES },
  { route: `GET ${FILE}/strip`, needs: 'view', ok: BYTES },
  { route: `GET ${FILE}/hls/{part}`, needs: 'view', ok: BYTES, params: () => ({ part: 'master.m3u8' }) },
  {
    route: `GET ${FILE}/hls/{variant}/{part}`,
    needs: 'view',
    ok: BYTES,
    params: () => ({ variant: '720p', part: 'seg1.m4s' }),
  },
  { route: `POST ${FILE}/retry`, needs: 'edit', ok: 202 },
  { route: 'GET /api/v1/resources/{id}/grants', needs: 'manage', ok: 200 },
  {
    route: 'PUT /api/v1/resources/{id}/grants',
    needs: 'manage',
    ok: 200,
    body: ({ bystander }) => ({ to: { kind: 'user', ...bystander }, right: 'edit' }),
    conflicts: { 'in the trash': 409 },
  },
  {
    route: 'DELETE /api/v1/resources/{id}/grants/{key}',
    needs: 'manage',
    ok: 200,
    changes: true,
    params: ({ grantKey }) => ({ key: grantKey }),
  },
  { route: 'GET /api/v1/resources/{id}/versions', needs: 'edit', ok: 200 },
  {
    route: 'POST /api/v1/resources/{id}/versions/{number}/restore',
    needs: 'edit',
    ok: 200,
    revised: true,
    params: () => ({ number: '1' }),
  },
  {
    route: 'DELETE /api/v1/resources/{id}/versions/{number}',
    needs: 'manage',
    ok: 204,
    changes: true,
    params: () => ({ number: '1' }),
  },
  {
    // nothing waits beside it
    route: 'DELETE /api/v1/resources/{id}/pending',
    needs: 'edit',
    ok: 404,
  },
  { route: 'GET /api/v1/resources/{id}/submissions', needs: 'edit', ok: 200 },
  // Who sees it, sees its marks; what there were, and who gives them, is in medium/marks.
  { route: 'GET /api/v1/resources/{id}/marks', needs: 'view', ok: 200 },
  {
    // its group asks for nothing here
    route: 'POST /api/v1/resources/{id}/submissions',
    needs: 'manage',
    ok: 409,
    revised: true,
    body: () => ({ audience: { preset: 'self' } }),
  },
  { route: 'GET /api/v1/resources/{id}/links', needs: 'manage', ok: 200 },
  {
    route: 'POST /api/v1/resources/{id}/links',
    needs: 'manage',
    ok: 201,
    body: () => ({ right: 'view', expiresAt: '2026-10-01T00:00:00Z' }),
    conflicts: {
      draft: 409,
      withdrawn: 409,
      'in the trash': 409,
      'published to the group with pupils and no consent': 422,
    },
  },
  {
    route: 'DELETE /api/v1/resources/{id}/links/{linkId}',
    needs: 'manage',
    ok: 204,
    changes: true,
    params: ({ linkId }) => ({ linkId }),
    // a draft has none
    conflicts: { draft: 404 },
  },
  {
    route: 'GET /api/v1/resources/{id}/links/{linkId}/log',
    needs: 'manage',
    ok: 200,
    params: ({ linkId }) => ({ linkId }),
    // a draft has none
    conflicts: { draft: 404 },
  },
  { route: 'GET /api/v1/resources/{id}/support', needs: 'manage', ok: 200 },
  { route: 'GET /api/v1/resources/{id}/viewers', needs: 'manage', ok: 200 },
  { route: 'GET /api/v1/resources/{id}/viewers/export', needs: 'manage', ok: 200 },
];
