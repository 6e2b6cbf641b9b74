import type { z } from 'zod';
import type {
  approveRequest,
  QueuedReview,
  reassignRequest,
  returnRequest,
  ReviewPolicy,
  ReviewView,
  SubmissionView,
  submitRequest,
} from '../../contracts/review.js';
import { newKey, request } from './http.js';

export { RETURN_REASONS, REVIEW_LEVELS } from '../../contracts/constants.js';
export type {
  QueuedReview,
  ReturnReason,
  ReviewEvent,
  ReviewLevel,
  ReviewRule,
  ReviewView,
  SubmissionView,
} from '../../contracts/review.js';

export interface ReviewFilter {
  subject?: string | undefined;
  level?: string | undefined;
  days?: number | undefined;
  standIn?: boolean | undefined;
}

export const readReviews = (filter: ReviewFilter, cursor?: string) =>
  request<{ items: QueuedReview[]; next: string | null }>('GET', '/reviews', {
    query: { ...filter, cursor, limit: 20 },
  });
export const readReview = (id: string) => request<ReviewView>('GET', `/reviews/${id}`);
export const readReviewers = (id: string) =>
  request<{ items: { id: string; name: string }[] }>('GET', `/reviews/${id}/candidates`);

/** What reviewers do, by the last part of its address. */
export interface ReviewBodies {
  take: undefined;
  'give-back': undefined;
  approve: z.input<typeof approveRequest>;
  return: z.input<typeof returnRequest>;
  ask: { words: string };
  reassign: z.input<typeof reassignRequest>;
}
export const actOnReview = <A extends keyof ReviewBodies>(
  { id, rev }: Pick<ReviewView, 'id' | 'rev'>,
  act: A,
  body: ReviewBodies[A],
) => request<void>('POST', `/reviews/${id}/${act}`, { ifMatch: rev, body });

export const submitForReview = (id: string, rev: number, body: z.input<typeof submitRequest>) =>
  request<{ id: string }>('POST', `/resources/${id}/submissions`, {
    ifMatch: rev,
    body,
    idempotencyKey: newKey(),
  });
export const readSubmissions = (resourceId: string) =>
  request<{ items: SubmissionView[] }>('GET', `/resources/${resourceId}/submissions`);
export const withdrawSubmission = (id: string) => request<void>('POST', `/submissions/${id}/withdraw`);
export const saySubmission = (id: string, act: 'answer' | 'appeal', words: string) =>
  request<void>('POST', `/submissions/${id}/${act}`, { body: { words } });
export const discardPending = (resourceId: string) =>
  request<void>('DELETE', `/resources/${resourceId}/pending`);

export const readReviewPolicy = (groupId: string) =>
  request<ReviewPolicy>('GET', `/groups/${groupId}/review-policy`);
export const saveReviewPolicy = (groupId: string, items: ReviewPolicy['items']) =>
  request<ReviewPolicy>('PUT', `/groups/${groupId}/review-policy`, { body: { items } });
