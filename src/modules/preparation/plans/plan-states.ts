import type { PlanAct, PlanState } from '../../../contracts/index.js';
import { AppError } from '../../../kernel/errors.js';

/** Where each act leads from each state; an act that a state does not name is refused in it. removed: it is no more. */
export const PLAN_TRANSITIONS: Readonly<
  Record<PlanState, Readonly<Partial<Record<PlanAct, PlanState | 'removed'>>>>
> = {
  preparing: { start: 'running', remove: 'removed' },
  running: { close: 'closed', remove: 'removed' },
  closed: { reopen: 'running', remove: 'removed' },
};

/**
 * The state that an act leads to. `laid`: a draft was laid for one of its lessons, now or before; what was made of it by
 * others is not removed with it. Throws `state_conflict`.
 */
export function planStateAfter(state: PlanState, act: PlanAct, laid: boolean): PlanState | 'removed' {
  const next = PLAN_TRANSITIONS[state][act];
  if (next === undefined || (next === 'removed' && laid)) throw new AppError('state_conflict');
  return next;
}

/** What can be done in a state. */
export function planActsIn(state: PlanState, laid: boolean): PlanAct[] {
  const ways = Object.entries(PLAN_TRANSITIONS[state]) as [PlanAct, PlanState | 'removed'][];
  return ways.filter(([, next]) => next !== 'removed' || !laid).map(([act]) => act);
}
