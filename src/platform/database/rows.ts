import type { DataSource, EntityMetadata } from 'typeorm';
import type { Queryable } from './database.port.js';

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
  { order = [], and = {} }: More<E> = {},
): Promise<E[]> {
  const { select, column, hydrate } = readingOf(q.manager.connection, entity);
  const ordering = order.length > 0 ? ` ORDER BY ${order.map(column).join(', ')}` : '';
  const equal = Object.keys(and).map((name) => `${column(name)} = ? AND `);
  const found: E[] = [];
  for (let i = 0; i < values.length; i += CHUNK) {
    const chunk = filledUp(values.slice(i, i + CHUNK));
    const marks = chunk.map(() => '?').join(', ');
    const sql = `${select} WHERE ${equal.join('')}${column(property)} IN (${marks})${ordering}`;
    const parameters = [...Object.values(and), ...chunk];
    const rows = await q.manager.query<Record<string, unknown>[]>(sql, parameters);
    for (const row of rows) found.push(hydrate(row) as E);
  }
  return found;
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
