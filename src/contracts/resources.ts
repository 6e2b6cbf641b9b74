import { z } from 'zod';
import { audienceInput, audienceView, visibilityWindow, windowView } from './audience.js';
import { id, instant, instantInput, licenceKey, line, optionalText, pageOf, pageQuery } from './common.js';
import { DESCRIBED_FIELDS, MARK_KINDS } from './constants.js';
import { fileView } from './files.js';
import { placementInput, placementView } from './taxonomy.js';

/** draft → published → (withdrawn → published …); trashed keeps the state it came from. */
export const resourceState = z.enum(['draft', 'published', 'withdrawn']);
export const tag = line(30);

/** How a resource may be used and shown at all; fields left out stay as they are. */
export const usage = z.object({
  licence: licenceKey.optional(),
  /** the end of a licence that was bought for a time: nobody but its keepers sees it after that */
  licenceUntil: instantInput.nullable().optional(),
  /** 学生出镜: pupils can be recognised in it */
  pupils: z.boolean().optional(),
  /** where the consent of their parents is kept; without it nobody beyond the school sees them */
  consentRef: line(200).nullable().optional(),
  /** previews carry the reader's name and the time */
  watermark: z.boolean().optional(),
});
export const description = z.object({
  title: z.string().trim().max(200).optional(),
  description: optionalText(5000).optional(),
  type: z.string().max(40).nullable().optional(),
  ...placementInput.shape,
  tags: z.array(tag).max(20).optional(),
});

/**
 * A fact before and after a correction, empty where there was none: the keys of type, stage, subject and grade, and the
 * words of all others.
 */
export const descriptionChange = z.object({
  field: z.enum(DESCRIBED_FIELDS),
  from: z.string(),
  to: z.string(),
});
export type DescriptionChange = z.infer<typeof descriptionChange>;

/**
 * A web address as a resource or beside files: http(s) only, opened with noopener and noreferrer. Without a name and
 * password before the host, which hide where it leads, and without characters that cannot be seen.
 */
export const webLink = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((address) => !/[\p{C}\p{Z}]/u.test(address), 'characters that cannot be seen')
  .refine((address) => !/^https?:\/\/[^/?#\\]*@/i.test(address), 'a name before the host');

export const createResourceRequest = description.extend({
  ...usage.shape,
  schoolId: id.optional(),
  /** uploads of mine, in order; those still uploading or being verified are taken too and attach when stored */
  uploadIds: z.array(id).max(100).optional(),
  linkUrl: webLink.optional(),
});
/** Fields left out stay as they are; null empties a field. Sent with If-Match: the `rev` that was read. */
export const updateResourceRequest = description.extend({
  linkUrl: webLink.nullable().optional(),
  /** the files in their new order; those left out are detached */
  fileIds: z.array(id).max(100).optional(),
  /** uploads to attach behind the files */
  addUploadIds: z.array(id).max(100).optional(),
});
export const publishRequest = visibilityWindow.extend({ audience: audienceInput });

export const personRef = z.object({ id, name: z.string() });
export const schoolRef = z.object({ id, name: z.string(), shortName: z.string() });

/** A quality mark: school 校级精品 by the owning school, group 集团精品 by a group that it is in. */
export const markKind = z.enum(MARK_KINDS);
export type MarkKind = z.infer<typeof markKind>;
/** The school or group in whose name a mark is given. */
export const markScope = z.object({ id, name: z.string() });
/** A mark of what is in force now, with who gave it and when. */
export const qualityMark = z.object({ id, kind: markKind, scope: markScope, by: personRef, at: instant });
export type QualityMark = z.infer<typeof qualityMark>;

/** A resource as cards and lists show it. */
export const resourceCard = z.object({
  id,
  rev: z.int(),
  title: z.string(),
  description: z.string(),
  type: z.string().nullable(),
  ...placementView.shape,
  tags: z.array(z.string()),
  author: personRef,
  /** credited beside the author */
  coAuthors: z.array(personRef),
  school: schoolRef,
  /** of what it holds now, while it is published: the highest first */
  marks: z.array(qualityMark),
  state: resourceState,
  trashedAt: instant.nullable(),
  /** when it became visible to its audience, or will */
  publishedAt: instant.nullable(),
  ...windowView.shape,
  updatedAt: instant,
  linkUrl: z.string().nullable(),
  /** the file whose thumbnail stands for the resource */
  coverFileId: id.nullable(),
  /** kinds and states of the files, in order, for icons and the state line */
  files: z.array(
    z.object({
      id,
      kind: fileView.shape.kind,
      state: fileView.shape.state,
      progress: z.number(),
      duration: z.number().nullable(),
      pageCount: z.int().nullable(),
    }),
  ),
  /** uploads that will attach when stored */
  pendingUploads: z.int(),
});
export type ResourceCard = z.infer<typeof resourceCard>;

export const rightName = z.enum(['view', 'download', 'edit', 'manage']);
export type RightName = z.infer<typeof rightName>;

export const resourceView = resourceCard.extend({
  fullFiles: z.array(fileView),
  /** for those who may edit; null for others and for what was never published */
  audience: audienceView.nullable(),
  licence: licenceKey,
  licenceUntil: instant.nullable(),
  pupils: z.boolean(),
  /** for those who may edit */
  consentRef: z.string().nullable(),
  watermark: z.boolean(),
  /** why fewer people see it than its audience names: no consent for the pupils in it, or its licence; for those who may edit */
  narrowedBy: z.enum(['consent', 'licence']).nullable(),
  /** other files or another link that wait for review beside those in force; for those who may edit */
  pending: z
    .object({ files: z.array(fileView), linkUrl: z.string().nullable(), pendingUploads: z.int() })
    .nullable(),
  /** what it was made from; null where that is nothing, or nothing that the asker may see. `opens`: its own page does */
  adaptedFrom: z
    .object({ id, title: z.string(), author: personRef, school: schoolRef, opens: z.boolean() })
    .nullable(),
  /** what it holds and says stays as it is, because others rely on it: a 共案; for those who may edit */
  frozen: z.boolean(),
  /** the highest right of the asker: buttons follow it, the server decides */
  right: rightName,
  createdAt: instant,
});
export type ResourceView = z.infer<typeof resourceView>;

/** newest: what I may see, newest first; mine: what I wrote, drafts too; granted: what others let me edit or
 * manage by name; trash: mine that can be restored. */
export const resourcesQuery = pageQuery.extend({
  scope: z.enum(['newest', 'mine', 'granted', 'trash']).default('newest'),
});
export const resourcePage = pageOf(resourceCard);

export const tagSuggestQuery = z.object({
  text: z.string().max(30).default(''),
  subject: z.string().max(40).optional(),
});
export const tagSuggestResponse = z.object({ items: z.array(z.object({ tag: z.string(), uses: z.int() })) });
