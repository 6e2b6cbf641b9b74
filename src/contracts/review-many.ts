import { z } from 'zod';
import { id } from './common.js';
import { MOST_AT_ONCE } from './constants.js';
import { ERROR_STATUS, type ErrorCode } from './error-codes.js';
import { personRef } from './resources.js';
import { approveRequest, reassignRequest, returnRequest } from './review.js';

/** Submissions with the `rev` of each that was read; each is decided by itself. */
const items = z
  .array(z.object({ id, rev: z.int() }))
  .min(1)
  .max(MOST_AT_ONCE)
  .refine((list) => new Set(list.map((one) => one.id)).size === list.length, 'each once');

/** One act on several submissions, with the same words for all. */
export const manyReviewsRequest = z.discriminatedUnion('act', [
  z.object({ act: z.literal('take'), items }),
  z.object({ act: z.literal('reassign'), items, ...reassignRequest.shape }),
  z.object({ act: z.literal('approve'), items, words: approveRequest.shape.words }),
  z
    .object({
      act: z.literal('return'),
      items,
      reasons: returnRequest.shape.reasons,
      words: returnRequest.shape.words,
    })
    .refine(({ reasons, words }) => reasons.length > 0 || words !== '', 'a reason or words'),
]);
export type ManyReviews = z.output<typeof manyReviewsRequest>;

/** What became of one: nothing refused it, or it is as it was. */
const outcome = z.object({
  id,
  refusal: z
    .object({
      code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .nullable(),
});
export type ReviewOutcome = z.infer<typeof outcome>;
/** In the order in which they were named. */
export const manyReviewsResult = z.object({ items: z.array(outcome) });
export type ManyReviewsResult = z.infer<typeof manyReviewsResult>;

/** The ids, with commas between. */
export const manyReviewersQuery = z.object({
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(id).min(1).max(MOST_AT_ONCE)),
});
/** Who can decide on how many of them; whoever can on most of them first. */
export const manyReviewers = z.object({ items: z.array(personRef.extend({ count: z.int() })) });
export type ManyReviewers = z.infer<typeof manyReviewers>;
