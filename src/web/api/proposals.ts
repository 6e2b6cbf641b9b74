import type { z } from 'zod';
import type {
  acceptRequest,
  OwnProposal,
  proposeRequest,
  QueuedProposal,
} from '../../contracts/proposals.js';
import { newKey, request } from './http.js';

export type { OwnProposal, ProposedItem, QueuedProposal } from '../../contracts/proposals.js';
export type QueueState = 'open' | 'decided';
interface Page<T> {
  items: T[];
  next: string | null;
}

const of = (collectionId: string) => `/collections/${collectionId}/proposals`;

export const propose = (collectionId: string, body: z.input<typeof proposeRequest>) =>
  request<{ id: string }>('POST', of(collectionId), { body, idempotencyKey: newKey() });
export const readQueue = (collectionId: string, state: QueueState, cursor?: string) =>
  request<Page<QueuedProposal> & { open: number }>('GET', of(collectionId), {
    query: { state, cursor, limit: 20 },
  });
export const acceptProposal = (collectionId: string, id: string, body: z.input<typeof acceptRequest>) =>
  request<{ itemId: string }>('POST', `${of(collectionId)}/${id}/accept`, { body });
export const declineProposal = (collectionId: string, id: string, reason: string) =>
  request<void>('POST', `${of(collectionId)}/${id}/decline`, { body: { reason } });
export const readOwnProposals = (cursor?: string) =>
  request<Page<OwnProposal>>('GET', '/proposals', { query: { cursor, limit: 20 } });
export const withdrawProposal = (id: string) => request<void>('POST', `/proposals/${id}/withdraw`);
