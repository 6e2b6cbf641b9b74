import { SystemClock } from '../../src/kernel/clock.js';
import { TableQueue } from '../../src/platform/queue/adapters/table.queue.js';
import { GroupCommit } from '../../src/platform/queue/group-commit.js';
import { queueEntities, queueMigrations } from '../../src/platform/queue/index.js';
import type { JobQueue } from '../../src/platform/queue/queue.port.js';
import { openPlace, type Place } from './databases.js';

/** Where a queue of a test is, and its lease. */
export type QueuePlace = { driver: 'table'; database: Place; leaseMs: number };

export const queueSchema = { entities: queueEntities, migrations: queueMigrations };

/** Opens a queue; `close` also lets go of what it stands on. */
export async function openQueue(place: QueuePlace): Promise<{ queue: JobQueue; close: () => Promise<void> }> {
  const database = await openPlace(place.database, queueSchema);
  await database.migrate();
  const options = { leaseMs: place.leaseMs, pollMs: 100 };
  const queue = new TableQueue(database, new GroupCommit(database), new SystemClock(), options);
  return { queue, close: () => database.close() };
}
