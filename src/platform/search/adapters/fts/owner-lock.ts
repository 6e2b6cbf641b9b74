import Database from 'libsql';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Another living process keeps the index of this directory. */
export class IndexInUseError extends Error {
  override readonly name = 'IndexInUseError';
}

/** What an earlier process gets to end; the program does nothing else meanwhile, it is just starting. */
const PATIENCE_MS = 3_000;

/**
 * Makes this process the only one that opens the index of a directory. The lock is the operating system's (SQLite's
 * on an empty file), so it ends with the process, however that dies. Throws {@link IndexInUseError}.
 *
 * @returns how to give it up
 */
export function ownIndex(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const db = new Database(join(directory, 'owner.lock'));
  try {
    db.exec(`PRAGMA busy_timeout=${PATIENCE_MS}`);
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!/SQLITE_BUSY|locked/.test(`${(error as { code?: string }).code} ${String(error)}`)) throw error;
    throw new IndexInUseError(
      `Another Lianke is running on ${directory}: stop it first, or give this one a DATA_DIR of its own.`,
    );
  }
  return () => void db.close();
}
