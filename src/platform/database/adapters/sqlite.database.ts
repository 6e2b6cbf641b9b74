import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import libsql from 'libsql';
import { DataSource, QueryFailedError, type MigrationInterface, type QueryRunner } from 'typeorm';
import { Database, type Queryable, type Tx, type UnitOptions } from '../database.port.js';
import { guarded } from '../first-unit.js';
import { runMigrations, schemaStatements } from './migrations.js';
import { asUnit, backOff, openTx } from './unit-of-work.js';

export interface DatabaseSchema {
  entities: (new () => object)[];
  migrations: (new () => MigrationInterface)[];
}

interface Connection {
  pragma(text: string): unknown;
  exec(sql: string): void;
  readonly inTransaction: boolean;
}

/** How long SQLite itself waits; it freezes the event loop meanwhile. */
const BUSY_MS = 50;
/** How long a unit waits for another process (the command line, say) to end its own. */
const LOCK_PATIENCE_MS = 15_000;

/**
 * SQLite through libsql. TypeORM gives SQLite one connection, and overlapping transactions on it would become
 * savepoints of one another; so units of work queue behind a mutex on a writing DataSource, and everything else
 * reads through a second DataSource that cannot write (`query_only`: libsql ignores `readonly`).
 */
export class SqliteDatabase extends Database {
  readonly dialect = 'sqlite';
  readonly reach = 'host';
  readonly reader: Queryable;
  private tail: Promise<unknown> = Promise.resolve();
  /** how the writing connection is set at the moment */
  private durable = true;

  private constructor(
    private readonly file: string,
    private readonly writing: DataSource,
    /** what `writing` writes through */
    private readonly connection: Connection,
    private readonly reading: DataSource,
    /** opens one more connection that cannot write */
    private readonly another: () => Promise<DataSource>,
  ) {
    super();
    this.reader = { manager: reading.manager, dialect: this.dialect };
  }

  /** Opens or creates the file; the schema is untouched until `migrate`. */
  static async open(file: string, schema: DatabaseSchema): Promise<SqliteDatabase> {
    mkdirSync(dirname(file), { recursive: true });
    const common = {
      type: 'better-sqlite3',
      database: file,
      driver: libsql,
      entities: schema.entities,
    } as const;
    let connection: Connection | undefined;
    const writing = new DataSource({
      ...common,
      migrations: schema.migrations,
      // Waiting inside SQLite would freeze the event loop: give up soon and wait outside.
      timeout: BUSY_MS,
      prepareDatabase: (db) => {
        const raw = (connection = db as Connection);
        raw.pragma('journal_mode = WAL');
        raw.pragma('synchronous = FULL');
        raw.exec('CREATE TABLE IF NOT EXISTS unit_lock (id integer PRIMARY KEY)');
      },
    });
    await writing.initialize();
    const another = () =>
      new DataSource({
        ...common,
        timeout: BUSY_MS,
        prepareDatabase: (db) => {
          const raw = db as Connection;
          raw.pragma('cache_size = -32000');
          raw.pragma('query_only = ON');
        },
      }).initialize();
    return new SqliteDatabase(file, writing, connection!, await another(), another);
  }

  transaction<T>(work: (tx: Tx) => Promise<T>, options: UnitOptions = {}): Promise<T> {
    const guardedWork = guarded(work);
    return asUnit(() => {
      const turn = this.tail.then(() => this.unit(guardedWork, options.durable ?? true));
      this.tail = turn.catch(() => undefined);
      return turn;
    });
  }

  private async unit<T>(work: (tx: Tx) => Promise<T>, durable: boolean): Promise<T> {
    const deadline = Date.now() + LOCK_PATIENCE_MS;
    for (let attempt = 0; ; attempt += 1) {
      const runner = this.writing.createQueryRunner();
      try {
        if (durable !== this.durable) {
          // Without the sync at each commit the log is still written in order: a later durable unit syncs all of it.
          await runner.query(`PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
          this.durable = durable;
        }
        await runner.startTransaction();
        // The first statement writes, so the write lock is ours before anything is read.
        await runner.query('DELETE FROM unit_lock');
        const { tx, committed } = openTx(runner.manager, this.dialect);
        const result = await work(tx);
        await runner.commitTransaction();
        committed();
        return result;
      } catch (error) {
        await this.undo(runner);
        if (!isBusy(error) || Date.now() > deadline) throw error;
      } finally {
        await runner.release();
      }
      await backOff(attempt, 50);
    }
  }

  /**
   * Ends a unit that failed, and never replaces the reason. On a full disk SQLite rolls back by itself; TypeORM, which has
   * not noticed, would take every later unit for a part of this one: its runner of the connection is made anew.
   */
  private async undo(runner: QueryRunner): Promise<void> {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
    if (runner.isTransactionActive)
      (this.writing.driver as unknown as { queryRunner?: QueryRunner }).queryRunner = undefined;
  }

  async snapshot<T>(work: (q: Queryable) => Promise<T>): Promise<T> {
    // A connection of its own: on the reading one everybody would be held at this instant.
    const source = await this.another();
    try {
      await source.query('BEGIN');
      // The picture is taken by the first read, not by BEGIN.
      await source.query('SELECT COUNT(*) FROM sqlite_master');
      return await work({ manager: source.manager, dialect: this.dialect });
    } finally {
      await source.query('ROLLBACK').catch(() => undefined);
      await source.destroy();
    }
  }

  /** One process at a time; waits for units of others. */
  async migrate(): Promise<string[]> {
    const release = await this.migratingAlone();
    try {
      await this.writing.query(`PRAGMA busy_timeout = ${LOCK_PATIENCE_MS}`);
      return await runMigrations(this.writing);
    } finally {
      await this.writing.query(`PRAGMA busy_timeout = ${BUSY_MS}`);
      release();
    }
  }

  /** The lock is the operating system's, on a file of its own: it ends with the process that holds it. */
  private async migratingAlone(): Promise<() => void> {
    for (let attempt = 0; ; attempt += 1) {
      const lock = new libsql(`${this.file}.migrating`);
      try {
        lock.exec('BEGIN EXCLUSIVE');
        return () => void lock.close();
      } catch (error) {
        lock.close();
        if (!isBusy(error)) throw error;
      }
      await backOff(attempt, 200);
    }
  }

  schemaDifference(): Promise<string[]> {
    return schemaStatements(this.writing);
  }

  async close(): Promise<void> {
    await this.tail;
    await this.reading.destroy();
    await this.writing.destroy();
  }
}

function isBusy(error: unknown): boolean {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return (
    cause instanceof Error &&
    /SQLITE_BUSY|database is locked/.test(`${(cause as { code?: string }).code ?? ''} ${cause.message}`)
  );
}
