import { Redis } from 'ioredis';
import { newId } from '../../src/kernel/ids.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { BullmqQueue } from '../../src/platform/queue/adapters/bullmq.queue.js';
import { startChild } from '../support/child.js';
import { mysqlPlace, sqlitePlace, type TestDatabase } from '../support/databases.js';
import { openQueue, openQueueDatabase, type QueuePlace } from '../support/queues.js';
import { services, withService } from '../support/services.js';
import { queueContract, type OpenedQueue } from './queue-contract.js';
import { duplicateContract } from './queue-duplicates.js';
import { endsContract } from './queue-ends.js';
import { turnsContract } from './queue-turns.js';

async function table(where: Promise<TestDatabase>): Promise<OpenedQueue> {
  const { place: database, drop } = await where;
  const place: QueuePlace = { driver: 'table', database, leaseMs: 900 };
  const closing: (() => Promise<void>)[] = [];
  const open = async () => {
    const opened = await openQueue(place);
    closing.push(opened.close);
    return opened;
  };
  const { queue, database: own } = await open();
  return {
    queue,
    database: own!,
    leaseMs: place.leaseMs,
    another: async () => (await open()).queue,
    holdElsewhere: (name) => startChild('test/contract/queue-victim.ts', { place, name }),
    workElsewhere: () => startChild('test/contract/queue-mortal.ts', { place, outbox: database }),
    close: async () => {
      for (const close of closing) await close();
      await drop();
    },
  };
}

/** All that is promised of a queue, and of the outbox before it. */
function contracts(name: string, open: () => Promise<OpenedQueue>): void {
  for (const contract of [queueContract, duplicateContract, turnsContract, endsContract])
    contract(name, open);
}

contracts('the table on SQLite', () => table(sqlitePlace()));

withService('the table on MySQL or MariaDB', 'MYSQL_URL', services.mysqlUrl, (url) => {
  contracts('the table on MySQL or MariaDB', () => table(mysqlPlace(url)));
});

async function bullmq(redisUrl: string): Promise<OpenedQueue> {
  const prefix = `lianke-test-${newId()}`;
  const place: QueuePlace = { driver: 'bullmq', redisUrl, prefix, leaseMs: 900 };
  const open = async () => (await openQueue(place)).queue;
  const { place: outbox, drop } = await sqlitePlace();
  const database = await openQueueDatabase(outbox);
  return {
    queue: await open(),
    database,
    leaseMs: place.leaseMs,
    another: open,
    holdElsewhere: (name) => startChild('test/contract/queue-victim.ts', { place, name }),
    workElsewhere: () => startChild('test/contract/queue-mortal.ts', { place, outbox }),
    close: async () => {
      const redis = new Redis(redisUrl);
      const keys = await redis.keys(`${prefix}:*`);
      if (keys.length > 0) await redis.del(...keys);
      await redis.quit();
      await database.close();
      await drop();
    },
  };
}

withService('BullMQ on Redis', 'REDIS_URL', services.redisUrl, (url) => {
  contracts('BullMQ on Redis', () => bullmq(url));
});

describe('BullMQ', () => {
  it('says in one sentence that Redis is away', async () => {
    const options = {
      redisUrl: 'redis://127.0.0.1:1',
      prefix: 'x',
      leaseMs: 900,
      queues: ['a'],
      queueOf: () => 'a',
    };
    await expect(BullmqQueue.open(options, new SystemClock())).rejects.toThrow(
      /^Redis at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/,
    );
  });
});
