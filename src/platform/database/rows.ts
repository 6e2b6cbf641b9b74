import type { DataSource, EntityMetadata } from 'typeorm';
import type { Queryable, Tx } from './database.port.js';

/** Values per statement: both databases take many parameters, but not without end. */
const CHUNK = 500;
/** Lists are filled up to one of these lengths, so that a few prepared statements serve all. */
const LENGTHS = [1, 2, 5, 10, 20, 50, 100, 200, CHUNK];

interface Reading {
  select: string;
  column: (property: string) => string;
  hydrate: (row: Record<string, unknown>) => object;
}

/** Readings per connection and entity: they follow from the entity alone. */
const readings = new WeakMap<DataSource, Map<unknown, Reading>>();

interface More<E> {
  /** properties to sort by; over 500 values the order holds among the rows of one value only */
  order?: readonly (keyof E & string)[];
  /** what must be equal besides */
  and?: Partial<Record<keyof E & string, string | number>>;
  /** held until the unit ends; SQLite needs none: a unit already holds the only write lock */
  lock?: boolean;
}

/**
 * The rows of an entity in which `property` has one of the values, as plain records with every column; a value that
 * occurs nowhere is left out. It is what TypeORM's `find` with `In` gives, for the reads that every page makes: `find`
 * puts its statement together anew each time, which costs several times what the database does for it.
 */
export async function rowsWhereIn<E extends object>(
  q: Queryable,
  entity: new () => E,
  property: keyof E & string,
  values: readonly (string | number)[],
  { order = [], and = {}, lock = false }: More<E> = {},
): Promise<E[]> {
  const { select, column, hydrate } = readingOf(q.manager.connection, entity);
  const ordering = order.length > 0 ? ` ORDER BY ${order.map(column).join(', ')}` : '';
  const locking = lock && q.dialect === 'mysql' ? ' FOR UPDATE' : '';
  const equal = Object.keys(and).map((name) => `${column(name)} = ? AND `);
  const found: E[] = [];
  for (let i = 0; i < values.length; i += CHUNK) {
    const chunk = filledUp(values.slice(i, i + CHUNK));
    const marks = chunk.map(() => '?').join(', ');
    const sql = `${select} WHERE ${equal.join('')}${column(property)} IN (${marks})${ordering}${locking}`;
    const parameters = [...Object.values(and), ...chunk];
    const rows = await q.manager.query<Record<string, unknown>[]>(sql, parameters);
    for (const row of rows) found.push(hydrate(row) as E);
  }
  return found;
}

/** Values of one statement: SQLite takes 32,766. */
const PARAMETERS = 8_000;

/**
 * Inserts rows of an entity, every column given, in as few statements as they fit in. TypeORM's `insert` says the same,
 * at several times the cost for thousands of rows.
 */
export async function insertRows<E extends object>(
  tx: Tx,
  entity: new () => E,
  rows: readonly { [K in keyof E]: E[K] }[],
): Promise<void> {
  const { connection } = tx.manager;
  const { columns, tableName } = connection.getMetadata(entity);
  const { driver } = connection;
  const names = columns.map((c) => driver.escape(c.databaseName)).join(', ');
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const size = Math.floor(PARAMETERS / columns.length);
  for (let i = 0; i < rows.length; i += size) {
    const batch = rows.slice(i, i + size);
    const values = batch.flatMap((row) =>
      columns.map(({ propertyName, transformer }): unknown => {
        const value = (row as Record<string, unknown>)[propertyName] ?? null;
        return transformer && !Array.isArray(transformer) ? transformer.to(value) : value;
      }),
    );
    await tx.manager.query(
      `INSERT INTO ${driver.escape(tableName)} (${names}) VALUES ${batch.map(() => marks).join(', ')}`,
      values,
    );
  }
}

/** Deletes the rows in which a column has one of the values, `and` being a further condition with its parameters. */
export async function deleteWhereIn<E extends object>(
  tx: Tx,
  entity: new () => E,
  property: keyof E & string,
  values: readonly string[],
  and: { sql: string; parameters: readonly unknown[] } = { sql: '1 = 1', parameters: [] },
): Promise<void> {
  const { connection } = tx.manager;
  const { column } = readingOf(connection, entity);
  const table = connection.driver.escape(connection.getMetadata(entity).tableName);
  for (let i = 0; i < values.length; i += CHUNK) {
    const chunk = filledUp(values.slice(i, i + CHUNK));
    const marks = chunk.map(() => '?').join(', ');
    await tx.manager.query(`DELETE FROM ${table} WHERE ${column(property)} IN (${marks}) AND ${and.sql}`, [
      ...chunk,
      ...and.parameters,
    ]);
  }
}

function filledUp<T>(values: readonly T[]): T[] {
  const length = LENGTHS.find((l) => l >= values.length) ?? values.length;
  return [...values, ...Array.from({ length: length - values.length }, () => values[0]!)];
}

function readingOf(source: DataSource, entity: new () => object): Reading {
  let ofSource = readings.get(source);
  if (!ofSource) readings.set(source, (ofSource = new Map<unknown, Reading>()));
  let reading = ofSource.get(entity);
  if (!reading) ofSource.set(entity, (reading = prepare(source, source.getMetadata(entity))));
  return reading;
}

function prepare({ driver }: DataSource, metadata: EntityMetadata): Reading {
  const { columns, tableName } = metadata;
  const names = new Map(columns.map((c) => [c.propertyName, driver.escape(c.databaseName)]));
  // What the columns of columns.ts need converted, their own transformer does: the driver's conversions are for others.
  const cells = columns.map(({ propertyName, databaseName, transformer }) => ({
    property: propertyName,
    database: databaseName,
    read: transformer && !Array.isArray(transformer) ? transformer.from.bind(transformer) : null,
  }));
  return {
    select: `SELECT ${[...names.values()].join(', ')} FROM ${driver.escape(tableName)}`,
    column: (property) => names.get(property)!,
    hydrate: (row) => {
      const record: Record<string, unknown> = {};
      for (const { property, database, read } of cells)
        record[property] = read ? read(row[database]) : row[database];
      return record;
    },
  };
}
