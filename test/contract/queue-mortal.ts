import { openPlace, type Place } from '../support/databases.js';
import { openQueue, queueSchema, type QueuePlace } from '../support/queues.js';
import { workshop } from '../support/workshop.js';
import { delicate, ENDS } from './queue-ends-job.js';

/** A process that works off jobs and is killed in the middle of one. */
const { place, outbox } = JSON.parse(process.argv[2]!) as { place: QueuePlace; outbox: Place };
const { queue } = await openQueue(place);
const database = await openPlace(outbox, queueSchema);
const shop = workshop(database, { queue, leaseMs: place.leaseMs, processEnds: ENDS });
shop.registry.handle(delicate, () => {
  console.log('in the job');
  return new Promise(() => setInterval(() => undefined, 1_000));
});
await shop.start();
