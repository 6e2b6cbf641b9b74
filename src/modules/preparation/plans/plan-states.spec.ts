import { PLAN_ACTS, PLAN_STATES, type PlanState } from '../../../contracts/index.js';
import { AppError } from '../../../kernel/errors.js';
import { PLAN_TRANSITIONS, planActsIn, planStateAfter } from './plan-states.js';

describe('the states of a plan', () => {
  const cases = PLAN_STATES.flatMap((state) =>
    PLAN_ACTS.map((act) => ({ state, act, next: PLAN_TRANSITIONS[state][act] })),
  );

  it.each(cases)('$state, $act: $next', ({ state, act, next }) => {
    for (const laid of [true, false]) {
      const leads = next !== undefined && (next !== 'removed' || !laid);
      if (leads) expect(planStateAfter(state, act, laid)).toBe(next);
      else expect(() => planStateAfter(state, act, laid)).toThrow(new AppError('state_conflict'));
      expect(planActsIn(state, laid).includes(act)).toBe(leads);
    }
  });

  it('begin with preparing, and every one of them can be reached', () => {
    const reached = new Set<PlanState>(['preparing']);
    for (const state of reached)
      for (const next of Object.values(PLAN_TRANSITIONS[state])) if (next !== 'removed') reached.add(next);
    expect([...reached].sort()).toEqual([...PLAN_STATES].sort());
  });

  it('let nobody remove what a draft was laid for, nor hide again what was shown', () => {
    for (const state of PLAN_STATES) expect(planActsIn(state, true)).not.toContain('remove');
    expect(Object.values(PLAN_TRANSITIONS).flatMap((ways) => Object.values(ways))).not.toContain('preparing');
  });
});
