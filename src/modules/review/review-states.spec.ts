import fc from 'fast-check';
import { REVIEW_ACTS, REVIEW_STATES, type ReviewState } from '../../contracts/index.js';
import { AppError } from '../../kernel/errors.js';
import {
  OPEN_STATES,
  REVIEW_TRANSITIONS,
  SECOND_TRANSITIONS,
  stateAfter,
  twoJudge,
} from './review-states.js';

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

  it('begin waiting, and every one of them can be reached where one judges, or where two do', () => {
    const reached = new Set<ReviewState>(['waiting']);
    for (const state of reached)
      for (const table of [REVIEW_TRANSITIONS, SECOND_TRANSITIONS])
        for (const next of Object.values(table[state])) reached.add(next);
    expect([...reached].sort()).toEqual([...REVIEW_STATES].sort());
  });

  it('leave every open state by every decision, and by the author or a change of content', () => {
    for (const state of OPEN_STATES.filter((one) => one !== 'second' && one !== 'split'))
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

describe('the states of a submission where two judge', () => {
  const cases = REVIEW_STATES.flatMap((state) =>
    REVIEW_ACTS.map((act) => ({ state, act, next: SECOND_TRANSITIONS[state][act] })),
  );

  it.each(cases)('$state, $act: $next', ({ state, act, next }) => {
    if (next) expect(stateAfter(state, act, true)).toBe(next);
    else expect(() => stateAfter(state, act, true)).toThrow(new AppError(refusalIn(state)));
  });

  it('never decide by one word, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...REVIEW_ACTS), { maxLength: 40 }), (acts) => {
        let state: ReviewState = 'waiting';
        let opinions = 0;
        for (const act of acts) {
          try {
            state = stateAfter(state, act, true);
          } catch {
            continue;
          }
          if (act === 'opine') opinions += 1;
          if (act === 'recall') opinions -= 1;
          if (act === 'pass') opinions = 0;
          if (state === 'approved' || state === 'returned') expect(opinions).toBe(1);
        }
      }),
    );
  });

  it('name nobody who has it, and change nothing once the first has judged', () => {
    for (const state of OPEN_STATES)
      for (const act of ['take', 'give_back', 'reassign'] as const)
        expect(SECOND_TRANSITIONS[state]).not.toHaveProperty(act);
    for (const act of ['edit', 'move', 'ask'] as const)
      expect(SECOND_TRANSITIONS.second).not.toHaveProperty(act);
  });

  it('are those of the level where it is, or was decided', () => {
    const steps = [{}, { second: true as const }];
    expect([0, 1, 2].map((passed) => twoJudge({ steps, passed }))).toEqual([false, true, true]);
  });
});
