import type { REVIEW_ACTS, ReviewState } from '../../contracts/index.js';
import { AppError } from '../../kernel/errors.js';

export type ReviewAct = (typeof REVIEW_ACTS)[number];

type Ways = Readonly<Partial<Record<ReviewAct, ReviewState>>>;

const DECIDES: Ways = { pass: 'waiting', approve: 'approved', return: 'returned', ask: 'asked' };
const AGREES: Ways = { pass: 'waiting', approve: 'approved', return: 'returned' };
const ENDS: Ways = { withdraw: 'withdrawn', overtake: 'overtaken' };

/** Where each act leads from each state where one judges; an act that a state does not name is refused in it. */
export const REVIEW_TRANSITIONS: Readonly<Record<ReviewState, Ways>> = {
  waiting: {
    take: 'taken',
    reassign: 'taken',
    answer: 'waiting',
    edit: 'waiting',
    move: 'waiting',
    ...DECIDES,
    ...ENDS,
  },
  taken: {
    take: 'taken',
    give_back: 'waiting',
    reassign: 'taken',
    answer: 'taken',
    edit: 'taken',
    move: 'waiting',
    ...DECIDES,
    ...ENDS,
  },
  asked: {
    take: 'asked',
    give_back: 'waiting',
    reassign: 'asked',
    answer: 'taken',
    edit: 'asked',
    move: 'waiting',
    ...DECIDES,
    ...ENDS,
  },
  second: {},
  split: {},
  approved: {},
  returned: { appeal: 'waiting', overtake: 'overtaken' },
  withdrawn: {},
  overtaken: {},
};

/**
 * The same where two judge, each without the other. Nobody takes or hands on what both look at: whoever did would be
 * known by it. Once one opinion is in, what the second judges is what the first did: nothing is corrected or asked. Where
 * they differ, and after an appeal, a third decides alone.
 */
export const SECOND_TRANSITIONS: Readonly<Record<ReviewState, Ways>> = {
  waiting: { opine: 'second', ask: 'asked', answer: 'waiting', edit: 'waiting', move: 'waiting', ...ENDS },
  taken: {},
  asked: { opine: 'second', ask: 'asked', answer: 'waiting', edit: 'asked', move: 'waiting', ...ENDS },
  second: { recall: 'waiting', split: 'split', answer: 'second', ...AGREES, ...ENDS },
  split: { answer: 'split', ...AGREES, ...ENDS },
  approved: {},
  returned: { appeal: 'split', overtake: 'overtaken' },
  withdrawn: {},
  overtaken: {},
};

/** Those in which somebody is asked to decide. */
export const OPEN_STATES: readonly ReviewState[] = ['waiting', 'taken', 'asked', 'second', 'split'];

/**
 * The state that an act leads to, where one judges or two. Throws `review_overtaken` where something else is in the place
 * of what was submitted, `review_decided` where it is over, `state_conflict` for what cannot be done in an open one.
 */
export function stateAfter(state: ReviewState, act: ReviewAct, two = false): ReviewState {
  const next = (two ? SECOND_TRANSITIONS : REVIEW_TRANSITIONS)[state][act];
  if (next !== undefined) return next;
  if (state === 'overtaken') throw new AppError('review_overtaken');
  throw OPEN_STATES.includes(state)
    ? new AppError('state_conflict')
    : new AppError('review_decided', { state });
}

/** Throws what `stateAfter` throws for what is over. */
export function requireOpen(state: ReviewState): void {
  if (!OPEN_STATES.includes(state)) stateAfter(state, 'return');
}

/** What reviewers do: where two judge, it bears nobody's name. */
export const REVIEWER_ACTS: ReadonlySet<string> = new Set<ReviewAct>([
  ...(['take', 'give_back', 'reassign', 'edit', 'move', 'pass', 'approve', 'return', 'ask'] as const),
  ...(['opine', 'recall', 'split'] as const),
]);

/** What is read of a submission to know how it is judged where it is. */
interface Placed {
  steps: readonly { second?: true }[];
  passed: number;
}

/** Whether two judge where it is, or was decided. */
export const twoJudge = ({ steps, passed }: Placed): boolean =>
  steps[Math.min(passed, steps.length - 1)]?.second === true;
