import { z } from 'zod';
import { defineJob } from '../../src/platform/queue/index.js';

/** Where a process of the crash tests stands still and is killed. */
export type Role = 'dies in the job' | 'dies after the effect' | 'dies before it marks' | 'works';

export const step = defineJob({
  name: 'test.step',
  payload: z.object({ id: z.string() }),
  attempts: 5,
  timeoutMs: 20_000,
  priority: 2,
  why: 'leaves a row behind, so that one sees how often it was done',
});
