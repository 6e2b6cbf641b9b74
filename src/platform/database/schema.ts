import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnType, type ColumnKind } from './columns.js';

/** A column of a migration: its kind, with `?` behind it when it may be null: `'instant?'`. */
type ColumnSpec = ColumnKind | `${ColumnKind}?`;

export interface TableSpec {
  name: string;
  columns: Record<string, ColumnSpec>;
  /** names of the columns of the primary key */
  primary: readonly string[];
  /** name → columns */
  indexes?: Record<string, readonly string[]>;
  /** name → columns */
  uniques?: Record<string, readonly string[]>;
}

/** Creates a table with the same meaning on SQLite and MySQL. Does nothing when it exists: MySQL commits DDL at once, so a step that was cut short is run again. */
export async function createTable(runner: QueryRunner, spec: TableSpec): Promise<void> {
  const indices = [
    ...Object.entries(spec.indexes ?? {}).map(
      ([name, columnNames]) => new TableIndex({ name, columnNames: [...columnNames] }),
    ),
    ...Object.entries(spec.uniques ?? {}).map(
      ([name, columnNames]) => new TableIndex({ name, columnNames: [...columnNames], isUnique: true }),
    ),
  ];
  await runner.createTable(
    new Table({
      name: spec.name,
      columns: Object.entries(spec.columns).map(([name, kind]) => {
        const nullable = kind.endsWith('?');
        const { type, length } = columnType((nullable ? kind.slice(0, -1) : kind) as ColumnKind);
        return {
          name,
          // The name under which the driver reports it again: `int` is `integer` on SQLite.
          type: runner.connection.driver.normalizeType({ type }),
          ...(length ? { length: String(length) } : {}),
          isNullable: nullable,
          isPrimary: spec.primary.includes(name),
        };
      }),
      indices,
    }),
    true,
  );
}

/** A migration that creates one table. The number orders it among all modules' migrations. */
export function tableMigration(order: number, spec: TableSpec): new () => MigrationInterface {
  const name = `Create_${spec.name}_${String(order).padStart(13, '0')}`;
  return class implements MigrationInterface {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      await createTable(runner, spec);
    }
    async down(runner: QueryRunner): Promise<void> {
      await runner.dropTable(spec.name, true);
    }
  };
}
