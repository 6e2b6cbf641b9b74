import { Logger } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { Database } from '../database/database.port.js';
import type { Bell } from './bell.js';
import type { GroupCommit } from './group-commit.js';
import type { OutboxRepository } from './outbox.repository.js';
import type { JobQueue } from './queue.port.js';

export interface RelayOptions {
  /** how often it looks for rows that other processes have added, or whose time comes near; less than a minute */
  pollMs: number;
  /** how long an open, published row may be unknown to the queue before it is published again */
  graceMs: number;
}

const BATCH = 200;
/** What begins later than this stays in the database alone, which no restart of a queue empties and whose clock is ours. */
const AHEAD_MS = 60_000;
/** what a round under way gets to end */
const STOP_MS = 3_000;
/** rows compared with the queue in one round of reconciling */
const ROUND = 5_000;

/**
 * Carries open rows of the outbox to the queue: published first, marked afterwards, so that a crash in between
 * publishes twice and never not at all. Any number of relays may run.
 */
export class OutboxRelay {
  private readonly log = new Logger('OutboxRelay');
  private stopped = true;
  private round: Promise<void> | null = null;
  private rangAgain = false;
  private timers: NodeJS.Timeout[] = [];
  private deafen: () => void = () => undefined;
  private cursor = '';

  constructor(
    private readonly database: Database,
    private readonly repository: OutboxRepository,
    private readonly queue: JobQueue,
    private readonly commits: GroupCommit,
    private readonly bell: Bell,
    private readonly clock: Clock,
    private readonly options: RelayOptions,
  ) {}

  start(): void {
    this.stopped = false;
    this.deafen = this.bell.onRing(() => this.wake());
    const reconcile = (): void => {
      this.reconcile().catch((error: unknown) => this.log.warn(`Reconciling failed: ${String(error)}`));
    };
    this.timers = [
      setInterval(() => this.wake(), this.options.pollMs).unref(),
      setInterval(reconcile, this.options.graceMs).unref(),
    ];
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.deafen();
    this.timers.forEach((timer) => clearInterval(timer));
    // The queue may be away: then what is being published waits, and is published by the next to start.
    await Promise.race([this.round, new Promise((resolve) => setTimeout(resolve, STOP_MS).unref())]);
  }

  /** Publishes what has not been published and begins within a minute; returns how many rows. */
  async publishOpen(): Promise<number> {
    let count = 0;
    for (;;) {
      const until = this.clock.now() + AHEAD_MS;
      const batch = await this.repository.unpublished(this.database.reader, until, BATCH);
      if (batch.length === 0) return count;
      await this.queue.publish(batch);
      await this.commits.run((tx) => this.repository.markPublished(tx, batch, this.clock.now()));
      count += batch.length;
      if (batch.length < BATCH) return count;
    }
  }

  /** Publishes again what the queue has forgotten, some thousand rows a call; returns how many. */
  async reconcile(): Promise<number> {
    let again = 0;
    for (let seen = 0; seen < ROUND; seen += BATCH) {
      const now = this.clock.now();
      const rows = await this.repository.overdue(
        this.database.reader,
        now - this.options.graceMs,
        now,
        this.cursor,
        BATCH,
      );
      if (rows.length > 0) {
        const known = await this.queue.known(rows.map((row) => row.id));
        const forgotten = rows.filter((row) => !known.has(row.id));
        if (forgotten.length > 0) await this.queue.publish(forgotten);
        again += forgotten.length;
      }
      this.cursor = rows.length < BATCH ? '' : rows.at(-1)!.id;
      if (this.cursor === '') break;
    }
    return again;
  }

  private wake(): void {
    if (this.stopped) return;
    if (this.round) {
      this.rangAgain = true;
      return;
    }
    this.round = this.publishOpen()
      .then(
        () => undefined,
        (error: unknown) => this.log.warn(`Publishing jobs failed, trying again: ${String(error)}`),
      )
      .finally(() => {
        this.round = null;
        if (this.rangAgain) {
          this.rangAgain = false;
          this.wake();
        }
      });
  }
}
