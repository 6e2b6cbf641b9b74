import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Grows whenever files written before cannot be read, or would be read wrongly (cutting of words included). */
const SCHEMA_VERSION = 2;
const PREFIX = `search-v${SCHEMA_VERSION}-`;
const FILE = new RegExp(`^${PREFIX}(\\d{8})\\.db$`);
const BUILDING = '.building';

/** Where the index files of a directory are, newest first. */
export function listIndexes(directory: string): string[] {
  const names = readdirSync(directory).filter((name) => FILE.test(name));
  return names
    .sort()
    .reverse()
    .map((name) => join(directory, name));
}

/** The path that a new index of the directory gets: later than all there. */
export function nextPath(directory: string): string {
  const last = listIndexes(directory)[0];
  const number = last ? Number(/(\d{8})\.db$/.exec(last)?.[1] ?? 0) + 1 : 1;
  return join(directory, `${PREFIX}${String(number).padStart(8, '0')}.db`);
}

export function buildingPath(directory: string): string {
  return join(directory, `${PREFIX}new${BUILDING}`);
}

/** The index in use; null where there is none. */
export function newestIndex(directory: string): string | null {
  return existsSync(directory) ? (listIndexes(directory)[0] ?? null) : null;
}
