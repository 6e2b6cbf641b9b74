import { z } from 'zod';
import { id } from '../../../contracts/index.js';
import { MINUTE } from '../../../kernel/clock.js';
import { defineJob } from '../../../platform/queue/index.js';

/** How long what is heard of at once is gathered: what comes together is one mail, and who has seen it needs none. */
export const GATHERED_FOR_MS = MINUTE;

export const gatherMail = defineJob({
  name: 'notices.gather-mail',
  payload: z.object({ accountId: id }),
  attempts: 10,
  timeoutMs: MINUTE,
  priority: 6,
  key: ({ accountId }) => accountId,
  why: 'Somebody was told what they want to hear of at once: all that they have not seen of it yet becomes one mail.',
});

export const sendMail = defineJob({
  name: 'notices.send-mail',
  payload: z.object({ mailId: id }),
  attempts: 10,
  timeoutMs: 2 * MINUTE,
  priority: 7,
  lane: 'mail',
  key: ({ mailId }) => mailId,
  why: 'A mail waits to be sent: what it says is made, and judged, at this moment. It is tried for a day.',
});
