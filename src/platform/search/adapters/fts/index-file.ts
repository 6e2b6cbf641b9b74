import Database from 'libsql';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';

export const FTS_TABLE = 'postings';

const SCHEMA = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE docs (doc INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL,
  title TEXT NOT NULL, tags TEXT NOT NULL, context TEXT NOT NULL);
CREATE TABLE texts (doc INTEGER PRIMARY KEY, description TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE removed (id TEXT PRIMARY KEY, rev INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE blocks (block INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE interned (kind TEXT NOT NULL, code INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, code)) WITHOUT ROWID;
CREATE VIRTUAL TABLE ${FTS_TABLE} USING fts5(terms, content='', columnsize=0, detail=none, tokenize='ascii');
INSERT INTO ${FTS_TABLE}(${FTS_TABLE}, rank) VALUES ('pgsz', 8000);
INSERT INTO meta VALUES ('next_doc', 1), ('complete', 0);`;

/**
 * A connection to an index file in use: readers never block the writer, a crash loses nothing committed.
 * @throws when there is no such file, or less of it than there should be
 */
export function openIndex(path: string): Database.Database {
  statSync(path);
  const db = new Database(path);
  try {
    db.exec(
      'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=2000; PRAGMA cache_size=-8000',
    );
    checkLength(db, path);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A new, empty index. */
export function createIndex(path: string): Database.Database {
  remove(path);
  const db = new Database(path);
  db.exec(
    'PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=2000',
  );
  db.exec(`BEGIN;${SCHEMA}COMMIT`);
  return db;
}

/** A new index that nobody reads before it is finished, so it is written without a journal. */
export function createBuilding(path: string): Database.Database {
  remove(path);
  const db = new Database(path);
  db.exec('PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32000');
  db.exec(SCHEMA);
  db.exec(`INSERT INTO ${FTS_TABLE}(${FTS_TABLE}, rank) VALUES ('hashsize', 33554432)`);
  return db;
}

/** Makes a finished file the newest index: its bytes reach the disk before its name does. */
export function promote(building: string, path: string): void {
  sync(building);
  renameSync(building, path);
  // Windows cannot open a directory and needs no such call
  if (process.platform !== 'win32') sync(join(path, '..'));
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Removes an index with its journal. */
export function remove(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

/** Removes what is no longer of use: older indexes, other schema versions, unfinished ones. */
export function sweep(directory: string, keep: string): void {
  for (const name of readdirSync(directory)) {
    if (!name.startsWith('search-v')) continue;
    const path = join(directory, name);
    if (path !== keep && !path.startsWith(`${keep}-`)) rmSync(path, { force: true });
  }
}

/**
 * Asks SQLite for the length instead of reading the file's header: to close a file is to lose every lock that this
 * process has on it, those of other threads' connections too, and whoever looks at the index then takes it for unused
 * and removes its journal.
 * @throws when the file is shorter than its own header says: a copy or a disk that ended too early
 */
function checkLength(db: Database.Database, path: string): void {
  const number = (pragma: string) => (db.prepare(`PRAGMA ${pragma}`).raw().get() as [number])[0];
  const wal = existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0;
  if (wal === 0 && statSync(path).size < number('page_count') * number('page_size'))
    throw new Error('index file is cut short');
}
