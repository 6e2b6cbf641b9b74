import { z } from 'zod';
import { collectionItem, itemGap, itemInput } from './collections.js';
import { id, instant, optionalText, pageOf, pageQuery } from './common.js';
import { personRef } from './resources.js';

/** open → accepted | declined | withdrawn. */
export const PROPOSAL_STATES = ['open', 'accepted', 'declined', 'withdrawn'] as const;
export const proposalState = z.enum(PROPOSAL_STATES);
export type ProposalState = z.infer<typeof proposalState>;
/** Open proposals of one person for one collection. */
export const MOST_OPEN_PROPOSALS = 24;

/** A few words to the other side. */
const words = z.string().trim().min(1).max(500);

/** The note of the item is left to the curator who accepts it. */
export const proposeRequest = z.object({ item: itemInput, reason: words });
export const proposed = z.object({ id });
/** Into a section (left out: the last one), with a note for readers. */
export const acceptRequest = z.object({ sectionId: id.optional(), note: optionalText(1000).default('') });
export const accepted = z.object({ itemId: id });
export const declineRequest = z.object({ reason: words });
export const proposalParams = z.object({ id, proposalId: id });

/** What is proposed, as far as the asker may see it. */
export const proposedItem = collectionItem.pick({
  kind: true,
  resource: true,
  fileId: true,
  from: true,
  to: true,
  link: true,
  collection: true,
});
export type ProposedItem = z.infer<typeof proposedItem>;

const proposal = z.object({
  id,
  at: instant,
  state: proposalState,
  /** null where the asker may not see it */
  item: proposedItem.nullable(),
  /** why it would not be shown to readers, or not to the asker */
  gap: itemGap.nullable(),
  /** how a curator decided, and why not; null while it is open, and when it was withdrawn */
  decision: z.object({ at: instant, by: personRef, reason: z.string().nullable() }).nullable(),
});

/** A proposal as curators read it. Of what they may not see they read that it is there, and from whom. */
export const queuedProposal = proposal.extend({
  by: personRef,
  /** why; null where the asker may not see what is proposed: the words would tell of it */
  reason: z.string().nullable(),
});
export type QueuedProposal = z.infer<typeof queuedProposal>;
/** open: oldest first; decided: latest decided first. */
export const queueQuery = pageQuery.extend({ state: z.enum(['open', 'decided']).default('open') });
export const proposalQueue = pageOf(queuedProposal).extend({ open: z.int() });

/** A proposal as the one who made it reads it. */
export const ownProposal = proposal.extend({
  reason: z.string(),
  /** null where the asker may not see it any more */
  collection: z.object({ id, title: z.string() }).nullable(),
});
export type OwnProposal = z.infer<typeof ownProposal>;
export const ownProposals = pageOf(ownProposal);
