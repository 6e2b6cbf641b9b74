import { z } from 'zod';
import { idParams, instant } from './common.js';
import { fileView } from './files.js';
import { personRef, rightName } from './resources.js';

/** So many earlier versions of one resource are kept; of more, the oldest go. */
export const MOST_VERSIONS = 50;

export const versionParams = idParams.extend({ number: z.coerce.number().int().min(1).max(1_000_000) });

/** What a resource held once, after it had been published and before something else took its place. */
export const resourceVersion = z.object({
  /** from 1, in the order in which they were in force */
  number: z.int(),
  /** as it was called at its end */
  title: z.string(),
  linkUrl: z.string().nullable(),
  /** 学生出镜 was noted of it: putting it in force again notes it again */
  pupils: z.boolean(),
  files: z.array(fileView),
  /** from when until when it was in force */
  since: instant,
  until: instant,
  /** who put something else in its place */
  replacedBy: personRef,
  /** how many collections hold it fast, of those that the asker may see */
  pinnedIn: z.int(),
});
export type ResourceVersion = z.infer<typeof resourceVersion>;

/** The latest first. */
export const resourceVersions = z.object({
  /** the number of the version in force */
  current: z.int(),
  items: z.array(resourceVersion),
});
export type ResourceVersions = z.infer<typeof resourceVersions>;

/** The version that an item of a collection holds fast, as the asker is shown it. */
export const pinnedVersion = z.object({
  number: z.int(),
  /** since when it has been in force, or was; null for what was never published */
  since: instant.nullable(),
  /** what it held, and until when; null while it is in force */
  earlier: z
    .object({
      until: instant,
      linkUrl: z.string().nullable(),
      files: z.array(fileView),
      /** never more than the right to the resource */
      right: rightName,
    })
    .nullable(),
});
export type PinnedVersion = z.infer<typeof pinnedVersion>;

/** Which version an item holds fast: the one in force now, an earlier one by its number, or null: it follows. */
export const pinVersionRequest = z.object({
  version: z.union([z.literal('in force'), z.int().min(1).max(1_000_000)]).nullable(),
});
export type VersionToPin = z.infer<typeof pinVersionRequest>['version'];
