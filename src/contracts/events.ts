import { z } from 'zod';
import { fileView } from './files.js';
import { id } from './common.js';
import { uploadView } from './uploads.js';

/**
 * What GET /events sends (server-sent events, `event:` = type, `data:` = JSON). Only to people who may see the thing.
 * A stream may miss news while it reconnects: on every (re)connect the page reads the present state again.
 */
export const serverEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('upload'), upload: uploadView }),
  z.object({ type: z.literal('file'), resourceIds: z.array(id), file: fileView }),
  /** an administrator opened it for support, or that was ended; the title only for those whose it is */
  z.object({
    type: z.literal('support'),
    resourceId: id,
    open: z.boolean(),
    by: z.string(),
    title: z.string(),
  }),
  z.object({ type: z.literal('resource'), resourceId: id, rev: z.int() }),
  /** somebody who curates a collection asks to let more people see a resource of mine */
  z.object({
    type: z.literal('widening'),
    resourceId: id,
    title: z.string(),
    by: z.string(),
  }),
  /** there is something new among my notices */
  z.object({ type: z.literal('notice') }),
]);
export type ServerEvent = z.infer<typeof serverEvent>;
