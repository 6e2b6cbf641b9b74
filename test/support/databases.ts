import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { MysqlDatabase } from '../../src/platform/database/adapters/mysql.database.js';
import { SqliteDatabase, type DatabaseSchema } from '../../src/platform/database/adapters/sqlite.database.js';
import type { Database } from '../../src/platform/database/database.port.js';
import { services, testStack } from './services.js';

/** Where a database of a test is: enough for another process to open it too. */
export type Place = { driver: 'sqlite'; file: string } | { driver: 'mysql'; url: string };

export interface TestDatabase {
  place: Place;
  drop(): Promise<void>;
}

/** A place for an empty SQLite database in a directory of its own. */
export function sqlitePlace(): Promise<TestDatabase> {
  const directory = mkdtempSync(join(tmpdir(), 'lianke-test-'));
  return Promise.resolve({
    place: { driver: 'sqlite', file: join(directory, 'lianke.db') },
    drop: () => Promise.resolve(rmSync(directory, { recursive: true, force: true })),
  });
}

/** A new schema on the server of `url`, whose account may create and drop schemas. */
export async function mysqlPlace(url: string): Promise<TestDatabase> {
  const name = `lianke_test_${randomBytes(6).toString('hex')}`;
  const run = async (sql: string): Promise<void> => {
    const connection = await createConnection({ uri: url });
    await connection.query(sql);
    await connection.end();
  };
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { place: { driver: 'mysql', url: own.href }, drop: () => run(`DROP DATABASE ${name}`) };
}

/** An empty database of the kind that LIANKE_TEST_STACK names. */
export function testPlace(): Promise<TestDatabase> {
  if (!testStack.includes('mysql')) return sqlitePlace();
  if (services.mysqlUrl === null) throw new Error('LIANKE_TEST_STACK needs MYSQL_URL.');
  return mysqlPlace(services.mysqlUrl);
}

export function openPlace(place: Place, schema: DatabaseSchema): Promise<Database> {
  return place.driver === 'sqlite'
    ? SqliteDatabase.open(place.file, schema)
    : MysqlDatabase.open({ url: place.url, poolSize: 10 }, schema);
}
