import { z } from 'zod';
import { MAIL_ADDRESS, MAIL_PACES, NOTICE_SORTS } from './constants.js';

export const noticeSort = z.enum(NOTICE_SORTS);
export type NoticeSort = z.infer<typeof noticeSort>;
export const mailPace = z.enum(MAIL_PACES);
export type MailPace = z.infer<typeof mailPace>;

/**
 * Of somebody's address. unconfirmed: a link was sent there and nothing else is; unusable: a server refused mail to it for
 * good.
 */
export const mailAddressState = z.enum(['none', 'unconfirmed', 'confirmed', 'unusable']);
export type MailAddressState = z.infer<typeof mailAddressState>;

/** Where somebody's mail goes. */
export const mailAddressView = z.object({
  /** whether this installation sends mail at all */
  ready: z.boolean(),
  address: z.string().nullable(),
  state: mailAddressState,
});
export type MailAddressView = z.infer<typeof mailAddressView>;

/** What somebody hears of by mail. */
export const mailView = mailAddressView.extend({
  /** they have unsubscribed from all of it */
  stopped: z.boolean(),
  /** of the sorts of notices that there are; urgent: some of them wait for whoever is told */
  paces: z.array(z.object({ sort: noticeSort, pace: mailPace, urgent: z.boolean() })),
});
export type MailView = z.infer<typeof mailView>;

/** null takes the address away. */
export const setMailAddressRequest = z.object({
  address: z.string().trim().regex(MAIL_ADDRESS).nullable(),
});
export const confirmMailRequest = z.object({ token: z.string().min(20).max(100) });
export const updateMailRequest = z.object({
  stopped: z.boolean().optional(),
  paces: z
    .array(z.object({ sort: noticeSort, pace: mailPace }))
    .max(NOTICE_SORTS.length)
    .optional(),
});
/** Of the link that unsubscribes, which stands in every mail: whose, and a signature. */
export const unsubscribeParams = z.object({ token: z.string().max(200) });
