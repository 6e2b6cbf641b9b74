import { z } from 'zod';
import { id } from '../../contracts/index.js';
import { defineEvent } from '../../platform/queue/index.js';

/** An upload was verified and is a file now. */
export const uploadStored = defineEvent({
  name: 'uploads.stored',
  payload: z.object({ uploadId: id, fileId: id, userId: id }),
});
