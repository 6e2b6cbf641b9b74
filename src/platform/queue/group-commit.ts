import type { Database, Tx } from '../database/database.port.js';

interface Pending {
  /** runs the work in the unit; what it returned is handed out by `settle` once the unit has committed */
  attempt(tx: Tx): Promise<void>;
  settle(): void;
  fail(error: unknown): void;
}

const BATCH = 64;

/**
 * Puts the small writes of job book-keeping that arrive at the same time into one unit of work. None of them is
 * durable against a power cut: a job whose start or end is forgotten is done again, which handlers must bear
 * anyway. When one of them fails, each is run in a unit of its own, so none suffers from another. The work may
 * run more than once, as in any unit.
 */
export class GroupCommit {
  private pending: Pending[] = [];
  private running: Promise<void> | null = null;

  constructor(private readonly database: Database) {}

  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    // MySQL gathers commits by itself, and there a unit that waits for a row must not hold up others.
    if (this.database.dialect === 'mysql') return this.database.transaction(work);
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.pending.push({
        attempt: async (tx) => {
          result = await work(tx);
        },
        settle: () => resolve(result),
        fail: reject,
      });
      this.running ??= this.drain();
    });
  }

  private async drain(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.pending.length > 0) await this.commit(this.pending.splice(0, BATCH));
    this.running = null;
  }

  private async commit(batch: Pending[]): Promise<void> {
    try {
      await this.database.transaction(
        async (tx) => {
          for (const one of batch) await one.attempt(tx);
        },
        { durable: false },
      );
      batch.forEach((one) => one.settle());
    } catch (error) {
      if (batch.length === 1) batch[0]!.fail(error);
      else for (const one of batch) await this.commit([one]);
    }
  }
}
