import { z } from 'zod';
import { id, instant } from './common.js';
import { MARK_STATES } from './constants.js';
import { markKind, markScope, personRef } from './resources.js';

/** Which mark: `scopeId` is the owning school, or the group in whose name it is given. */
export const markInput = z.object({ kind: markKind, scopeId: id });
export type MarkInput = z.infer<typeof markInput>;
/** Why it is taken away: its author reads it. */
export const takeMarkRequest = z.object({ words: z.string().trim().min(1).max(1000) });

/** A mark that the asker may give to what is in force now. */
export const markOffer = z.object({ kind: markKind, scope: markScope });
export type MarkOffer = z.infer<typeof markOffer>;
export const markOffers = z.object({ items: z.array(markOffer) });

/** A mark that was given once. */
export const markRecord = z.object({
  id,
  kind: markKind,
  scope: markScope,
  /** of the version that it was given to, and stays with */
  version: z.int(),
  by: personRef,
  at: instant,
  /** replaced: something else is in force than what bore it */
  state: z.enum(MARK_STATES),
  /** how it ended; `words`: why it was taken away */
  ended: z.object({ at: instant, by: personRef, words: z.string() }).nullable(),
  /** the asker may take it away */
  mayTake: z.boolean(),
});
export type MarkRecord = z.infer<typeof markRecord>;

/** `items`: the latest first, for those who may edit the resource and those who may give it a mark; empty for others. */
export const resourceMarks = z.object({
  items: z.array(markRecord),
  /** `confirms`: an earlier version bore it, and nobody has taken it away */
  mayGive: z.array(markOffer.extend({ confirms: z.boolean() })),
});
export type ResourceMarks = z.infer<typeof resourceMarks>;
