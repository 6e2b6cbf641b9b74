import type { REVIEW_ACTS, ReviewState } from '../../contracts/index.js';
import { AppError } from '../../kernel/errors.js';

export type ReviewAct = (typeof REVIEW_ACTS)[number];

type Ways = Readonly<Partial<Record<ReviewAct, ReviewState>>>;

const DECIDES: Ways = { pass: 'waiting', approve: 'approved', return: 'returned', ask: 'asked' };
const ENDS: Ways = { withdraw: 'withdrawn', overtake: 'overtaken' };

/** Where each act leads from each state; an act that a state does not name is refused in it. */
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
  approved: {},
  returned: { appeal: 'waiting', overtake: 'overtaken' },
  withdrawn: {},
  overtaken: {},
};

/** Those in which somebody is asked to decide. */
export const OPEN_STATES: readonly ReviewState[] = ['waiting', 'taken', 'asked'];

/**
 * The state that an act leads to. Throws `review_overtaken` where something else is in the place of what was submitted,
 * `review_decided` where it is over, `state_conflict` for what cannot be done in an open one.
 */
export function stateAfter(state: ReviewState, act: ReviewAct): ReviewState {
  const next = REVIEW_TRANSITIONS[state][act];
  if (next !== undefined) return next;
  if (state === 'overtaken') throw new AppError('review_overtaken');
  throw OPEN_STATES.includes(state)
    ? new AppError('state_conflict')
    : new AppError('review_decided', { state });
}
