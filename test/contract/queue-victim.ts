import { openQueue, type QueuePlace } from '../support/queues.js';

/** A process that takes one delivery and holds it until it is killed. */
const { place, name } = JSON.parse(process.argv[2]!) as { place: QueuePlace; name: string };
const { queue } = await openQueue(place);
await queue.consume([name], 1, () => {
  console.log('took');
  return new Promise(() => undefined);
});
