import { Table, TableColumn, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
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
      columns: Object.entries(spec.columns).map(([name, kind]) => ({
        ...tableColumn(runner, name, kind),
        isPrimary: spec.primary.includes(name),
      })),
      indices,
    }),
    true,
  );
}

/**
 * A migration that adds one column, which may be null, to a table that may hold rows. `fill` is a statement that gives
 * those rows their value; it may run twice.
 */
export function columnMigration(
  order: number,
  table: string,
  column: string,
  kind: `${ColumnKind}?`,
  fill?: string,
): new () => MigrationInterface {
  const name = `Add_${table}_${column}_${String(order).padStart(13, '0')}`;
  return class implements MigrationInterface {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      if (!(await runner.hasColumn(table, column)))
        await runner.addColumn(table, new TableColumn(tableColumn(runner, column, kind)));
      if (fill) await runner.query(fill);
    }
    async down(runner: QueryRunner): Promise<void> {
      await runner.dropColumn(table, column);
    }
  };
}

/** A migration that drops one column with the indexes on it. */
export function columnRemoval(
  order: number,
  table: string,
  column: string,
  kind: `${ColumnKind}?`,
): new () => MigrationInterface {
  const name = `Drop_${table}_${column}_${String(order).padStart(13, '0')}`;
  return class implements MigrationInterface {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      const present = await runner.getTable(table);
      for (const index of present?.indices.filter((i) => i.columnNames.includes(column)) ?? [])
        await runner.dropIndex(table, index);
      if (await runner.hasColumn(table, column)) await runner.dropColumn(table, column);
    }
    async down(runner: QueryRunner): Promise<void> {
      await runner.addColumn(table, new TableColumn(tableColumn(runner, column, kind)));
    }
  };
}

/** A migration that adds an index to a table that may hold rows. */
export function indexMigration(
  order: number,
  table: string,
  index: string,
  columns: readonly string[],
): new () => MigrationInterface {
  const name = `Add_${index}_${String(order).padStart(13, '0')}`;
  return class implements MigrationInterface {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      const present = await runner.getTable(table);
      if (present?.indices.some((i) => i.name === index)) return;
      await runner.createIndex(table, new TableIndex({ name: index, columnNames: [...columns] }));
    }
    async down(runner: QueryRunner): Promise<void> {
      await runner.dropIndex(table, index);
    }
  };
}

function tableColumn(runner: QueryRunner, name: string, kind: ColumnSpec) {
  const nullable = kind.endsWith('?');
  const { type, length } = columnType((nullable ? kind.slice(0, -1) : kind) as ColumnKind);
  return {
    name,
    // The name under which the driver reports it again: `int` is `integer` on SQLite.
    type: runner.connection.driver.normalizeType({ type }),
    ...(length ? { length: String(length) } : {}),
    isNullable: nullable,
  };
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
