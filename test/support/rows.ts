import { join } from 'node:path';
import Sqlite from 'libsql';
import { createConnection } from 'mysql2/promise';
import type { RunningApp } from './app.js';

/** Runs one statement on the database of a started program, past all that it guards; gives the rows, if any. */
export async function rowsOf<T = Record<string, unknown>>(app: RunningApp, sql: string): Promise<T[]> {
  const url = app.stack.env['DATABASE_URL'];
  if (url !== undefined) {
    const connection = await createConnection({ uri: url });
    try {
      const [rows] = await connection.query(sql);
      return Array.isArray(rows) ? (rows as T[]) : [];
    } finally {
      await connection.end();
    }
  }
  const database = new Sqlite(join(app.dataDir, 'lianke.sqlite'));
  try {
    const statement = database.prepare(sql);
    if (statement.reader) return statement.all() as T[];
    statement.run();
    return [];
  } finally {
    database.close();
  }
}
