import { DataSource, QueryFailedError, type DataSourceOptions } from 'typeorm';
import { createConnection } from 'mysql2/promise';
import { Database, type Queryable, type Tx } from '../database.port.js';
import { runMigrations, schemaStatements } from './migrations.js';
import type { DatabaseSchema } from './sqlite.database.js';
import { asUnit, backOff, openTx } from './unit-of-work.js';

export interface MysqlOptions {
  url: string;
  poolSize: number;
}

/** How often a unit that lost a deadlock or waited too long for a lock is run again. */
const ATTEMPTS = 8;

/** MySQL 8 or MariaDB ≥ 10.6 through mysql2: utf8mb4 compared by bytes, READ COMMITTED, times as numbers. */
export class MysqlDatabase extends Database {
  readonly dialect = 'mysql';
  readonly reader: Queryable;

  private constructor(private readonly dataSource: DataSource) {
    super();
    this.reader = { manager: dataSource.manager, dialect: this.dialect };
  }

  /** Connects; throws one plain sentence when the server is away, refuses us, or lacks utf8mb4. */
  static async open(options: MysqlOptions, schema: DatabaseSchema): Promise<MysqlDatabase> {
    const type = await serverType(options.url);
    const dataSource = new DataSource({
      type,
      url: options.url,
      charset: 'utf8mb4_bin',
      poolSize: options.poolSize,
      entities: schema.entities,
      migrations: schema.migrations,
      timezone: 'Z',
    } as DataSourceOptions);
    await dataSource.initialize();
    return new MysqlDatabase(dataSource);
  }

  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return asUnit(async () => {
      for (let attempt = 1; ; attempt += 1) {
        const runner = this.dataSource.createQueryRunner();
        try {
          await runner.startTransaction('READ COMMITTED');
          const { tx, committed } = openTx(runner.manager, this.dialect);
          const result = await work(tx);
          await runner.commitTransaction();
          committed();
          return result;
        } catch (error) {
          if (runner.isTransactionActive) await runner.rollbackTransaction();
          if (!isLockLoss(error) || attempt >= ATTEMPTS) throw error;
        } finally {
          await runner.release();
        }
        await backOff(attempt, 200);
      }
    });
  }

  migrate(): Promise<string[]> {
    return runMigrations(this.dataSource);
  }

  schemaDifference(): Promise<string[]> {
    return schemaStatements(this.dataSource);
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }
}

/** The schema diff is empty only when TypeORM's driver type names the server that is really there. */
async function serverType(url: string): Promise<'mysql' | 'mariadb'> {
  const connection = await createConnection({ uri: url, connectTimeout: 10_000 });
  try {
    const [rows] = await connection.query('SELECT VERSION() AS version, @@character_set_database AS charset');
    const { version, charset } = (rows as { version: string; charset: string }[])[0]!;
    if (charset !== 'utf8mb4') {
      throw new Error(
        `The database's character set is ${charset}; create it with CHARACTER SET utf8mb4 COLLATE utf8mb4_bin.`,
      );
    }
    return /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  } finally {
    await connection.end();
  }
}

function isLockLoss(error: unknown): boolean {
  const cause = error instanceof QueryFailedError ? (error.driverError as { code?: string }) : undefined;
  return cause?.code === 'ER_LOCK_DEADLOCK' || cause?.code === 'ER_LOCK_WAIT_TIMEOUT';
}
