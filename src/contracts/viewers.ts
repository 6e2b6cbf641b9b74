import { z } from 'zod';
import { id, idParams, instant, pageQuery } from './common.js';
import { VIEW_REASONS } from './constants.js';
import { shareLinkView } from './links.js';

export const viewReasonKind = z.enum(VIEW_REASONS);
export type ViewReasonKind = z.infer<typeof viewReasonKind>;
/** Those for which somebody is let in to look, without an entry of access. */
export type LookReason = Extract<ViewReasonKind, 'review' | 'plan'>;

const held = z.enum(['view', 'download', 'edit', 'manage']);

export const viewReason = z.object({
  kind: viewReasonKind,
  right: held,
  /** what was shared with, in words: a person, team, department, school or group with its place */
  through: z.string(),
  /** the instant at which the membership behind it ends, or the support; null = open */
  until: instant.nullable(),
  /** of a grant: who gave it */
  grantedBy: z.string().nullable(),
});
export type ViewReason = z.infer<typeof viewReason>;

/** One person who can see a resource now, with the highest right and every reason. */
export const viewer = z.object({
  id,
  name: z.string(),
  /** the schools through which they can see it */
  schools: z.array(z.object({ id, name: z.string() })),
  right: held,
  reasons: z.array(viewReason),
});
export type Viewer = z.infer<typeof viewer>;

export const viewersFilter = z.object({
  text: z.string().trim().max(50).optional(),
  schoolId: id.optional(),
  reason: viewReasonKind.optional(),
});
export const viewersQuery = pageQuery.extend(viewersFilter.shape);
export const viewersPage = z.object({
  items: z.array(viewer),
  next: z.string().nullable(),
  /** how many fit the filter, and how many can see it at all; nobody is counted twice */
  found: z.int(),
  total: z.int(),
  /** to choose a filter from */
  schools: z.array(z.object({ id, name: z.string(), people: z.int() })),
  /** links that open now: whoever has one needs no account */
  links: z.array(shareLinkView),
});
export type ViewersPage = z.infer<typeof viewersPage>;

export const sightQuery = pageQuery;
export const sightParams = idParams;
/** Something that a person can see. Its title is null where the asker may not read it. */
export const sighted = z.object({
  id: id.nullable(),
  title: z.string().nullable(),
  school: z.string(),
  right: held,
  reasons: z.array(viewReason),
});
export type Sighted = z.infer<typeof sighted>;
export const sightPage = z.object({
  items: z.array(sighted),
  next: z.string().nullable(),
  total: z.int(),
  /** how many things for each reason (written alone or with others is one); one thing may have several */
  counts: z.array(z.object({ kind: viewReasonKind, things: z.int() })),
});
export type SightPage = z.infer<typeof sightPage>;
