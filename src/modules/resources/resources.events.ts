import { z } from 'zod';
import { id } from '../../contracts/index.js';
import { defineEvent } from '../../platform/queue/index.js';

/** A resource was made, changed, shared otherwise or removed: whoever keeps something derived from it looks again. */
export const resourceChanged = defineEvent({
  name: 'resources.changed',
  payload: z.object({ resourceId: id }),
});
