import { MysqlDatabase } from '../../src/platform/database/adapters/mysql.database.js';
import { contractSchema, countUp } from './database-contract.js';

/** A process that holds a row's lock in a unit of work, where it is frozen; thawed, it begins another unit. */
const { url, id } = JSON.parse(process.argv[2]!) as { url: string; id: string };
const database = await MysqlDatabase.open({ url, poolSize: 1, idleUnitS: 1 }, contractSchema);
const unit = database.transaction(async (tx) => {
  await countUp(tx, id);
  // Heard from before the line is printed: a signal that nobody hears ends a process.
  const woken = new Promise((resolve) => process.once('SIGUSR2', resolve));
  console.log('holds the row');
  await woken;
  await countUp(tx, id);
});
console.log(
  await unit.then(
    () => 'committed',
    () => 'rolled back',
  ),
);
await database.transaction((tx) => countUp(tx, id));
await database.close();
console.log('went on');
