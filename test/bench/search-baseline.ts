import Database from 'libsql';
import { join } from 'node:path';
import { newestIndex } from '../../src/platform/search/adapters/fts/index-names.js';
import { CODES } from '../../src/platform/search/text/term-code.js';
import type { SearchData } from './search-data.js';

const FACETS = ['stage', 'subject', 'grade', 'type', 'school', 'mark'] as const;
const COLUMNS = FACETS.join(', ');
const ALL_CODES = Array.from({ length: CODES }, (_, code) => String.fromCharCode(0xe000 + code));

/**
 * The same answer by SQL written by hand on the engine's file: FTS5's own MATCH, rights and facets from an ordinary
 * indexed table beside it (the engine keeps them as blocks that SQL cannot read), newest first instead of ranked,
 * highlights by a search for each word. In this thread, without any program around it.
 */
export class SqlBaseline {
  private readonly db: Database.Database;

  constructor(dataDir: string, data: SearchData, size: number) {
    const file = newestIndex(join(dataDir, 'search'));
    if (!file) throw new Error(`no index in ${dataDir}`);
    this.db = new Database(file);
    this.db.exec(`ATTACH '${join(dataDir, 'baseline.sqlite')}' AS beside; PRAGMA cache_size=-64000`);
    if (!this.db.prepare(`SELECT 1 FROM beside.sqlite_master WHERE name = 'fact'`).get())
      this.fill(data, size);
    this.db.exec(`CREATE TEMP TABLE hit (doc INTEGER, ${COLUMNS}, published)`);
  }

  search(words: string[], principals: string[], now: number): number {
    const { db } = this;
    const match = words
      .map((word) => `(${ALL_CODES.map((code) => `"${word}${code}"`).join(' OR ')})`)
      .join(' AND ');
    const marks = principals.map(() => '?').join(',');
    db.exec('DELETE FROM hit');
    db.prepare(
      `INSERT INTO hit SELECT f.doc, ${COLUMNS}, published
         FROM postings JOIN beside.fact f ON f.doc = postings.rowid
        WHERE postings MATCH ? AND (
          (visible_from <= ? AND EXISTS (SELECT 1 FROM beside.seer s WHERE s.audience = f.audience AND s.principal IN (${marks})))
          OR f.author IN (${marks}) OR f.manager IN (${marks}))`,
    ).run(match, now, ...principals, ...principals, ...principals);
    const total = (db.prepare('SELECT count(*) FROM hit').raw().get() as [number])[0];
    for (const facet of FACETS) db.prepare(`SELECT ${facet}, count(*) FROM hit GROUP BY 1`).raw().all();
    const rows = db
      .prepare(
        `SELECT d.title, t.description, t.body FROM (SELECT doc FROM hit ORDER BY published DESC LIMIT 20) h
           JOIN docs d USING (doc) JOIN texts t USING (doc)`,
      )
      .raw()
      .all() as [string, string, string][];
    for (const texts of rows) for (const text of texts) for (const word of words) mark(text, word);
    return total;
  }

  close(): void {
    this.db.close();
  }

  private fill(data: SearchData, size: number): void {
    const { db } = this;
    db.exec(`PRAGMA beside.synchronous=OFF; BEGIN;
      CREATE TABLE beside.fact (doc INTEGER PRIMARY KEY, audience, author, manager, visible_from, ${COLUMNS}, published);
      CREATE TABLE beside.seer (audience, principal, PRIMARY KEY (audience, principal)) WITHOUT ROWID`);
    const fact = db.prepare(`INSERT INTO beside.fact VALUES (?,?,?,?,?,?${',?'.repeat(FACETS.length)})`);
    const seer = db.prepare('INSERT OR IGNORE INTO beside.seer VALUES (?, ?)');
    for (let n = 0; n < size; n += 1) {
      const d = data.document(n);
      const audience = d.audience.join();
      const values = FACETS.map((facet) => d.facets[facet]);
      fact.run(n + 1, audience, d.always[0], d.always[1], d.visibleFrom ?? 0, ...values, d.publishedAt);
      for (const principal of d.audience) seer.run(audience, principal);
    }
    db.exec('COMMIT');
  }
}

function mark(text: string, word: string): string[] {
  return text.split(word);
}
