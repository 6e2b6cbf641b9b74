import { z } from 'zod';
import { id, instant, line, optionalText, pageOf, pageQuery } from './common.js';
import { fileView } from './files.js';

/** draft → published → (withdrawn → published …); trashed keeps the state it came from. */
export const resourceState = z.enum(['draft', 'published', 'withdrawn']);
export const audiencePreset = z.enum(['self', 'department', 'school', 'schools', 'group']);

/**
 * Who may see a resource: a preset over the set of principals. `department`: the departments named; `schools`: the
 * schools named; `school`: the owning school; `group`: the groups named. Times are judged when read.
 */
export const audienceInput = z.object({
  preset: audiencePreset,
  departmentIds: z.array(id).max(50).optional(),
  schoolIds: z.array(id).max(100).optional(),
  groupIds: z.array(id).max(10).optional(),
  /** viewing without downloading the original */
  previewOnly: z.boolean().default(false),
});
export type AudienceInput = z.infer<typeof audienceInput>;
export const audienceView = audienceInput.extend({
  /** in words for people: names of departments, schools or groups */
  names: z.array(z.string()),
});

export const tag = line(30);
export const description = z.object({
  title: z.string().trim().max(200).optional(),
  description: optionalText(5000).optional(),
  type: z.string().max(40).nullable().optional(),
  stage: z.string().max(40).nullable().optional(),
  subject: z.string().max(40).nullable().optional(),
  grade: z.string().max(40).nullable().optional(),
  bookId: z.string().max(80).nullable().optional(),
  chapterId: z.string().max(120).nullable().optional(),
  tags: z.array(tag).max(20).optional(),
});

/** A web address as a resource or beside files: http(s) only, opened with noopener and noreferrer. */
export const webLink = z.url({ protocol: /^https?$/ }).max(2000);

export const createResourceRequest = description.extend({
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
export const publishRequest = z.object({ audience: audienceInput });

export const personRef = z.object({ id, name: z.string() });
export const schoolRef = z.object({ id, name: z.string(), shortName: z.string() });

/** A resource as cards and lists show it. */
export const resourceCard = z.object({
  id,
  rev: z.int(),
  title: z.string(),
  description: z.string(),
  type: z.string().nullable(),
  stage: z.string().nullable(),
  subject: z.string().nullable(),
  grade: z.string().nullable(),
  bookId: z.string().nullable(),
  bookTitle: z.string().nullable(),
  chapterId: z.string().nullable(),
  /** from the book's top level down to the chapter */
  chapterPath: z.array(z.string()),
  tags: z.array(z.string()),
  author: personRef,
  school: schoolRef,
  state: resourceState,
  trashedAt: instant.nullable(),
  publishedAt: instant.nullable(),
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
  audience: audienceView.nullable(),
  /** the highest right of the asker: buttons follow it, the server decides */
  right: rightName,
  createdAt: instant,
});
export type ResourceView = z.infer<typeof resourceView>;

/** newest: what I may see, newest first; mine: what I wrote, drafts too; trash: mine that can be restored. */
export const resourcesQuery = pageQuery.extend({
  scope: z.enum(['newest', 'mine', 'trash']).default('newest'),
});
export const resourcePage = pageOf(resourceCard);

export const tagSuggestQuery = z.object({
  text: z.string().max(30).default(''),
  subject: z.string().max(40).optional(),
});
export const tagSuggestResponse = z.object({ items: z.array(z.object({ tag: z.string(), uses: z.int() })) });
