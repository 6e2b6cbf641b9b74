import { z } from 'zod';
import { defineJob } from '../../src/platform/queue/index.js';

/** How many attempts may end together with their process. */
export const ENDS = 3;

export const delicate = defineJob({
  name: 'test.delicate',
  payload: z.object({}),
  attempts: 1,
  timeoutMs: 20_000,
  priority: 2,
  why: 'a job that may fail never, and runs while processes are killed',
});
