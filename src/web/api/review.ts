import type { z } from 'zod';
import type { DescriptionChange } from '../../contracts/resources.js';
import type { correctRequest, CorrectResult } from '../../contracts/review-edit.js';
import type { FiguresPeriod, ReviewFigures } from '../../contracts/review-figures.js';
import type { ManyReviewers, ManyReviewsResult, manyReviewsRequest } from '../../contracts/review-many.js';
import type {
  approveRequest,
  OwnOpinion,
  QueuedReview,
  reassignRequest,
  returnRequest,
  ReviewPolicy,
  ReviewView,
  SubmissionView,
  submitRequest,
} from '../../contracts/review.js';
import type { AnsweredQuestion, ReviewRubric, ReviewRubrics, rubricAnswer } from '../../contracts/rubric.js';
import { newKey, request } from './http.js';

export {
  FIGURE_AGES,
  FIGURE_PERIODS,
  MOST_AT_ONCE,
  RETURN_REASONS,
  REVIEW_LEVELS,
  RUBRIC_VALUES,
} from '../../contracts/constants.js';
export type { AnsweredQuestion, DescriptionChange, ReviewRubric };
export type AnswerInput = z.input<typeof rubricAnswer>;
export type { FiguresPeriod, FiguresRow, ReviewFigures } from '../../contracts/review-figures.js';
export type { ManyReviewsResult } from '../../contracts/review-many.js';
export type {
  OwnOpinion,
  QueuedReview,
  ReturnReason,
  ReviewEvent,
  ReviewLevel,
  ReviewOpinion,
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

export const readOwnOpinions = () => request<{ items: OwnOpinion[] }>('GET', '/reviews/opinions');
export const recallOpinion = ({ id, rev }: Pick<OwnOpinion, 'id' | 'rev'>) =>
  request<void>('POST', `/reviews/${id}/recall`, { ifMatch: rev });

/** What is said of what is reviewed: only what is given changes. */
export type CorrectInput = Omit<z.input<typeof correctRequest>, 'resourceRev'>;
export const correctReviewed = ({ id, rev, resource }: ReviewView, input: CorrectInput) =>
  request<CorrectResult>('PATCH', `/reviews/${id}/description`, {
    ifMatch: rev,
    body: { ...input, resourceRev: resource.rev },
  });

/** One act on several, each as it was read; the answer says what became of each. */
export type ManyReviewsInput = z.input<typeof manyReviewsRequest>;
export type ManyAct = ManyReviewsInput['act'];
export const actOnMany = (body: ManyReviewsInput) =>
  request<ManyReviewsResult>('POST', '/reviews/many', { body });
export const readReviewersOfMany = (ids: string[]) =>
  request<ManyReviewers>('GET', '/reviews/many/candidates', { query: { ids: ids.join(',') } });

export const readFigures = (period: FiguresPeriod) =>
  request<ReviewFigures>('GET', '/reviews/figures', { query: { period } });

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

export const readReviewRubrics = (groupId: string) =>
  request<ReviewRubrics>('GET', `/groups/${groupId}/review-rubric`);
export const saveReviewRubrics = async (groupId: string, items: ReviewRubric[]) =>
  request<ReviewRubrics>('PUT', `/groups/${groupId}/review-rubric`, { body: { items } });
