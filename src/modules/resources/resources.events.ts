import { z } from 'zod';
import { id } from '../../contracts/index.js';
import { defineEvent } from '../../platform/queue/index.js';

/** A resource was made, changed, shared otherwise or removed: whoever keeps something derived from it looks again. */
export const resourceChanged = defineEvent({
  name: 'resources.changed',
  payload: z.object({ resourceId: id }),
});

/** The same of many resources at once: at most so many in one piece of news. */
export const MANY = 200;
export const manyResourcesChanged = defineEvent({
  name: 'resources.many-changed',
  payload: z.object({ resourceIds: z.array(id).min(1).max(MANY) }),
});
