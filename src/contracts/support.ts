import { z } from 'zod';
import { id, idParams, instant, line } from './common.js';
import { SUPPORT_MINUTES } from './constants.js';

/**
 * An administrator opens one resource that is not shown to them, to help somebody with it (支持访问): to look at, for a
 * time, for a reason that its owner reads.
 */
export const openSupportInput = z.object({
  reason: line(200).min(4),
  minutes: z.int().min(5).max(SUPPORT_MINUTES).default(SUPPORT_MINUTES),
});
export type OpenSupportInput = z.input<typeof openSupportInput>;

export const supportParams = idParams.extend({ supportId: id });

const person = z.object({ id, name: z.string() });
export const supportView = z.object({
  id,
  admin: person,
  reason: z.string(),
  from: instant,
  until: instant,
  /** whether it can be looked at now */
  open: z.boolean(),
  /** set where it was ended before its time */
  ended: z.object({ at: instant, by: person }).nullable(),
});
export type SupportView = z.infer<typeof supportView>;
/** Newest first: for those who manage the resource all, for an administrator their own. */
export const supportList = z.object({ items: z.array(supportView) });
export type SupportList = z.infer<typeof supportList>;
