import type { DatabaseSchema } from '../../src/platform/database/adapters/sqlite.database.js';
import { auditEntities, auditMigrations } from '../../src/platform/audit/index.js';
import { queueEntities, queueMigrations } from '../../src/platform/queue/index.js';
import { isDiskFull } from '../../src/kernel/disk-full.js';
import { startChild } from '../support/child.js';
import { mysqlPlace, openPlace, sqlitePlace, type TestDatabase } from '../support/databases.js';
import { services, withService } from '../support/services.js';
import { ContractItem, contractSchema, databaseContract, type Opened } from './database-contract.js';

async function openAt({ place, drop }: TestDatabase, schema: DatabaseSchema): Promise<Opened> {
  const database = await openPlace(place, schema);
  return {
    database,
    again: (other) => openPlace(place, other),
    countElsewhere: (id, times) =>
      startChild('test/contract/database-counter.ts', { place, id, times }).said('counted'),
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

const platform: DatabaseSchema = {
  entities: [...queueEntities, ...auditEntities],
  migrations: [...queueMigrations, ...auditMigrations],
};

function platformSchema(open: (schema: DatabaseSchema) => Promise<Opened>): void {
  it('the tables of queue and audit record equal their entities, and a migration cut short can be run again', async () => {
    const opened = await open(platform);
    await opened.database.migrate();
    expect(await opened.database.schemaDifference()).toEqual([]);
    await opened.database.transaction((tx) => tx.manager.query('DELETE FROM migrations'));
    await opened.database.migrate();
    expect(await opened.database.schemaDifference()).toEqual([]);
    await opened.close();
  });
}

const sqlite = async (schema: DatabaseSchema) => openAt(await sqlitePlace(), schema);
databaseContract('SQLite', sqlite);

describe('SQLite', () => {
  platformSchema(sqlite);

  it('refuses to write outside a unit', async () => {
    const opened = await sqlite(contractSchema);
    await opened.database.migrate();
    const write = opened.database.reader.manager.insert(ContractItem, {
      id: 'a',
      label: 'a',
      count: 0,
      open: true,
    });
    await expect(write).rejects.toThrow(/readonly|read-only|query_only/i);
    await opened.close();
  });

  it('on a full disk says so, loses nothing that was committed, and goes on at once when there is room', async () => {
    const opened = await sqlite(contractSchema);
    const { database } = opened;
    await database.migrate();
    const insert = (id: string, label: string) =>
      database.transaction((tx) => tx.manager.insert(ContractItem, { id, label, count: 0, open: true }));
    await insert('before', 'a');
    const pages = (most: number) =>
      database.transaction(async (tx) => {
        const [{ page_count: used }] = await tx.manager.query<[{ page_count: number }]>('PRAGMA page_count');
        await tx.manager.query(`PRAGMA max_page_count = ${most === 0 ? used : most}`);
      });
    await pages(0);
    const large = 'x'.repeat(100_000);
    for (let n = 0; n < 3; n += 1) expect(await insert(`full-${n}`, large).catch(isDiskFull)).toBe(true);
    await pages(1_000_000);
    await insert('after', large);
    const kept = await database.reader.manager.find(ContractItem, { order: { id: 'ASC' } });
    expect(kept.map(({ id }) => id)).toEqual(['after', 'before']);
    await opened.close();
  });
});

withService('MySQL or MariaDB', 'MYSQL_URL', services.mysqlUrl, (url) => {
  const mysql = async (schema: DatabaseSchema) => openAt(await mysqlPlace(url), schema);
  databaseContract('MySQL or MariaDB', mysql);
  platformSchema(mysql);
});
