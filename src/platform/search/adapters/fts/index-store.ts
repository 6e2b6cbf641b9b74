import type Database from 'libsql';
import type { SearchDocument } from '../../search.port.js';
import { FACETS } from '../../search.port.js';
import type { DocLengths, DocRecord } from './doc-columns.js';
import { BLOCK, BLOCK_BYTES, clearRecord, readLengths, writeRecord } from './doc-columns.js';
import { FTS_TABLE } from './index-file.js';
import type { InternedKind, InternedValue } from './interned.js';
import { audienceKey, nodesKey } from './interned.js';
import type { DocumentText } from '../../text/document-terms.js';
import { documentTerms } from '../../text/document-terms.js';

/** What a reader must take over after a commit. */
export interface IndexChange {
  blocks: { block: number; bytes: ArrayBuffer }[];
  interned: InternedValue[];
}

export interface Removal {
  id: string;
  rev: number;
}

interface StoredDoc extends Omit<DocumentText, 'tags'> {
  doc: number;
  rev: number;
  tags: string;
}

/** Writes documents into one index file. Only one of these may write to a file. */
export class IndexStore {
  private readonly codes = new Map<InternedKind, Map<string, number>>();
  private readonly touched = new Map<number, ArrayBuffer>();
  private added: InternedValue[] = [];
  private nextDoc: number;
  private readonly find: Database.Statement;
  private readonly findRemoved: Database.Statement;
  private readonly statements = new Map<string, Database.Statement>();

  constructor(private readonly db: Database.Database) {
    this.nextDoc = Number(this.meta('next_doc'));
    this.find = db.prepare(
      `SELECT doc, rev, title, tags, context, description, body FROM docs JOIN texts USING (doc) WHERE id = ?`,
    );
    this.findRemoved = db.prepare('SELECT rev FROM removed WHERE id = ?').raw();
    const rows = db.prepare('SELECT kind, code, value FROM interned').raw().all() as [
      InternedKind,
      number,
      string,
    ][];
    for (const [kind, code, value] of rows) this.codesOf(kind).set(value, code);
  }

  /** Whether the index was filled from the database once; an index that was created empty never was. */
  get complete(): boolean {
    return Number(this.meta('complete')) === 1;
  }

  /** Applies everything in one transaction. */
  apply(upserts: SearchDocument[], removals: Removal[]): IndexChange {
    const before = this.nextDoc;
    this.db.exec('BEGIN IMMEDIATE');
    try {
      for (const document of upserts) this.upsert(document);
      for (const removal of removals) this.remove(removal);
      this.saveBlocks();
      this.run(`UPDATE meta SET value = ? WHERE key = 'next_doc'`, this.nextDoc);
      this.db.exec('COMMIT');
    } catch (error) {
      this.nextDoc = before;
      for (const { kind, value } of this.added) this.codesOf(kind).delete(value);
      this.forget();
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
    const change = {
      blocks: [...this.touched].map(([block, bytes]) => ({ block, bytes })),
      interned: this.added,
    };
    this.forget();
    return change;
  }

  /** Every removal known, for the index that takes this one's place. */
  *removals(): Iterable<Removal[]> {
    const page = this.db.prepare('SELECT id, rev FROM removed WHERE id > ? ORDER BY id LIMIT 5000').raw();
    for (let after = ''; ;) {
      const rows = page.all(after) as [string, number][];
      if (rows.length === 0) return;
      yield rows.map(([id, rev]) => ({ id, rev }));
      after = rows.at(-1)![0];
    }
  }

  /** Joins the parts of the index into one and marks it as filled. */
  finish(): number {
    this.run(`INSERT INTO ${FTS_TABLE}(${FTS_TABLE}) VALUES ('optimize')`);
    this.run(`INSERT INTO ${FTS_TABLE}(${FTS_TABLE}, rank) VALUES ('hashsize', 1048576)`);
    this.run(`UPDATE meta SET value = 1 WHERE key = 'complete'`);
    const row = this.db.prepare('SELECT count(*) FROM docs').raw().get() as [number];
    return row[0];
  }

  private upsert(document: SearchDocument): void {
    const { id, rev } = document;
    const stored = this.find.get(id) as StoredDoc | undefined;
    const removed = this.findRemoved.get(id) as [number] | undefined;
    if ((stored && rev < stored.rev) || (removed && rev <= removed[0])) return;
    if (removed) this.run('DELETE FROM removed WHERE id = ?', id);
    if (stored && sameText(stored, document)) {
      // only rights or facets changed: the words stay where they are
      this.run('UPDATE docs SET rev = ? WHERE doc = ?', rev, stored.doc);
      const block = this.blockOf(stored.doc);
      writeRecord(block, stored.doc, this.record(document, readLengths(block, stored.doc)));
      return;
    }
    if (stored) this.drop(stored);
    const doc = this.nextDoc++;
    const { terms, ...lengths } = documentTerms(document);
    const tags = JSON.stringify(document.tags);
    this.run(
      'INSERT INTO docs VALUES (?, ?, ?, ?, ?, ?)',
      doc,
      id,
      rev,
      document.title,
      tags,
      document.context,
    );
    this.run('INSERT INTO texts VALUES (?, ?, ?)', doc, document.description, document.body);
    this.run(`INSERT INTO ${FTS_TABLE}(rowid, terms) VALUES (?, ?)`, doc, terms);
    writeRecord(this.blockOf(doc), doc, this.record(document, lengths));
  }

  private remove({ id, rev }: Removal): void {
    const stored = this.find.get(id) as StoredDoc | undefined;
    if (stored && rev < stored.rev) return;
    if (stored) this.drop(stored);
    this.run(
      'INSERT INTO removed VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET rev = max(rev, excluded.rev)',
      id,
      rev,
    );
  }

  /** Document numbers are never used again, so postings that a reader still meets belong to nobody. */
  private drop(stored: StoredDoc): void {
    const { terms } = documentTerms({ ...stored, tags: JSON.parse(stored.tags) as string[] });
    this.run(
      `INSERT INTO ${FTS_TABLE}(${FTS_TABLE}, rowid, terms) VALUES ('delete', ?, ?)`,
      stored.doc,
      terms,
    );
    this.run('DELETE FROM docs WHERE doc = ?', stored.doc);
    this.run('DELETE FROM texts WHERE doc = ?', stored.doc);
    clearRecord(this.blockOf(stored.doc), stored.doc);
  }

  private record(document: SearchDocument, lengths: DocLengths): DocRecord {
    return {
      ...lengths,
      id: document.id,
      audience: this.code('audience', audienceKey(document)),
      nodes: this.code('nodes', nodesKey(document.nodes)),
      facets: FACETS.map((facet) => {
        const value = document.facets[facet];
        return value === null ? 0 : this.code(facet, value);
      }),
      publishedAt: document.publishedAt,
      from: document.visibleFrom ?? -Infinity,
      until: document.visibleUntil ?? Infinity,
    };
  }

  private code(kind: InternedKind, value: string): number {
    const codes = this.codesOf(kind);
    const known = codes.get(value);
    if (known !== undefined) return known;
    const code = codes.size + 1;
    codes.set(value, code);
    this.added.push({ kind, code, value });
    this.run('INSERT INTO interned VALUES (?, ?, ?)', kind, code, value);
    return code;
  }

  private codesOf(kind: InternedKind): Map<string, number> {
    const known = this.codes.get(kind);
    if (known) return known;
    const fresh = new Map<string, number>();
    this.codes.set(kind, fresh);
    return fresh;
  }

  private blockOf(doc: number): ArrayBuffer {
    const block = Math.floor(doc / BLOCK);
    const known = this.touched.get(block);
    if (known) return known;
    const bytes = new ArrayBuffer(BLOCK_BYTES);
    const row = this.prepared('SELECT bytes FROM blocks WHERE block = ?').raw().get(block) as
      [Buffer] | undefined;
    if (row) new Uint8Array(bytes).set(row[0]);
    this.touched.set(block, bytes);
    return bytes;
  }

  private saveBlocks(): void {
    for (const [block, bytes] of this.touched) {
      this.run('INSERT OR REPLACE INTO blocks VALUES (?, ?)', block, Buffer.from(bytes));
    }
  }

  private forget(): void {
    this.touched.clear();
    this.added = [];
  }

  private meta(key: string): unknown {
    const row = this.db.prepare('SELECT value FROM meta WHERE key = ?').raw().get(key) as
      [unknown] | undefined;
    return row?.[0];
  }

  private prepared(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.db.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  private run(sql: string, ...values: (string | number | Buffer)[]): void {
    this.prepared(sql).run(...values);
  }
}

function sameText(stored: StoredDoc, document: SearchDocument): boolean {
  return (
    stored.title === document.title &&
    stored.description === document.description &&
    stored.body === document.body &&
    stored.context === document.context &&
    stored.tags === JSON.stringify(document.tags)
  );
}
