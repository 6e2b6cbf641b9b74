import { z } from 'zod';
import { id } from '../../contracts/index.js';
import { MINUTE } from '../../kernel/clock.js';
import { defineJob } from '../../platform/queue/index.js';

/** How long changes of a collection are gathered before its followers hear of them in one go. */
export const GATHERED_FOR_MS = 10 * MINUTE;

export const tellFollowers = defineJob({
  name: 'curation.tell-followers',
  payload: z.object({ collectionId: id }),
  attempts: 20,
  timeoutMs: 10 * MINUTE,
  priority: 7,
  key: ({ collectionId }) => collectionId,
  why: 'Something was put into a collection that people follow, or taken from it: each of them hears once of all that came together, as far as they see it.',
});
