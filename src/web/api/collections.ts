import type { z } from 'zod';
import type { AudienceInput } from '../../contracts/audience.js';
import type {
  addItemsRequest,
  CollectionCard,
  CollectionChange,
  CollectionItem,
  CollectionView,
  createCollectionRequest,
  createSectionRequest,
  itemInput,
  moveItemsRequest,
  updateCollectionRequest,
  updateItemRequest,
  updateSectionRequest,
  WideningView,
} from '../../contracts/collections.js';
import type { FoundResource } from '../../contracts/saved-search.js';
import type { VersionToPin } from '../../contracts/versions.js';
import { newKey, request } from './http.js';

export type {
  CollectionCard,
  CollectionChange,
  CollectionItem,
  CollectionSection,
  CollectionView,
  WideningView,
} from '../../contracts/collections.js';
export type { FoundResource, SavedSearch } from '../../contracts/saved-search.js';
export type CollectionScope = 'newest' | 'followed' | 'curated' | 'trash';
export type NewCollection = z.input<typeof createCollectionRequest>;
export type NewItem = z.input<typeof itemInput>;
export type CollectionFacts = z.input<typeof updateCollectionRequest>;
export type ItemChange = z.input<typeof updateItemRequest>;
export type SectionChange = z.input<typeof updateSectionRequest>;
export type ItemMove = z.input<typeof moveItemsRequest>;
interface Page<T> {
  items: T[];
  next: string | null;
}

const of = (id: string) => `/collections/${id}`;

export const readCollections = (
  scope: CollectionScope,
  filter: { subject?: string | undefined; text?: string | undefined } = {},
  cursor?: string,
  limit = 24,
) => request<Page<CollectionCard>>('GET', '/collections', { query: { scope, ...filter, cursor, limit } });
export const readCollection = (id: string) => request<CollectionView>('GET', of(id));
export const createCollection = (body: NewCollection) =>
  request<CollectionView>('POST', '/collections', { body, idempotencyKey: newKey() });
export const updateCollection = (id: string, rev: number, body: CollectionFacts) =>
  request<CollectionView>('PATCH', of(id), { body, ifMatch: rev });
export const publishCollection = (id: string, rev: number, audience: AudienceInput) =>
  request<CollectionView>('POST', `${of(id)}/publish`, { body: { audience }, ifMatch: rev });
export const withdrawCollection = (id: string) => request<void>('POST', `${of(id)}/withdraw`);
export const trashCollection = (id: string) => request<void>('DELETE', of(id));
export const restoreCollection = (id: string) => request<CollectionView>('POST', `${of(id)}/restore`);

/** All items, page after page: a reader and a curator both walk through the whole. */
export async function readItems(id: string, mode: 'reading' | 'curating'): Promise<CollectionItem[]> {
  const found: CollectionItem[] = [];
  let cursor: string | null | undefined;
  do {
    const page: Page<CollectionItem> = await request('GET', `${of(id)}/items`, {
      query: { mode, cursor, limit: 100 },
    });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

export const addItems = (id: string, body: z.input<typeof addItemsRequest>) =>
  request<{ ids: string[] }>('POST', `${of(id)}/items`, { body, idempotencyKey: newKey() });
export const updateItem = (id: string, rev: number, itemId: string, body: ItemChange) =>
  request<CollectionView>('PATCH', `${of(id)}/items/${itemId}`, { body, ifMatch: rev });
/** Keeps to a version; null: follows the one in force. */
export const pinItem = (id: string, rev: number, itemId: string, version: VersionToPin | null) =>
  request<CollectionView>('PUT', `${of(id)}/items/${itemId}/version`, { body: { version }, ifMatch: rev });
export const moveItems = (id: string, rev: number, body: ItemMove) =>
  request<CollectionView>('POST', `${of(id)}/items/move`, { body, ifMatch: rev });
export const removeItems = (id: string, rev: number, itemIds: string[]) =>
  request<CollectionView>('POST', `${of(id)}/items/remove`, { body: { itemIds }, ifMatch: rev });
export const addSection = (id: string, body: z.input<typeof createSectionRequest>) =>
  request<{ id: string }>('POST', `${of(id)}/sections`, { body, idempotencyKey: newKey() });
export const updateSection = (id: string, rev: number, sectionId: string, body: SectionChange) =>
  request<CollectionView>('PATCH', `${of(id)}/sections/${sectionId}`, { body, ifMatch: rev });
export const removeSection = (id: string, rev: number, sectionId: string) =>
  request<CollectionView>('DELETE', `${of(id)}/sections/${sectionId}`, { ifMatch: rev });
export const readFound = (
  id: string,
  sectionId: string,
  mode: 'reading' | 'curating',
  limit: number,
  cursor?: string,
) =>
  request<Page<FoundResource>>('GET', `${of(id)}/sections/${sectionId}/found`, {
    query: { mode, limit, cursor },
  });
/** Leaves a resource out of what the section finds, or lets it in again. */
export const setException = (id: string, sectionId: string, resourceId: string, out: boolean) =>
  request<void>(out ? 'PUT' : 'DELETE', `${of(id)}/sections/${sectionId}/exceptions/${resourceId}`);
/** Hears of its changes from now on, or no more. */
export const followCollection = (id: string, follow: boolean) =>
  request<void>(follow ? 'PUT' : 'DELETE', `${of(id)}/follow`);
export const undoCollection = (id: string, rev: number) =>
  request<CollectionView>('POST', `${of(id)}/undo`, { ifMatch: rev });
export const readHistory = (id: string, cursor?: string) =>
  request<Page<CollectionChange>>('GET', `${of(id)}/history`, { query: { cursor, limit: 40 } });

export const askToWiden = (id: string, itemId: string) =>
  request<void>('POST', `${of(id)}/items/${itemId}/widening`);
export const readWidenings = () => request<{ items: WideningView[] }>('GET', '/widenings');
export const settleWidening = (id: string) => request<void>('DELETE', `/widenings/${id}`);
