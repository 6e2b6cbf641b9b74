import { SystemClock } from '../../src/kernel/clock.js';
import { GroupCommit } from '../../src/platform/queue/group-commit.js';
import { Scheduler } from '../../src/platform/queue/scheduler.js';
import { openPlace, type Place } from '../support/databases.js';
import { queueSchema } from '../support/queues.js';
import { TURN, TURN_EVERY_MS } from './schedule-turns.js';

/** A process that lives for its scheduled work: each turn leaves a row that says when it was and whose. */
const { place } = JSON.parse(process.argv[2]!) as { place: Place };
const database = await openPlace(place, queueSchema);
const scheduler = new Scheduler(database, new GroupCommit(database), new SystemClock());
scheduler.every(TURN, TURN_EVERY_MS, async () => {
  await database.transaction((tx) =>
    tx.manager.query('INSERT INTO schedule_slot (name, due_at) VALUES (?, ?)', [
      `turn:${process.pid}:${Date.now()}`,
      Date.now(),
    ]),
  );
  console.log('turn');
});
scheduler.start();
console.log('started');
await new Promise(() => setInterval(() => undefined, 1_000));
