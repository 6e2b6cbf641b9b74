import { createConnection } from 'mysql2/promise';
import type { Grown } from '../support/services.js';
import type { Stack } from '../support/stack.js';
import { openRaw } from './large-installation.js';

/** SQL by hand on the database of an installation, for what a bench needs and no request makes. */
export interface ByHand {
  run(sql: string): Promise<void>;
  insert(table: string, columns: readonly string[], rows: readonly unknown[][]): Promise<void>;
  /** the `n` of the one row that it gives */
  count(sql: string): Promise<number>;
  close(): Promise<void>;
}

/** What a case begins with that is measured on services. */
export const whereOn = (names: readonly Grown[]): string =>
  names.includes('mysql') ? 'MySQL or MariaDB: ' : '';

/** The database that a stack names, or the installation's own. */
export async function byHand(dataDir: string, stack: Stack): Promise<ByHand> {
  const url = stack.env['DATABASE_URL'];
  return url === undefined ? onSqlite(dataDir) : onMysql(url);
}

function onSqlite(dataDir: string): ByHand {
  const raw = openRaw(dataDir);
  return {
    run: (sql) => Promise.resolve(raw.exec(sql)),
    insert: (table, columns, rows) => {
      const marks = columns.map(() => '?').join(',');
      const insert = raw.prepare(`INSERT INTO ${table} (${columns.join(',')}) VALUES (${marks})`);
      raw.exec('BEGIN IMMEDIATE');
      for (const row of rows) insert.run(...row);
      raw.exec('COMMIT');
      return Promise.resolve();
    },
    count: (sql) => Promise.resolve((raw.prepare(sql).get() as { n: number }).n),
    close: () => Promise.resolve(raw.close()),
  };
}

async function onMysql(url: string): Promise<ByHand> {
  const connection = await createConnection({ uri: url });
  return {
    run: async (sql) => void (await connection.query(sql)),
    insert: async (table, columns, rows) =>
      void (await connection.query(`INSERT INTO ${table} (${columns.join(',')}) VALUES ?`, [rows])),
    count: async (sql) => {
      const [rows] = await connection.query(sql);
      return Number((rows as { n: number }[])[0]!.n);
    },
    close: () => connection.end(),
  };
}
