import fc from 'fast-check';
import { REVIEW_ACTS, REVIEW_STATES, type ReviewState } from '../../contracts/index.js';
import { AppError } from '../../kernel/errors.js';
import { OPEN_STATES, REVIEW_TRANSITIONS, stateAfter } from './review-states.js';

const refusalIn = (state: ReviewState) => {
  if (state === 'overtaken') return 'review_overtaken';
  return OPEN_STATES.includes(state) ? 'state_conflict' : 'review_decided';
};

describe('the states of a submission', () => {
  const cases = REVIEW_STATES.flatMap((state) =>
    REVIEW_ACTS.map((act) => ({ state, act, next: REVIEW_TRANSITIONS[state][act] })),
  );

  it.each(cases)('$state, $act: $next', ({ state, act, next }) => {
    if (next) expect(stateAfter(state, act)).toBe(next);
    else expect(() => stateAfter(state, act)).toThrow(new AppError(refusalIn(state)));
  });

  it('begin waiting, and every one of them can be reached', () => {
    const reached = new Set<ReviewState>(['waiting']);
    for (const state of reached)
      for (const next of Object.values(REVIEW_TRANSITIONS[state])) reached.add(next);
    expect([...reached].sort()).toEqual([...REVIEW_STATES].sort());
  });

  it('leave every open state by every decision, and by the author or a change of content', () => {
    for (const state of OPEN_STATES)
      for (const act of ['pass', 'approve', 'return', 'ask', 'withdraw', 'overtake'] as const)
        expect(REVIEW_TRANSITIONS[state]).toHaveProperty(act);
  });

  it('once approved, withdrawn or overtaken, stay so, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...REVIEW_ACTS)), (acts) => {
        let state: ReviewState = 'waiting';
        let ended: ReviewState | null = null;
        for (const act of acts) {
          try {
            state = stateAfter(state, act);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
          if (ended !== null) expect(state).toBe(ended);
          if (Object.keys(REVIEW_TRANSITIONS[state]).length === 0) ended = state;
        }
      }),
    );
  });
});
