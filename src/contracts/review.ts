import { z } from 'zod';
import { audienceInput, audienceView, visibilityWindow, windowView } from './audience.js';
import { id, instant, pageOf, pageQuery } from './common.js';
import { RETURN_REASONS, REVIEW_ACTS, REVIEW_LEVELS, REVIEW_STATES } from './constants.js';
import { fileView } from './files.js';
import { markInput } from './marks.js';
import { answeredQuestion, reviewRubric, rubricAnswers } from './rubric.js';
import { descriptionChange, personRef, resourceCard, resourceView } from './resources.js';

/**
 * Where a review is decided: department by the head of the owning school's department of the subject, school by its
 * administrator, group by the group's lead of the subject. Administrators stand in where there is nobody.
 */
export const reviewLevel = z.enum(REVIEW_LEVELS);
export type ReviewLevel = z.infer<typeof reviewLevel>;

/** Levels in the order in which they are passed, each once. */
const levels = z
  .array(reviewLevel)
  .max(REVIEW_LEVELS.length)
  .refine(
    (list) =>
      list.every((level, i) => i === 0 || REVIEW_LEVELS.indexOf(list[i - 1]!) < REVIEW_LEVELS.indexOf(level)),
    'levels in their order',
  );
/** What a group asks for before things of a type are shown; `type` null = for types without a line of their own. */
export const reviewRule = z.object({
  type: z.string().max(40).nullable(),
  /** before the whole owning school */
  school: levels,
  /** before anybody outside it */
  beyond: levels,
  /**
   * Two people judge at the last level that the line asks for, each without the other, and nobody learns who they were.
   * At the last only: what is seen there is what was found good before, and small schools need not find two at each.
   */
  second: z.boolean().optional(),
});
export type ReviewRule = z.infer<typeof reviewRule>;
/** Without a line that fits, nothing is asked. */
export const reviewPolicy = z.object({ items: z.array(reviewRule).max(40) });
export type ReviewPolicy = z.infer<typeof reviewPolicy>;

export const reviewState = z.enum(REVIEW_STATES);
export type ReviewState = z.infer<typeof reviewState>;
export const returnReason = z.enum(RETURN_REASONS);
export type ReturnReason = z.infer<typeof returnReason>;

const words = z.string().trim().max(1000);
const said = words.min(1);

/** `words`: to the reviewer. */
export const submitRequest = visibilityWindow.extend({ audience: audienceInput, words: words.default('') });
/** `words`: to the author, or to whoever decides next. */
export const approveRequest = z.object({
  words: words.default(''),
  /** to the rubric */
  answers: rubricAnswers,
  /** quality marks to give to it, where it is published by this */
  marks: z.array(markInput).max(20).default([]),
});
/** At least one reason, or words. */
export const returnRequest = z
  .object({
    reasons: z.array(returnReason).max(RETURN_REASONS.length).default([]),
    words: words.default(''),
    answers: rubricAnswers,
  })
  .refine(({ reasons, words: text }) => reasons.length > 0 || text !== '', 'a reason or words');
export const sayRequest = z.object({ words: said });
export const reassignRequest = z.object({ toId: id, words: words.default('') });

/** What one of two found. */
export const reviewOpinion = z.object({
  verdict: z.enum(['approve', 'return']),
  reasons: z.array(returnReason),
  words: z.string(),
  rubric: z.array(answeredQuestion),
});
export type ReviewOpinion = z.infer<typeof reviewOpinion>;

/** What happened to a submission, in its order. */
export const reviewEvent = z.object({
  id,
  at: instant,
  act: z.enum(['submit', ...REVIEW_ACTS]),
  /** null: a reviewer where two judge, who is named to nobody */
  by: personRef.nullable(),
  /** the level at which it happened */
  level: reviewLevel.nullable(),
  reasons: z.array(returnReason),
  words: z.string(),
  /** to whom it was given */
  to: personRef.nullable(),
  /** what was corrected */
  changes: z.array(descriptionChange),
  /** what was answered of the rubric */
  rubric: z.array(answeredQuestion),
  /** what the two found, side by side, once both are in */
  opinions: z.array(reviewOpinion),
});
export type ReviewEvent = z.infer<typeof reviewEvent>;

/** Where a submission is. */
const standing = z.object({
  id,
  rev: z.int(),
  state: reviewState,
  /** the levels that it passes, and how many of them it has passed */
  levels: z.array(reviewLevel),
  passed: z.int(),
  submittedAt: instant,
  /** since when it is in this state at this level */
  since: instant,
  /** who has it; null while nobody has, and where two judge */
  reviewer: personRef.nullable(),
  /** two judge at this level, each without the other */
  two: z.boolean(),
});
/** As whoever may edit the resource reads it. */
export const submissionView = standing.extend({
  audience: audienceView,
  ...windowView.shape,
  submitter: personRef,
  events: z.array(reviewEvent),
  /** returned, and not appealed yet */
  mayAppeal: z.boolean(),
  /** where two judge: nobody is there now who could */
  nobody: z.boolean(),
});
export type SubmissionView = z.infer<typeof submissionView>;
/** The latest first. */
export const submissionList = z.object({ items: z.array(submissionView) });

/** A submission in the queue. */
export const queuedReview = standing.extend({
  resource: resourceCard,
  /** the asker has it */
  mine: z.boolean(),
});
export type QueuedReview = z.infer<typeof queuedReview>;
/** Longest waiting first. `standIn`: also what others are there for and the asker may decide as an administrator. */
export const reviewQuery = pageQuery.extend({
  subject: z.string().max(40).optional(),
  level: reviewLevel.optional(),
  /** waiting for at least so many days */
  days: z.coerce.number().int().min(1).max(365).optional(),
  standIn: z.enum(['true', 'false']).default('false'),
});
export const reviewQueue = pageOf(queuedReview);

/** Everything that a reviewer decides by: what was submitted, to whom, and what was said and decided before. */
export const reviewView = queuedReview.extend({
  /** as readers see it, or would see it */
  resource: resourceView,
  /** what was submitted */
  content: z.object({ files: z.array(fileView), linkUrl: z.string().nullable() }),
  /** the resource is in force already, with other files or another link */
  replaces: z.boolean(),
  audience: audienceView,
  ...windowView.shape,
  submitter: personRef,
  /** what is asked with a decision here */
  rubric: reviewRubric.pick({ required: true, questions: true }),
  events: z.array(reviewEvent),
  /** submissions of the same before, the latest first */
  earlier: z.array(z.object({ id, state: reviewState, submittedAt: instant, events: z.array(reviewEvent) })),
});
export type ReviewView = z.infer<typeof reviewView>;

/** An opinion of the asker's that waits for the second; it can be taken back until then. */
export const ownOpinion = reviewOpinion.extend({
  /** of the submission */
  id,
  rev: z.int(),
  at: instant,
  resource: resourceCard,
  /** nobody else is there now who could give the second */
  nobody: z.boolean(),
});
export type OwnOpinion = z.infer<typeof ownOpinion>;
/** The latest first. */
export const ownOpinions = z.object({ items: z.array(ownOpinion) });

/** To whom it can be given. */
export const reviewerList = z.object({ items: z.array(personRef) });
