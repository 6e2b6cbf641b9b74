import { z } from 'zod';
import { id, instant, pageOf } from './common.js';
import { MOST_COUNTED } from './constants.js';
import { personRef } from './resources.js';

/**
 * What people are told of. granted: a right to edit or manage was given to me. widening: a curator asks that more
 * people see what I manage. proposal_made: something was proposed for what I curate; the others: how what I proposed
 * was decided. collection_changed: what became of a collection that I follow since I last heard.
 * review_asked: something waits for me to review it; review_answered, review_overtaken: to what I have; the other reviews: to
 * what I submitted; review_no_other: two are to judge,
 * or differ, in a group that I administer, and nobody else is there who could. mark_given, mark_taken: a quality mark of mine; mark_ended: something else is in force than what bore it.
 * preparation_organizer: I organize a plan; the others of its lessons: I lead one, a draft is there,
 * something was said about it or to me, it is agreed, a day of what I lead or organize comes or is over, its lead is gone.
 */
export const noticeKind = z.enum([
  'resource_granted',
  'collection_granted',
  'widening',
  'proposal_made',
  'proposal_accepted',
  'proposal_declined',
  'collection_changed',
  'review_asked',
  'review_question',
  'review_answered',
  'review_edited',
  'review_passed',
  'review_approved',
  'review_returned',
  'review_overtaken',
  'review_no_other',
  'mark_given',
  'mark_taken',
  'mark_ended',
  'preparation_organizer',
  'preparation_lead',
  'preparation_drafted',
  'preparation_remarked',
  'preparation_agreed',
  'preparation_taken_back',
  'preparation_widened',
  'preparation_due',
  'preparation_lead_gone',
]);
export type NoticeKind = z.infer<typeof noticeKind>;

/** Where a notice is dealt with. queue: the proposals of a collection; proposals: mine; review: one at the
 * reviewer's desk; reviews: the desk. */
export const noticePlace = z.discriminatedUnion('page', [
  z.object({ page: z.literal('resource'), id }),
  z.object({ page: z.literal('collection'), id }),
  z.object({ page: z.literal('queue'), id }),
  z.object({ page: z.literal('proposals') }),
  z.object({ page: z.literal('review'), id }),
  z.object({ page: z.literal('reviews') }),
  z.object({ page: z.literal('plan'), id }),
  z.object({ page: z.literal('lesson'), planId: id, id }),
]);
export type NoticePlace = z.infer<typeof noticePlace>;

/** What others changed in a collection, counted of what the asker sees. reopened: it was away and is shown again. */
export const collectionNews = z.object({ added: z.int(), removed: z.int(), reopened: z.boolean() });
export type CollectionNews = z.infer<typeof collectionNews>;

/** What is due of a lesson: the draft, or that it is agreed. late: that day is over. */
export const noticeDue = z.object({ what: z.enum(['draft', 'agree']), day: z.iso.date(), late: z.boolean() });
export type NoticeDue = z.infer<typeof noticeDue>;

export const noticeView = z.object({
  id,
  kind: noticeKind,
  at: instant,
  seen: z.boolean(),
  /** null: the program itself */
  by: personRef.nullable(),
  /** of what it is about; null where I may not see that now, or it has none */
  title: z.string().nullable(),
  /**
   * of the collection that it is about something of; null where I may not see that now. Of a quality mark: the school or
   * group in whose name it is.
   */
  within: z.string().nullable(),
  /** what somebody wrote to me */
  text: z.string().nullable(),
  /** of collection_changed */
  news: collectionNews.nullable(),
  /** of preparation_due */
  due: noticeDue.nullable(),
  place: noticePlace,
});
export type NoticeView = z.infer<typeof noticeView>;
export const noticePage = pageOf(noticeView);
export const unseenNotices = z.object({ count: z.int().max(MOST_COUNTED) });
/** The latest notice that the asker had before their eyes. */
export const seenUntilRequest = z.object({ until: id });
