import type { ArchiveView } from '../../contracts/collection-use.js';
import { API_BASE } from '../../contracts/content-routes.js';
import type { CollectionView } from './collections.js';
import { newKey, request, withQuery } from './http.js';

export const copyCollection = (id: string) =>
  request<CollectionView>('POST', `/collections/${id}/copy`, { body: {}, idempotencyKey: newKey() });
/** The table of contents, to be saved by the browser. */
export const outlinePdf = (id: string, language: 'zh' | 'en') =>
  withQuery(`${API_BASE}/collections/${id}/outline.pdf`, { language });
/** What the archive would hold. */
export const readArchive = (id: string) => request<ArchiveView>('GET', `/collections/${id}/archive`);
/** The whole as an archive, to be saved by the browser. */
export const archiveZip = (id: string, language: 'zh' | 'en') =>
  withQuery(`${API_BASE}/collections/${id}/archive.zip`, { language });
