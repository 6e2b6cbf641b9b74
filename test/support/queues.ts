import { SystemClock } from '../../src/kernel/clock.js';
import type { Database } from '../../src/platform/database/database.port.js';
import { BullmqQueue } from '../../src/platform/queue/adapters/bullmq.queue.js';
import { TableQueue } from '../../src/platform/queue/adapters/table.queue.js';
import { GroupCommit } from '../../src/platform/queue/group-commit.js';
import { queueEntities, queueMigrations } from '../../src/platform/queue/index.js';
import type { JobQueue } from '../../src/platform/queue/queue.port.js';
import { openPlace, type Place } from './databases.js';

/** Where a queue of a test is, and its lease. */
export type QueuePlace =
  | { driver: 'table'; database: Place; leaseMs: number }
  | { driver: 'bullmq'; redisUrl: string; prefix: string; leaseMs: number };

export const queueSchema = { entities: queueEntities, migrations: queueMigrations };

/** Opens a queue; `close` also lets go of the database it stands on, if it has one. */
export async function openQueue(
  place: QueuePlace,
): Promise<{ queue: JobQueue; database: Database | null; close: () => Promise<void> }> {
  if (place.driver === 'bullmq') {
    const { redisUrl, prefix, leaseMs } = place;
    const queue = await BullmqQueue.open(
      {
        redisUrl,
        prefix,
        leaseMs,
        queues: ['a', 'b', 'test'],
        queueOf: (name) => (name.length === 1 ? name : 'test'),
      },
      new SystemClock(),
    );
    return { queue, database: null, close: () => Promise.resolve() };
  }
  const database = await openQueueDatabase(place.database);
  const options = { leaseMs: place.leaseMs, pollMs: 100 };
  const queue = new TableQueue(database, new GroupCommit(database), new SystemClock(), options);
  return { queue, database, close: () => database.close() };
}

/** A database with the tables of the outbox and the embedded queue. */
export async function openQueueDatabase(place: Place): Promise<Database> {
  const database = await openPlace(place, queueSchema);
  await database.migrate();
  return database;
}
