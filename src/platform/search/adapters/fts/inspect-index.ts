import type { IndexInventory } from '../../index-inventory.js';
import { openIndex } from './index-file.js';
import { newestIndex } from './index-names.js';

/** Reads the newest index of a directory without changing anything; null when there is none. */
export function inspectIndex(directory: string): IndexInventory | null {
  const path = newestIndex(directory);
  if (path === null) return null;
  const db = openIndex(path);
  try {
    const rows = db.prepare('SELECT id, rev FROM docs').raw().all() as [string, number][];
    const flag = db.prepare(`SELECT value FROM meta WHERE key = 'complete'`).raw().get() as
      [unknown] | undefined;
    return { path, complete: Number(flag?.[0]) === 1, documents: new Map(rows) };
  } finally {
    db.close();
  }
}
