import fc from 'fast-check';
import { PROPOSAL_STATES, type ProposalState } from '../../../contracts/index.js';
import { AppError } from '../../../kernel/errors.js';
import { PROPOSAL_ACTS, PROPOSAL_TRANSITIONS, stateAfter } from './proposal-states.js';

describe('the states of a proposal', () => {
  const cases = PROPOSAL_STATES.flatMap((state) =>
    PROPOSAL_ACTS.map((act) => ({ state, act, next: PROPOSAL_TRANSITIONS[state][act] })),
  );

  it.each(cases)('$state, $act: $next', ({ state, act, next }) => {
    if (next) expect(stateAfter(state, act)).toBe(next);
    else expect(() => stateAfter(state, act)).toThrow(new AppError('proposal_decided'));
  });

  it('begin open, and every one of them can be reached', () => {
    const reached = new Set<ProposalState>(['open']);
    for (const state of reached)
      for (const next of Object.values(PROPOSAL_TRANSITIONS[state])) reached.add(next);
    expect([...reached].sort()).toEqual([...PROPOSAL_STATES].sort());
  });

  it('change once at most, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PROPOSAL_ACTS), { minLength: 1 }), (acts) => {
        let state: ProposalState = 'open';
        let changes = 0;
        for (const act of acts)
          try {
            state = stateAfter(state, act);
            changes += 1;
          } catch (error) {
            expect(error).toMatchObject({ code: 'proposal_decided', status: 409 });
          }
        expect(changes).toBe(1);
        expect(state).toBe(PROPOSAL_TRANSITIONS.open[acts[0]!]);
      }),
    );
  });
});
