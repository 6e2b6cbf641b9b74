import { setTimeout as sleep } from 'node:timers/promises';
import { openPlace, type Place } from '../support/databases.js';
import { queueSchema } from '../support/queues.js';
import { workshop } from '../support/workshop.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { BullmqQueue } from '../../src/platform/queue/adapters/bullmq.queue.js';
import { OutboxRepository } from '../../src/platform/queue/index.js';
import { step, type Role } from './outbox-steps.js';

/** A process of the outbox's crash tests; it prints where it stands and is killed there. */
const { place, role, redisUrl } = JSON.parse(process.argv[2]!) as {
  place: Place;
  role: Role;
  redisUrl?: string;
};
const database = await openPlace(place, queueSchema);
const forever = (): Promise<never> => new Promise(() => setInterval(() => undefined, 1_000));
const queue = redisUrl
  ? await BullmqQueue.open(
      { redisUrl, prefix: 'test', leaseMs: 600, queues: ['quick'], queueOf: () => 'quick' },
      new SystemClock(),
    )
  : undefined;
const shop = workshop(database, { leaseMs: 600, ...(queue ? { queue } : {}) });

if (role === 'dies before it marks') {
  OutboxRepository.prototype.markPublished = async () => {
    console.log('published');
    await forever();
  };
}
shop.registry.handle(step, async ({ id }, context) => {
  if (role === 'dies in the job') {
    console.log('in the job');
    await forever();
  }
  await sleep(5);
  await database.transaction(async (tx) => {
    await context.complete(tx);
    await tx.manager.query('INSERT INTO schedule_slot (name, due_at) VALUES (?, ?)', [
      `${id}:${context.jobId}`,
      0,
    ]);
    if (role === 'dies after the effect') {
      console.log('effect written');
      await forever();
    }
  });
});
if (role === 'dies before it marks') shop.relay.start();
else await shop.start();
console.log('started');
await forever();
