import type { z } from 'zod';
import type { FileText, WordPlace } from '../../contracts/files.js';
import type { AudienceInput } from '../../contracts/audience.js';
import type {
  createResourceRequest,
  ResourceCard,
  ResourceView,
  tagSuggestResponse,
  updateResourceRequest,
} from '../../contracts/resources.js';
import { contentRoutes } from '../../contracts/content-routes.js';
import { newKey, request, withQuery } from './http.js';
import { ApiError } from './errors.js';

export type { AudienceInput } from '../../contracts/audience.js';
export type { ResourceCard, ResourceView, RightName } from '../../contracts/resources.js';
export type { FileKind, FileText, FileView, PreviewView } from '../../contracts/files.js';
export type CreateResourceInput = z.input<typeof createResourceRequest>;
export type UpdateResourceInput = z.input<typeof updateResourceRequest>;
export type ResourceScope = 'newest' | 'mine' | 'granted' | 'trash';
export interface ResourcePage {
  items: ResourceCard[];
  next: string | null;
}

export const createResource = (body: CreateResourceInput) =>
  request<ResourceView>('POST', '/resources', { body, idempotencyKey: newKey() });
export const readResources = (scope: ResourceScope, cursor?: string, limit = 24) =>
  request<ResourcePage>('GET', '/resources', { query: { scope, cursor, limit } });
export const readResource = (id: string) => request<ResourceView>('GET', `/resources/${id}`);
export const updateResource = (id: string, rev: number, body: UpdateResourceInput) =>
  request<ResourceView>('PATCH', `/resources/${id}`, { body, ifMatch: rev });
/** When the audience sees it; null = open, left out = as it was. */
export interface WindowInput {
  visibleFrom?: string | null;
  visibleUntil?: string | null;
}
export const publishResource = (id: string, rev: number, audience: AudienceInput, window: WindowInput = {}) =>
  request<ResourceView>('POST', `/resources/${id}/publish`, { body: { audience, ...window }, ifMatch: rev });
export const withdrawResource = (id: string, rev: number) =>
  request<ResourceView>('POST', `/resources/${id}/withdraw`, { ifMatch: rev });
export const trashResource = (id: string, rev?: number) =>
  request<void>('DELETE', `/resources/${id}`, { ifMatch: rev });
export const restoreResource = (id: string) => request<ResourceView>('POST', `/resources/${id}/restore`);
export const retryFile = (id: string, fileId: string) =>
  request<unknown>('POST', `/resources/${id}/files/${fileId}/retry`);
export const suggestTags = (text: string, subject?: string) =>
  request<z.infer<typeof tagSuggestResponse>>('GET', '/tags/suggestions', { query: { text, subject } });

/** Where the words that were searched stand first; longer searches are refused before. */
export const readWordPlace = (id: string, words: string) =>
  request<WordPlace>('GET', `/resources/${id}/place`, { query: { words } });

/** Text of a file, page by page; the words, if any, are marked in it. */
export async function readFileText(resourceId: string, fileId: string, words: string): Promise<FileText> {
  const address = contentRoutes.text(resourceId, fileId);
  const response = await fetch(withQuery(address, words ? { words } : {}), { credentials: 'same-origin' });
  if (!response.ok) throw ApiError.fromProblem(response.status, null);
  return (await response.json()) as FileText;
}
