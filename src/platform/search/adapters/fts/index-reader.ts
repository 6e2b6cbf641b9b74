import type Database from 'libsql';
import type { SearchHit, SearchPage, SearchQuery } from '../../search.port.js';
import { BLOCK, BLOCK_BYTES, DocColumns } from './doc-columns.js';
import { emptyFacets, filterAndCount } from './facet-count.js';
import { Fts5Postings } from './fts5-postings.js';
import type { SortName } from './hit-order.js';
import { HitOrder, readCursor } from './hit-order.js';
import { FTS_TABLE, openIndex } from './index-file.js';
import type { IndexChange } from './index-store.js';
import type { InternedValue } from './interned.js';
import { Interned } from './interned.js';
import type { Matches } from './match.js';
import { addOptional, allDocuments, matchDocuments } from './match.js';
import type { ReaderCalls, SightQuery } from './protocol.js';
import { score } from './rank.js';
import { Scratch } from './scratch.js';
import type { Sight } from './sight.js';
import { Sights } from './sight.js';
import { completions, SUGGESTION_FIELDS } from '../../text/completions.js';
import { highlight, snippet } from '../../text/highlight.js';
import type { QueryTerms } from '../../text/query-terms.js';
import { queryTerms } from '../../text/query-terms.js';

const LARGEST_PAGE = 1_000;
/** how many of the newest matching documents completions are taken from */
const SUGGESTION_SOURCES = 200;

/**
 * Answers queries from one index file. Who may see what, facet values and times are held in memory, in step with the
 * snapshot of the file that is read from: both move on together, in {@link change}.
 */
export class IndexReader implements ReaderCalls {
  private db: Database.Database | null = null;
  private columns = new DocColumns();
  private interned = new Interned();
  private sights = new Sights(this.columns, this.interned);
  private readonly scratch = new Scratch();
  private postings: Fts5Postings | null = null;
  private readonly statements = new Map<string, Database.Statement>();

  open(path: string): { complete: boolean } {
    this.close();
    const db = openIndex(path);
    db.exec('PRAGMA query_only=ON');
    this.db = db;
    this.columns = new DocColumns();
    this.interned = new Interned();
    this.sights = new Sights(this.columns, this.interned);
    this.postings = new Fts5Postings(db, FTS_TABLE);
    this.pin();
    const values = db.prepare('SELECT kind, code, value FROM interned').raw().all();
    for (const [kind, code, value] of values as [InternedValue['kind'], number, string][]) {
      this.interned.add({ kind, code, value });
    }
    const [last] = this.rows<[number | null]>('SELECT max(block) FROM blocks')();
    this.columns.reserve(((last?.[0] ?? 0) + 1) * BLOCK);
    const blocks = this.rows<[number, Buffer]>(
      'SELECT block, bytes FROM blocks WHERE block > ? ORDER BY block LIMIT 50',
    );
    const bytes = new ArrayBuffer(BLOCK_BYTES);
    for (let rows = blocks(-1); rows.length > 0; rows = blocks(rows.at(-1)![0])) {
      for (const [block, stored] of rows) {
        new Uint8Array(bytes).set(stored);
        this.columns.load(block, bytes);
      }
    }
    // what was read once need not stay cached
    db.exec('PRAGMA shrink_memory');
    const [complete] = this.rows<[number]>(`SELECT value FROM meta WHERE key = 'complete'`)();
    return { complete: complete?.[0] === 1 };
  }

  change({ blocks, interned }: IndexChange): void {
    for (const value of interned) this.interned.add(value);
    for (const { block, bytes } of blocks) this.columns.load(block, bytes);
    this.sights.forget();
    const db = this.opened();
    // SQLite ends it by itself when it meets a damaged page
    if (db.inTransaction) db.exec('COMMIT');
    this.pin();
  }

  search(query: SearchQuery): SearchPage {
    const asked = query.text.trim() === '' ? null : queryTerms(query.text, query.prefix);
    if (asked?.atoms.length === 0)
      return { hits: [], total: 0, facets: emptyFacets(), next: null, limited: false };
    const sight = this.sight(query);
    return asked
      ? this.matching(sight, asked, 0, (matches) => this.page(query, asked, matches, sight))
      : this.page(query, null, allDocuments(sight), sight);
  }

  suggest(text: string, query: SightQuery, limit: number): string[] {
    const asked = queryTerms(text, true);
    if (asked.atoms.length === 0) return [];
    return this.matching(this.sight(query), asked, SUGGESTION_FIELDS, ({ docs }) => {
      const order = new HitOrder(this.columns, this.columns.publishedAt, (doc) => this.idOf(doc));
      const newest = order.take(docs, null, SUGGESTION_SOURCES).docs;
      const row = this.rows<[string, string]>('SELECT title, tags FROM docs WHERE doc = ?');
      const sources = newest
        .flatMap((doc) => row(doc))
        .map(([title, tags]) => ({ title, tags: JSON.parse(tags) as string[] }));
      return completions(text, asked.atoms, sources, limit);
    });
  }

  inventory(afterId: string | null, limit: number): { id: string; rev: number }[] {
    const rows = this.rows<[string, number]>('SELECT id, rev FROM docs WHERE id > ? ORDER BY id LIMIT ?');
    return rows(afterId ?? '', limit).map(([id, rev]) => ({ id, rev }));
  }

  count(): number {
    return this.columns.perAudience.reduce((sum, count) => sum + (count ?? 0), 0);
  }

  close(): void {
    this.statements.clear();
    this.db?.close();
    this.db = null;
  }

  /** Lends `use` the matches of a query, with the arrays that tell of them. */
  private matching<T>(sight: Sight, asked: QueryTerms, fields: number, use: (matches: Matches) => T): T {
    const { scratch } = this;
    scratch.reserve(this.columns.size);
    const matches = matchDocuments(this.source(), scratch, sight, asked, fields);
    try {
      return use(matches);
    } finally {
      scratch.clear(matches.docs);
    }
  }

  private page(query: SearchQuery, asked: QueryTerms | null, matches: Matches, sight: Sight): SearchPage {
    const { columns, interned } = this;
    const sort: SortName = asked === null ? 'newest' : query.sort;
    const after = readCursor(query.cursor, sort);
    const { docs, facets } = filterAndCount(matches.docs, query.filters, columns, interned);
    const keys = asked && sort === 'relevance' ? this.scores(matches, sight, asked) : columns.publishedAt;
    const order = new HitOrder(columns, keys, (doc) => this.idOf(doc));
    const page = order.take(docs, after, Math.min(Math.max(0, query.limit), LARGEST_PAGE));
    const last = page.docs.at(-1);
    return {
      hits: page.docs.map((doc) => this.hit(doc, asked)),
      total: docs.length,
      facets,
      next: page.more && last !== undefined ? order.cursor(sort, last) : null,
      limited: false,
      partial: matches.partial,
    };
  }

  private scores(matches: Matches, sight: Sight, asked: QueryTerms): Float64Array {
    addOptional(matches, this.source(), sight, [...asked.links, ...(matches.partial ? asked.hints : [])]);
    return score(matches, this.columns, this.interned, sight.total, this.scratch);
  }

  private sight({ principals, now, excludeIds }: SightQuery): Sight {
    const excluded =
      excludeIds.length === 0
        ? []
        : this.rows<[number]>('SELECT doc FROM docs WHERE id IN (SELECT value FROM json_each(?))')(
            JSON.stringify(excludeIds),
          ).map(([doc]) => doc);
    return this.sights.of(principals, now, excluded);
  }

  private hit(doc: number, asked: QueryTerms | null): SearchHit {
    const [row] = this.rows<[string, number, string]>('SELECT id, rev, title FROM docs WHERE doc = ?')(doc);
    const [id, rev, title] = row ?? ['', 0, ''];
    const atoms = asked?.atoms ?? [];
    return {
      id,
      rev,
      title: highlight(title, atoms),
      snippet: atoms.length === 0 ? [] : snippet(this.texts(doc), atoms),
    };
  }

  /** Description, then body, each read only when it is looked at. */
  private *texts(doc: number): Generator<string> {
    for (const column of ['description', 'body']) {
      const [row] = this.rows<[string]>(`SELECT ${column} FROM texts WHERE doc = ?`)(doc);
      if (row) yield row[0];
    }
  }

  private idOf(doc: number): string {
    return this.rows<[string]>('SELECT id FROM docs WHERE doc = ?')(doc)[0]?.[0] ?? '';
  }

  /** Holds on to the file as it is now until the next {@link change}. */
  private pin(): void {
    this.opened().exec('BEGIN');
    this.source().refresh();
  }

  private rows<Row>(sql: string): (...values: (string | number)[]) => Row[] {
    const known = this.statements.get(sql);
    const statement = known ?? this.opened().prepare(sql).raw();
    if (!known) this.statements.set(sql, statement);
    return (...values) => statement.all(...values) as Row[];
  }

  private source(): Fts5Postings {
    if (!this.postings) throw new Error('the search index is not open');
    return this.postings;
  }

  private opened(): Database.Database {
    if (!this.db) throw new Error('the search index is not open');
    return this.db;
  }
}
