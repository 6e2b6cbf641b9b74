import type Database from 'libsql';
import { mkdirSync } from 'node:fs';
import type { SearchDocument } from '../../search.port.js';
import { Fts5Postings } from './fts5-postings.js';
import { createBuilding, createIndex, FTS_TABLE, openIndex, promote, remove, sweep } from './index-file.js';
import { buildingPath, listIndexes, nextPath } from './index-names.js';
import type { IndexChange, Removal } from './index-store.js';
import { IndexStore } from './index-store.js';
import type { WriterCalls } from './protocol.js';

interface OpenIndex {
  path: string;
  db: Database.Database;
  store: IndexStore;
}

/** The only thread that writes: to the index in use and, during a rebuild, to the one that will take its place. */
export class IndexWriter implements WriterCalls {
  private current: OpenIndex | null = null;
  private building: OpenIndex | null = null;

  constructor(private readonly directory: string) {}

  open(damaged: string | null): { path: string; needsRebuild: boolean } {
    mkdirSync(this.directory, { recursive: true });
    if (damaged !== null) remove(damaged);
    this.current = this.openNewest() ?? this.createEmpty();
    sweep(this.directory, this.current.path);
    return { path: this.current.path, needsRebuild: !this.current.store.complete };
  }

  apply(upserts: SearchDocument[], removals: Removal[]): IndexChange {
    try {
      this.building?.store.apply(upserts, removals);
    } catch {
      // the index in use comes first; the rebuild ends with its next batch and can be started again
      this.rebuildAbort();
    }
    return this.inUse().store.apply(upserts, removals);
  }

  checkpoint(): void {
    this.inUse().db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  }

  rebuildStart(): void {
    this.rebuildAbort();
    const path = buildingPath(this.directory);
    const db = createBuilding(path);
    this.building = { path, db, store: new IndexStore(db) };
    const { store } = this.building;
    try {
      for (const removals of this.inUse().store.removals()) store.apply([], removals);
    } catch {
      // the index in use is damaged, which is why another is built; what was removed is not in the database either
    }
  }

  rebuildAdd(documents: SearchDocument[]): void {
    this.inConstruction().store.apply(documents, []);
  }

  rebuildFinish(): { path: string; documents: number } {
    const { db, store, path: from } = this.inConstruction();
    const documents = store.finish();
    db.close();
    this.building = null;
    const path = nextPath(this.directory);
    promote(from, path);
    const opened = openIndex(path);
    this.inUse().db.close();
    this.current = { path, db: opened, store: new IndexStore(opened) };
    return { path, documents };
  }

  rebuildAbort(): void {
    if (!this.building) return;
    this.building.db.close();
    remove(this.building.path);
    this.building = null;
  }

  sweep(): void {
    sweep(this.directory, this.inUse().path);
  }

  close(): void {
    this.rebuildAbort();
    this.current?.db.close();
    this.current = null;
  }

  private openNewest(): OpenIndex | null {
    for (const path of listIndexes(this.directory)) {
      try {
        return tryOpen(path);
      } catch {
        // damaged: an older one, or an empty one that asks to be rebuilt, serves better than a start that fails
        remove(path);
      }
    }
    return null;
  }

  private createEmpty(): OpenIndex {
    const path = nextPath(this.directory);
    const db = createIndex(path);
    return { path, db, store: new IndexStore(db) };
  }

  private inUse(): OpenIndex {
    if (!this.current) throw new Error('the search index is not open');
    return this.current;
  }

  private inConstruction(): OpenIndex {
    if (!this.building) throw new Error('no rebuild is under way');
    return this.building;
  }
}

/** @throws when the file is not a whole index of ours */
function tryOpen(path: string): OpenIndex {
  const db = openIndex(path);
  try {
    new Fts5Postings(db, FTS_TABLE).refresh();
    db.prepare('SELECT count(*), max(doc) FROM docs').raw().get();
    db.prepare('SELECT total(length(bytes)) FROM blocks').raw().get();
    const store = new IndexStore(db);
    db.exec('PRAGMA shrink_memory');
    return { path, db, store };
  } catch (error) {
    db.close();
    throw error;
  }
}
