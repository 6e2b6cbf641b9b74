import type { EntityManager } from 'typeorm';
import type { Reach } from '../../kernel/reach.js';

export type Dialect = 'sqlite' | 'mysql';

/** What a repository reads through. Only repositories look inside. */
export interface Queryable {
  readonly manager: EntityManager;
  readonly dialect: Dialect;
}

/** An open unit of work. Whoever holds one may write; what is written is seen by others after it commits, or never. */
export interface Tx extends Queryable {
  readonly unitOfWork: true;
  /** Runs once after this unit has committed (never after a rollback). For nudges only: it is lost in a crash. */
  afterCommit(action: () => void): void;
}

export interface UnitOptions {
  /**
   * false = a power cut may undo this unit (as a whole, and what was committed after it only together with it);
   * a crash of the process may not. For book-keeping that is simply done again: on SQLite it spares waiting for
   * the disk. MySQL takes no notice.
   */
  durable?: boolean;
}

/**
 * The database. Reading outside a unit of work goes through `reader` and sees committed rows only; writing is
 * possible only inside `transaction`. On SQLite units queue up one behind the other; on both databases a unit that
 * loses a lock is run again as a whole, so `work` does nothing but database work and may run more than once.
 */
export abstract class Database {
  abstract readonly dialect: Dialect;
  abstract readonly reach: Reach;
  abstract readonly reader: Queryable;
  /** Runs `work` as one unit: all of it is committed, or none. Opening a unit inside a unit is refused. */
  abstract transaction<T>(work: (tx: Tx) => Promise<T>, options?: UnitOptions): Promise<T>;
  /**
   * Reads through one unmoving picture of everything committed when it was called, however long that takes and whatever
   * is written meanwhile. Holds up nobody; nothing can be written through it.
   */
  abstract snapshot<T>(work: (q: Queryable) => Promise<T>): Promise<T>;
  /** Applies the migrations that are missing, each in its own transaction; returns their names. Refuses a database that is newer than this program. */
  abstract migrate(): Promise<string[]>;
  /** The statements that would make the schema equal to the entities: none after `migrate`. */
  abstract schemaDifference(): Promise<string[]>;
  abstract close(): Promise<void>;
}
