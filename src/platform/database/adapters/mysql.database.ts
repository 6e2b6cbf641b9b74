import { DataSource, QueryFailedError, type DataSourceOptions } from 'typeorm';
import { Database, type Queryable, type Tx } from '../database.port.js';
import { guarded } from '../first-unit.js';
import { runMigrations, schemaStatements } from './migrations.js';
import { COLLATION, notPermitted, requireServer } from './mysql-server.js';
import type { DatabaseSchema } from './sqlite.database.js';
import { asUnit, backOff, openTx } from './unit-of-work.js';

export interface MysqlOptions {
  url: string;
  /** connections for units of work, and as many for reading */
  poolSize: number;
  /** s; after so long without a statement MariaDB ends a unit of work, see {@link IDLE_UNIT_S} */
  idleUnitS?: number;
}

/** How often a unit that lost a deadlock or waited too long for a lock is run again. */
const ATTEMPTS = 8;
/** s; after so long a unit lets go of what it has and begins again */
const LOCK_WAIT_S = 10;
/**
 * s; a unit of which nothing has been heard for so long is rolled back by MariaDB, and its connection cut: the locks of a
 * process that was frozen go to those who wait for them. Between two statements of a unit there are milliseconds, and
 * whoever waits for a lock tries for {@link ATTEMPTS} × {@link LOCK_WAIT_S}. MySQL has nothing of the kind.
 */
const IDLE_UNIT_S = 30;
/** s; how long a process waits while another brings the schema up to date */
const MIGRATION_WAIT_S = 600;

interface RawPool {
  on(event: 'connection', listener: (connection: { query(sql: string): unknown }) => void): void;
}

/**
 * MySQL 8 or MariaDB ≥ 10.6 through mysql2: utf8mb4 compared by code points, READ COMMITTED, times as numbers. Reading has
 * connections of its own: a unit of work that reads through `reader` never waits for one that another unit holds.
 */
export class MysqlDatabase extends Database {
  readonly dialect = 'mysql';
  readonly reach = 'cluster';
  readonly reader: Queryable;

  private constructor(
    private readonly writing: DataSource,
    private readonly reading: DataSource,
    private readonly url: string,
  ) {
    super();
    this.reader = { manager: reading.manager, dialect: this.dialect };
  }

  /** Connects; throws `StartRefused` when the server is away, refuses us, is too old, or compares text in another way. */
  static async open(
    { url, poolSize, idleUnitS = IDLE_UNIT_S }: MysqlOptions,
    schema: DatabaseSchema,
  ): Promise<MysqlDatabase> {
    const type = await requireServer(url);
    const sources = [schema.migrations, []].map(
      (migrations) =>
        new DataSource({
          type,
          url,
          charset: COLLATION,
          poolSize,
          entities: schema.entities,
          migrations,
          timezone: 'Z',
          // Every number of ours is below 2^53.
          supportBigNumbers: true,
          bigNumberStrings: false,
        } as DataSourceOptions),
    );
    const [writing, reading] = sources as [DataSource, DataSource];
    await writing.initialize();
    const idle = type === 'mariadb' ? `, SESSION idle_transaction_timeout = ${idleUnitS}` : '';
    const patience = `SET SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_S}${idle}`;
    poolOf(writing).on('connection', (connection) => connection.query(patience));
    // The first one is open already.
    await writing.query(patience);
    await reading.initialize();
    return new MysqlDatabase(writing, reading, url);
  }

  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const guardedWork = guarded(work);
    return asUnit(async () => {
      for (let attempt = 1; ; attempt += 1) {
        const runner = this.writing.createQueryRunner();
        try {
          await runner.startTransaction('READ COMMITTED');
          const { tx, committed } = openTx(runner.manager, this.dialect);
          const result = await guardedWork(tx);
          await runner.commitTransaction();
          committed();
          return result;
        } catch (error) {
          // Without a connection there is nothing to roll back: what went wrong first is what is told.
          if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
          if (!isLockLoss(error) || attempt >= ATTEMPTS) throw error;
        } finally {
          await runner.release();
        }
        await backOff(attempt, 200);
      }
    });
  }

  async snapshot<T>(work: (q: Queryable) => Promise<T>): Promise<T> {
    const runner = this.reading.createQueryRunner();
    try {
      await runner.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await runner.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
      return await work({ manager: runner.manager, dialect: this.dialect });
    } finally {
      await runner.query('ROLLBACK').catch(() => undefined);
      await runner.release();
    }
  }

  /** One process at a time; throws `StartRefused` when the account may not write. */
  async migrate(): Promise<string[]> {
    const runner = this.reading.createQueryRunner();
    const lock = `CONCAT('lianke ', LEFT(DATABASE(), 50))`;
    try {
      await runner.query(`SELECT GET_LOCK(${lock}, ?)`, [MIGRATION_WAIT_S]);
      const done = await runMigrations(this.writing);
      await requireWriting(this.writing);
      return done;
    } catch (error) {
      throw notPermitted(error, this.url);
    } finally {
      await runner.query(`SELECT RELEASE_LOCK(${lock})`);
      await runner.release();
    }
  }

  schemaDifference(): Promise<string[]> {
    return schemaStatements(this.writing);
  }

  async close(): Promise<void> {
    await this.reading.destroy();
    await this.writing.destroy();
  }
}

function poolOf(dataSource: DataSource): RawPool {
  return (dataSource.driver as unknown as { pool: RawPool }).pool;
}

/** Statements that change nothing and are refused where a real one would be. */
async function requireWriting(dataSource: DataSource): Promise<void> {
  const nothing = 'FROM migrations WHERE id < 0';
  await dataSource.query(`INSERT INTO migrations (timestamp, name) SELECT timestamp, name ${nothing}`);
  await dataSource.query('UPDATE migrations SET name = name WHERE id < 0');
  await dataSource.query(`DELETE ${nothing}`);
}

function isLockLoss(error: unknown): boolean {
  const cause = error instanceof QueryFailedError ? (error.driverError as { code?: string }) : undefined;
  return cause?.code === 'ER_LOCK_DEADLOCK' || cause?.code === 'ER_LOCK_WAIT_TIMEOUT';
}
