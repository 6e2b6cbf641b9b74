import { startChild } from '../support/child.js';
import { mysqlPlace, sqlitePlace, type TestDatabase } from '../support/databases.js';
import { openQueue, type QueuePlace } from '../support/queues.js';
import { services, withService } from '../support/services.js';
import { queueContract, type OpenedQueue } from './queue-contract.js';

async function table(where: Promise<TestDatabase>): Promise<OpenedQueue> {
  const { place: database, drop } = await where;
  const place: QueuePlace = { driver: 'table', database, leaseMs: 900 };
  const closing: (() => Promise<void>)[] = [];
  const open = async () => {
    const { queue, close } = await openQueue(place);
    closing.push(close);
    return queue;
  };
  return {
    queue: await open(),
    leaseMs: place.leaseMs,
    another: open,
    holdElsewhere: (name) => startChild('test/contract/queue-victim.ts', { place, name }),
    close: async () => {
      for (const close of closing) await close();
      await drop();
    },
  };
}

queueContract('the table on SQLite', () => table(sqlitePlace()));

withService('the table on MySQL or MariaDB', 'MYSQL_URL', services.mysqlUrl, (url) => {
  queueContract('the table on MySQL or MariaDB', () => table(mysqlPlace(url)));
});
