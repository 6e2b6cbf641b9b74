import { z } from 'zod';
import { audienceInput, audienceView } from './audience.js';
import { id, instant, line, optionalText, pageOf, pageQuery } from './common.js';
import { lessonParts } from './coverage.js';
import { personRef, resourceCard, rightName, schoolRef, webLink } from './resources.js';
import { savedSearch } from './saved-search.js';
import { placementInput, placementView } from './taxonomy.js';
import { pinnedVersion } from './versions.js';

/** draft → published → (draft → published …); trashed keeps the state it came from. */
export const collectionState = z.enum(['draft', 'published']);
export const MOST_ITEMS = 5_000;
export const MOST_SECTIONS = 200;
/** Of them, those that fill themselves: each is a search whenever somebody opens the collection. */
export const MOST_SEARCHES = 20;
/** Items in one act. */
export const MOST_ITEMS_AT_ONCE = 100;
/** Collections that one person follows, of those that they see. */
export const MOST_FOLLOWED = 500;

export const createCollectionRequest = z.object({
  title: line(200),
  summary: optionalText(3000).default(''),
  ...placementInput.shape,
  parts: lessonParts.nullable().optional(),
  schoolId: id.optional(),
});
/** Fields left out stay as they are; null empties a field. Sent with If-Match: the `rev` that was read. */
export const updateCollectionRequest = z.object({
  title: line(200).optional(),
  summary: optionalText(3000).optional(),
  ...placementInput.shape,
  /** the template of a lesson; null or empty: none */
  parts: lessonParts.nullable().optional(),
});
export const publishCollectionRequest = z.object({ audience: audienceInput });

/** A collection as lists show it. Nothing in it tells of items that the asker may not see: there is no count. */
export const collectionCard = z.object({
  id,
  title: z.string(),
  summary: z.string(),
  ...placementView.shape,
  author: personRef,
  school: schoolRef,
  state: collectionState,
  trashedAt: instant.nullable(),
  publishedAt: instant.nullable(),
  /** the last change; for those who may edit: to others it would tell of things they do not see */
  updatedAt: instant.nullable(),
  /** thumbnails of the first items that the asker may see, at most three */
  covers: z.array(z.object({ resourceId: id, fileId: id })),
  /** the asker hears of its changes */
  following: z.boolean(),
  right: rightName,
});
export type CollectionCard = z.infer<typeof collectionCard>;

export const collectionSection = z.object({
  id,
  title: z.string(),
  text: z.string(),
  /** fills the section behind what was put there by hand, with what it finds for whoever reads */
  search: savedSearch.nullable(),
  /** each part of the template is wanted here; for those who may edit, null for others */
  lesson: z.boolean().nullable(),
});
export type CollectionSection = z.infer<typeof collectionSection>;

export const collectionView = collectionCard.extend({
  /** grows with every change; null for those who may not edit */
  rev: z.int().nullable(),
  /** types of resources that each lesson is to have; null: it has no such template */
  parts: lessonParts.nullable(),
  /** in order; to readers, those that have a text or an item they may see */
  sections: z.array(collectionSection),
  /** for those who may edit; null for others and for what was never published */
  audience: audienceView.nullable(),
  /** what undoing would take back, for those who may edit; null when there is nothing */
  undoable: z.object({ what: z.string(), at: instant, by: personRef }).nullable(),
  /** which collection it was copied from; null where the asker may not see that one, or there was none */
  copiedFrom: z.object({ id, title: z.string(), author: personRef, school: schoolRef }).nullable(),
  createdAt: instant,
});
export type CollectionView = z.infer<typeof collectionView>;

/**
 * newest: published ones I may see; followed: those of them that I follow; curated: those I may edit, last changed
 * first; trash: mine that can be restored.
 */
export const collectionsQuery = pageQuery.extend({
  scope: z.enum(['newest', 'followed', 'curated', 'trash']).default('newest'),
  subject: z.string().max(40).optional(),
  text: z.string().trim().max(60).optional(),
});
export const collectionPage = pageOf(collectionCard);

const note = optionalText(1000);
const inFile = { resourceId: id, fileId: id };
/** What an item is: a resource, pages of one of its files (1 …), seconds of a film or recording, a web link, a collection. */
export const itemInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('resource'), resourceId: id, note: note.default('') }),
  z.object({
    kind: z.literal('pages'),
    ...inFile,
    from: z.int().min(1).max(100_000),
    to: z.int().min(1).max(100_000),
    note: note.default(''),
  }),
  z.object({
    kind: z.literal('span'),
    ...inFile,
    from: z.int().min(0).max(1_000_000),
    to: z.int().min(1).max(1_000_000),
    note: note.default(''),
  }),
  z.object({ kind: z.literal('link'), url: webLink, title: line(200), note: note.default('') }),
  z.object({ kind: z.literal('collection'), collectionId: id, note: note.default('') }),
]);
export type ItemInput = z.infer<typeof itemInput>;
export const itemKind = z.enum(['resource', 'pages', 'span', 'link', 'collection']);
export type ItemKind = z.infer<typeof itemKind>;

/** New items, in order, behind `afterId` (null: first; left out: last) of a section (left out: the last one). */
export const addItemsRequest = z.object({
  sectionId: id.optional(),
  afterId: id.nullable().optional(),
  items: z.array(itemInput).min(1).max(MOST_ITEMS_AT_ONCE),
});
export const addedItems = z.object({ ids: z.array(id) });
/** Fields left out stay as they are; `from` and `to` only of pages and spans, title and address only of links. */
export const updateItemRequest = z.object({
  note: note.optional(),
  title: line(200).optional(),
  url: webLink.optional(),
  from: z.int().min(0).max(1_000_000).optional(),
  to: z.int().min(1).max(1_000_000).optional(),
});
/** Items in their new order, behind `afterId` (null: first) of a section. */
export const moveItemsRequest = z.object({
  itemIds: z.array(id).min(1).max(MOST_ITEMS_AT_ONCE),
  sectionId: id,
  afterId: id.nullable(),
});
export const removeItemsRequest = z.object({ itemIds: z.array(id).min(1).max(MOST_ITEMS_AT_ONCE) });

const sectionWords = { title: z.string().trim().max(200), text: optionalText(5000) };
/** A section behind `afterId` (null: first; left out: last). */
export const createSectionRequest = z.object({
  title: sectionWords.title.default(''),
  text: sectionWords.text.default(''),
  afterId: id.nullable().optional(),
});
export const createdSection = z.object({ id });
/** Fields left out stay as they are; `search` null: no longer; `afterId` moves it behind another section, null to the top. */
export const updateSectionRequest = z.object({
  title: sectionWords.title.optional(),
  text: sectionWords.text.optional(),
  search: savedSearch.nullable().optional(),
  /** false: nothing of the template is asked of it */
  lesson: z.boolean().optional(),
  afterId: id.nullable().optional(),
});
export const exceptionParams = z.object({ id, sectionId: id, resourceId: id });
export const sectionParams = z.object({ id, sectionId: id });
export const itemParams = z.object({ id, itemId: id });

/**
 * Why a curator sees a place and nothing in it. away: deleted, withdrawn or not shown to the asker; which of these,
 * they may not know. trashed, withdrawn: for those who may still see it. file: the file is no longer in the resource.
 */
export const itemGap = z.enum(['away', 'trashed', 'withdrawn', 'file']);
/**
 * in force: still so; earlier: replaced since then; away: removed for good, or never shown to the asker, so that they
 * see the version in force.
 */
export const itemPin = z.enum(['in force', 'earlier', 'away']);
/** Part of a collection's audience. */
export const unseenBy = z.object({
  kind: z.enum(['user', 'team', 'department', 'school', 'group']),
  id,
  name: z.string(),
  /** the school of a person, team or department; empty for schools and groups */
  place: z.string(),
});
export const collectionItem = z.object({
  id,
  sectionId: id,
  kind: itemKind,
  note: z.string(),
  resource: resourceCard.nullable(),
  /** of pages and spans; null also where it is not to be known */
  fileId: id.nullable(),
  /** pages (1 …) or seconds, both included */
  from: z.int().nullable(),
  to: z.int().nullable(),
  link: z.object({ url: z.string(), title: z.string() }).nullable(),
  collection: collectionCard.nullable(),
  /**
   * the version that it holds fast, where the asker is shown that one, and then `resource` has its files and its link;
   * null where it follows, and where they are shown the version in force
   */
  pinned: pinnedVersion.nullable(),
  /** only while curating */
  curating: z
    .object({
      gap: itemGap.nullable(),
      /** what became of the version that it holds fast; null where it follows, and where nothing is to be known of it */
      pin: itemPin.nullable(),
      /** the asker may choose an earlier version */
      mayPinEarlier: z.boolean(),
      addedBy: personRef,
      /** who of the collection's audience cannot see it now, at most six of them */
      unseenBy: z.array(unseenBy),
      unseenMore: z.int(),
      /** when its owner was asked to widen, if that is still open */
      askedAt: instant.nullable(),
      /** the asker may widen it themselves */
      mayWiden: z.boolean(),
    })
    .nullable(),
});
export type CollectionItem = z.infer<typeof collectionItem>;
/** reading: what I may see, nothing of the rest; curating: every place, for those who may edit. */
export const itemsQuery = pageQuery.extend({ mode: z.enum(['reading', 'curating']).default('reading') });
export const itemPage = pageOf(collectionItem);

export const CHANGES = [
  'create',
  'copy',
  'describe',
  'publish',
  'withdraw',
  'trash',
  'restore',
  'grant',
  'ungrant',
  'section_add',
  'section_edit',
  'section_move',
  'section_no_lesson',
  'section_lesson',
  'section_remove',
  'except',
  'unexcept',
  'items_add',
  'item_edit',
  'items_move',
  'items_remove',
  'item_pin',
  'item_follow',
  'undo',
] as const;
export type ChangeName = (typeof CHANGES)[number];
/** One change in a collection's history. `count`: how many items; `name`: of the section or the collection. */
export const collectionChange = z.object({
  id,
  at: instant,
  by: personRef,
  what: z.enum(CHANGES),
  count: z.int().nullable(),
  name: z.string().nullable(),
  undone: z.boolean(),
});
export type CollectionChange = z.infer<typeof collectionChange>;
export const collectionChanges = pageOf(collectionChange);

/** Somebody who curates asks me to let more people see what I manage. */
export const wideningView = z.object({
  id,
  askedAt: instant,
  by: personRef,
  resource: z.object({ id, title: z.string() }),
  /** `id` null where I may not see the collection */
  collection: z.object({ id: id.nullable(), title: z.string() }),
  /** who of its audience cannot see the resource now */
  unseenBy: z.array(unseenBy),
});
export type WideningView = z.infer<typeof wideningView>;
export const wideningList = z.object({ items: z.array(wideningView) });
export type AudienceOfCollection = z.infer<typeof audienceView>;
