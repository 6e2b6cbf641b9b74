import type { Clock } from '../../../kernel/clock.js';
import type { Reach } from '../../../kernel/reach.js';
import type { Database } from '../../database/database.port.js';
import type { GroupCommit } from '../group-commit.js';
import { JobQueue, type Consumer, type Delivery, type Work } from '../queue.port.js';
import { QueueDeliveryRepository } from './queue-delivery.repository.js';
import { TableConsumer, type TableQueueOptions, type TableQueueParts } from './table-consumer.js';

export type { TableQueueOptions } from './table-consumer.js';

/**
 * The embedded queue: a table in the database. Consumers of the same process are woken when something is
 * published, those of others find it at their next poll. Reaches as far as the database does.
 */
export class TableQueue extends JobQueue {
  readonly reach: Reach;
  private readonly consumers = new Set<TableConsumer>();
  private readonly parts: TableQueueParts;

  constructor(database: Database, commits: GroupCommit, clock: Clock, options: TableQueueOptions) {
    super();
    this.reach = database.reach;
    this.parts = { database, commits, clock, options, repository: new QueueDeliveryRepository() };
  }

  async publish(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    await this.parts.commits.run((tx) => this.parts.repository.add(tx, deliveries));
    for (const consumer of this.consumers) consumer.wake();
  }

  known(ids: readonly string[]): Promise<Set<string>> {
    return this.parts.repository.known(this.parts.database.reader, ids);
  }

  consume(names: readonly string[], concurrency: number, work: Work): Promise<Consumer> {
    const consumer = new TableConsumer(this.parts, names, concurrency, work);
    this.consumers.add(consumer);
    return Promise.resolve({
      stop: (graceMs) => {
        this.consumers.delete(consumer);
        return consumer.stop(graceMs);
      },
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
