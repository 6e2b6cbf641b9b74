import { z } from 'zod';
import { id } from '../../../contracts/index.js';
import { MINUTE } from '../../../kernel/clock.js';
import { defineJob } from '../../../platform/queue/index.js';

export const tiesTurn = defineJob({
  name: 'resources.ties-turn',
  payload: z.object({ schoolId: id, groupId: id, at: z.int() }),
  attempts: 20,
  timeoutMs: 10 * MINUTE,
  priority: 1,
  key: ({ schoolId, groupId, at }) => `${schoolId} ${groupId} ${at}`,
  why: 'A link between a school and a group has begun or ended: what now lasts, or lasts no more, is declared so, and the index follows. Nobody sees anything for longer because it is late.',
});
