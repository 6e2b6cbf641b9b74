import { z } from 'zod';
import { id } from './common.js';

/** In the name of which school a copy is made, as with a new collection. */
export const copyCollectionRequest = z.object({ schoolId: id.optional() });
/** In which language a table of contents speaks, where it is not in people's own words. */
export const outlineQuery = z.object({ language: z.enum(['zh', 'en']).default('zh') });

/** What one archive may hold. */
export const MOST_ARCHIVED_FILES = 2_000;
export const MOST_ARCHIVED_BYTES = 8 * 1024 ** 3;
/** more: there is more than was taken; incomplete: the index is away or being built, and may not have told of all. */
export const gatheredRest = z.enum(['more', 'incomplete']);
export type GatheredRest = z.infer<typeof gatheredRest>;
/** What an archive of a collection would hold for the asker. */
export const archiveView = z.object({
  files: z.int(),
  bytes: z.int(),
  /** items that are links or collections: the index page leads to them */
  elsewhere: z.int(),
  /** items that may be looked at only: the index page says so */
  previewOnly: z.int(),
  /** of what sections gather by themselves; null: all of it is in there */
  rest: gatheredRest.nullable(),
});
export type ArchiveView = z.infer<typeof archiveView>;
