import { z } from 'zod';
import { idParams, instant } from './common.js';
import { fileView } from './files.js';
import { personRef } from './resources.js';

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
});
export type ResourceVersion = z.infer<typeof resourceVersion>;

/** The latest first. */
export const resourceVersions = z.object({
  /** the number of the version in force */
  current: z.int(),
  items: z.array(resourceVersion),
});
export type ResourceVersions = z.infer<typeof resourceVersions>;
