import { z } from 'zod';
import { id, idParams, instant, instantInput, licenceKey, line } from './common.js';
import { fileView } from './files.js';

export const linkRight = z.enum(['view', 'download']);

/** A new link. Its end is needed; password and number of openings are not. */
export const createLinkInput = z.object({
  right: linkRight,
  expiresAt: instantInput,
  /** for whom or what it is: shown in the owner's list only */
  label: line(60).optional(),
  password: z.string().min(4).max(128).optional(),
  /** how many visitors may open it */
  maxVisits: z.int().min(1).max(10_000).optional(),
});
export type CreateLinkInput = z.input<typeof createLinkInput>;

export const shareLinkView = z.object({
  id,
  right: linkRight,
  label: z.string().nullable(),
  expiresAt: instant,
  hasPassword: z.boolean(),
  maxVisits: z.int().nullable(),
  visits: z.int(),
  createdAt: instant,
  madeBy: z.object({ id, name: z.string() }),
  revokedAt: instant.nullable(),
  /** open; or why it is not: taken back, over, used up, or its maker or the resource may not share it any more */
  state: z.enum(['open', 'revoked', 'expired', 'used_up', 'not_allowed']),
});
export type ShareLinkView = z.infer<typeof shareLinkView>;
export const shareLinkList = z.object({ items: z.array(shareLinkView) });
/** The only answer that ever holds the address. */
export const createdLink = z.object({ link: shareLinkView, url: z.string() });
export type CreatedLink = z.infer<typeof createdLink>;

export const linkParams = idParams.extend({ linkId: id });
export const linkEvent = z.object({
  at: instant,
  what: z.enum(['opened', 'downloaded', 'wrong_password', 'refused']),
  ip: z.string(),
  userAgent: z.string(),
  /** name of the file, of a download */
  fileName: z.string().nullable(),
});
export type LinkEvent = z.infer<typeof linkEvent>;
/** The latest two hundred, newest first. */
export const linkLog = z.object({ items: z.array(linkEvent) });

/** 256 random bits. */
export const linkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const visitorParams = z.object({ token: linkToken });
export const openLinkRequest = z.object({ password: z.string().max(256).optional() });
/** What a visitor is shown: that one thing and nothing else. */
export const sharedView = z.object({
  title: z.string(),
  description: z.string(),
  type: z.string().nullable(),
  author: z.string(),
  school: z.string(),
  licence: licenceKey,
  linkUrl: z.string().nullable(),
  files: z.array(fileView),
  right: linkRight,
  /** what stands for the visitor in previews, with the time; null = they are not marked */
  mark: z.string().nullable(),
  /** the latest moment at which the link ends */
  until: instant,
});
export type SharedView = z.infer<typeof sharedView>;
