import type { ProposalState } from '../../../contracts/index.js';
import { AppError } from '../../../kernel/errors.js';

/** What can be done with a proposal once it is made: by curators, the last by whoever made it. */
export const PROPOSAL_ACTS = ['accept', 'decline', 'withdraw'] as const;
export type ProposalAct = (typeof PROPOSAL_ACTS)[number];

/** Where each act leads from each state; an act that a state does not name is refused in it. */
export const PROPOSAL_TRANSITIONS: Readonly<
  Record<ProposalState, Readonly<Partial<Record<ProposalAct, ProposalState>>>>
> = {
  open: { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' },
  accepted: {},
  declined: {},
  withdrawn: {},
};

/** The state that an act leads to. Throws `proposal_decided` where it leads nowhere: somebody was first. */
export function stateAfter(state: ProposalState, act: ProposalAct): ProposalState {
  const next = PROPOSAL_TRANSITIONS[state][act];
  if (next === undefined) throw new AppError('proposal_decided', { state });
  return next;
}
