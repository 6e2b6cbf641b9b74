import type { Queryable, Tx } from './database.port.js';

/**
 * What the name of the mark begins with that stands among the migrations while a database is being filled from
 * elsewhere: no program starts on it, older ones neither, because they do not know a migration of that name.
 */
export const UNFINISHED = 'Unfinished_';

/** Marks an empty database as being filled from `origin`. */
export async function markUnfinished(tx: Tx, origin: string): Promise<void> {
  await tx.manager.query('INSERT INTO migrations (timestamp, name) VALUES (0, ?)', [UNFINISHED + origin]);
}

/** From where a database is being filled; null when it is whole, or nothing has been made in it yet. */
export async function unfinishedOrigin({ manager, dialect }: Queryable): Promise<string | null> {
  const tables = await manager.query<unknown[]>(
    dialect === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'`
      : `SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'migrations'`,
  );
  if (tables.length === 0) return null;
  const names = await appliedMigrations({ manager, dialect });
  return names.find((name) => name.startsWith(UNFINISHED))?.slice(UNFINISHED.length) ?? null;
}

/** Takes the mark away: the database is whole. */
export async function markFinished(tx: Tx): Promise<void> {
  await tx.manager.query('DELETE FROM migrations WHERE name LIKE ?', [`${UNFINISHED}%`]);
}

/** The names of the migrations that have been applied. */
export async function appliedMigrations({ manager }: Queryable): Promise<string[]> {
  const rows = await manager.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
  return rows.map((row) => row.name);
}
