import { z } from 'zod';
import { HOUR } from '../../kernel/clock.js';
import { defineJob } from '../../platform/queue/index.js';

export const rebuildIndex = defineJob({
  name: 'discovery.rebuild',
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 12 * HOUR,
  priority: 5,
  lane: 'bulk',
  key: () => 'all',
  why: 'fills a new index beside the one in use: after the old one was lost, or when an administrator asks for it',
});
