import { z } from 'zod';
import { id } from '../../contracts/index.js';
import { MINUTE } from '../../kernel/clock.js';
import { defineJob } from '../../platform/queue/index.js';

export const verifyUpload = defineJob({
  name: 'uploads.verify',
  payload: z.object({ uploadId: id }),
  // Spread over hours: an upload that was acknowledged is not lost because a disk was full for a while.
  attempts: 20,
  timeoutMs: 30 * MINUTE,
  priority: 0,
  key: (p) => p.uploadId,
  why: 'checks what was uploaded and makes a file of it, or says why not',
});
