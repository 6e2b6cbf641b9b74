import { createHash } from 'node:crypto';
import type { Queryable, Tx } from './database.port.js';

/** A table as both databases have it. */
export interface PortableTable {
  name: string;
  columns: PortableColumn[];
  /** the columns of the primary key, in its order */
  key: string[];
}

export interface PortableColumn {
  name: string;
  /** what MySQL takes at most; SQLite takes anything */
  limit: { characters: number } | { bytes: number } | null;
}

/** A row with its columns in the table's order, as the same values on both databases: text, finite numbers, null. */
export type PortableRow = (string | number | null)[];

/** How many rows there are, and the SHA-256 of all of them in order of their key. */
export interface TableSum {
  rows: number;
  sha256: string;
}

const PAGE = 500;
const TEXT_BYTES = 65_535;
/** values of one statement: SQLite takes 32,766 */
const PARAMETERS = 10_000;
/** bytes of one statement, far below what a server takes by default */
const STATEMENT_BYTES = 1024 * 1024;

/** All tables of the entities, by name. */
export function portableTables({ manager }: Queryable): PortableTable[] {
  return manager.connection.entityMetadatas
    .map(({ tableName, columns, primaryColumns }) => ({
      name: tableName,
      columns: columns.map(({ databaseName, type, length }) => ({
        name: databaseName,
        limit:
          type === 'varchar'
            ? { characters: Number(length) }
            : type === 'text'
              ? { bytes: TEXT_BYTES }
              : null,
      })),
      key: primaryColumns.map((column) => column.databaseName),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export async function countRows({ manager }: Queryable, table: PortableTable): Promise<number> {
  const name = manager.connection.driver.escape(table.name);
  const [row] = await manager.query<{ n: number | string }[]>(`SELECT COUNT(*) AS n FROM ${name}`);
  return Number(row!.n);
}

/** The rows in order of their key, a page at a time; only those behind `after`, the values of a key. */
export async function* readRows(
  q: Queryable,
  table: PortableTable,
  after: PortableRow | null = null,
): AsyncIterable<PortableRow[]> {
  const { escape, list, order } = namesOf(q, table);
  const at = table.key.map((key) => table.columns.findIndex((column) => column.name === key));
  for (let last = after; ;) {
    const { where, parameters } = behind(table.key.map(escape), last);
    const sql = `SELECT ${list} FROM ${escape(table.name)} ${where} ORDER BY ${order} LIMIT ${PAGE}`;
    const found = await q.manager.query<Record<string, unknown>[]>(sql, parameters);
    if (found.length === 0) return;
    const rows = found.map((row) => table.columns.map(({ name }) => portable(row[name], table.name, name)));
    yield rows;
    if (rows.length < PAGE) return;
    last = at.map((index) => rows.at(-1)![index]!);
  }
}

/** The key of the last row, or null in an empty table. */
export async function lastKey(q: Queryable, table: PortableTable): Promise<PortableRow | null> {
  const { escape } = namesOf(q, table);
  const key = table.key.map(escape);
  const [row] = await q.manager.query<Record<string, unknown>[]>(
    `SELECT ${key.join(', ')} FROM ${escape(table.name)} ORDER BY ${key.map((k) => `${k} DESC`).join(', ')} LIMIT 1`,
  );
  return row ? table.key.map((name) => portable(row[name], table.name, name)) : null;
}

/** Writes rows that are not there yet. */
export async function insertRows(tx: Tx, table: PortableTable, rows: readonly PortableRow[]): Promise<void> {
  const { escape, list } = namesOf(tx, table);
  const marks = `(${table.columns.map(() => '?').join(', ')})`;
  for (const batch of batches(rows, Math.floor(PARAMETERS / table.columns.length)))
    await tx.manager.query(
      `INSERT INTO ${escape(table.name)} (${list}) VALUES ${batch.map(() => marks).join(', ')}`,
      batch.flat(),
    );
}

/** Adds up rows as they pass, in order of their key. */
export class RowSummer {
  private readonly hash = createHash('sha256');
  private rows = 0;

  /** Takes rows in and returns them as lines of JSON. */
  add(rows: readonly PortableRow[]): string {
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    this.hash.update(lines);
    this.rows += rows.length;
    return lines;
  }

  sum(): TableSum {
    return { rows: this.rows, sha256: this.hash.copy().digest('hex') };
  }
}

/** Reads a whole table to sum it up. */
export async function sumRows(
  q: Queryable,
  table: PortableTable,
  onRows: (count: number) => void = () => undefined,
): Promise<TableSum> {
  const summer = new RowSummer();
  for await (const rows of readRows(q, table)) {
    summer.add(rows);
    onRows(rows.length);
  }
  return summer.sum();
}

/** The columns in which MySQL could not hold a row. */
export function tooLong(table: PortableTable, row: PortableRow): string[] {
  return table.columns.flatMap(({ name, limit }, index) => {
    const value = row[index];
    if (typeof value !== 'string' || limit === null) return [];
    const fits =
      'bytes' in limit ? Buffer.byteLength(value) <= limit.bytes : [...value].length <= limit.characters;
    return fits ? [] : [name];
  });
}

function namesOf({ manager }: Queryable, table: PortableTable) {
  const escape = (name: string) => manager.connection.driver.escape(name);
  const list = table.columns.map(({ name }) => escape(name)).join(', ');
  return { escape, list, order: table.key.map(escape).join(', ') };
}

/** Spelled out for each length of the key: MySQL makes no use of an index when rows are compared as a whole. */
function behind(key: readonly string[], last: PortableRow | null) {
  if (last === null) return { where: '', parameters: [] };
  const parameters: PortableRow = [];
  const cases = key.map((name, i) => {
    parameters.push(...last.slice(0, i + 1));
    return [...key.slice(0, i).map((equal) => `${equal} = ?`), `${name} > ?`].join(' AND ');
  });
  // The first condition is implied, and lets both databases begin in the index.
  parameters.unshift(last[0]!);
  return { where: `WHERE ${key[0]} >= ? AND (${cases.map((c) => `(${c})`).join(' OR ')})`, parameters };
}

function portable(value: unknown, table: string, column: string): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
  throw new TypeError(`${table}.${column} holds a value of a kind that only one database knows.`);
}

function* batches(rows: readonly PortableRow[], most: number): Iterable<PortableRow[]> {
  let batch: PortableRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = row.reduce<number>(
      (sum, value) => sum + (typeof value === 'string' ? value.length * 3 : 10),
      0,
    );
    if (batch.length > 0 && (batch.length >= most || bytes + size > STATEMENT_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(row);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
