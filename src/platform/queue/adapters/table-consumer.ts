import { Logger } from '@nestjs/common';
import type { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import type { Database } from '../../database/database.port.js';
import type { GroupCommit } from '../group-commit.js';
import type { Consumer, Delivery, DeliveryOutcome, Work } from '../queue.port.js';
import type { Held, QueueDeliveryRepository } from './queue-delivery.repository.js';

export interface TableQueueOptions {
  leaseMs: number;
  /** how often an idle consumer looks for what other processes published */
  pollMs: number;
}

export interface TableQueueParts {
  database: Database;
  repository: QueueDeliveryRepository;
  commits: GroupCommit;
  clock: Clock;
  options: TableQueueOptions;
}

interface InHand extends Held {
  controller: AbortController;
  ended: Promise<void>;
}

/** After an error of its own (the database is away) a consumer waits this long, and so does a delivery whose work threw. */
const PAUSE_MS = 2_000;
/** what work gets to end after its signal has fired, before its delivery is handed back */
const LAST_WORDS_MS = 1_500;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Works off deliveries of some names from the table. */
export class TableConsumer implements Consumer {
  private readonly log = new Logger('TableQueue');
  private readonly held = new Map<string, InHand>();
  private stopping = false;
  private pumping: Promise<void> | null = null;
  private wanted = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly heartbeat: NodeJS.Timeout;
  /** writes under way: the database is closed only after them */
  private readonly settling = new Set<Promise<void>>();

  constructor(
    private readonly parts: TableQueueParts,
    private readonly names: readonly string[],
    private readonly concurrency: number,
    private readonly work: Work,
  ) {
    this.heartbeat = setInterval(() => this.renew(), parts.options.leaseMs / 3);
    this.wake();
  }

  /** Looks for deliveries now instead of at the next poll. */
  wake(): void {
    if (this.stopping) return;
    this.wanted = true;
    this.pumping ??= this.pump();
  }

  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.pumping;
    await this.ends(graceMs);
    if (this.held.size > 0) {
      for (const one of this.held.values()) one.controller.abort(new Error('The worker is stopping.'));
      await this.ends(LAST_WORDS_MS);
    }
    clearInterval(this.heartbeat);
    const now = this.parts.clock.now();
    for (const one of [...this.held.values()]) this.settle(one, now);
    await Promise.all(this.settling);
  }

  private async ends(withinMs: number): Promise<void> {
    if (this.held.size === 0) return;
    await Promise.race([Promise.all([...this.held.values()].map((one) => one.ended)), sleep(withinMs)]);
  }

  private async pump(): Promise<void> {
    clearTimeout(this.timer);
    let pauseMs = this.parts.options.pollMs;
    try {
      while (this.wanted && !this.stopping) {
        this.wanted = false;
        if (await this.take()) this.wanted = true;
      }
    } catch (error) {
      this.log.warn(`Taking jobs failed, trying again: ${String(error)}`);
      pauseMs = PAUSE_MS;
    }
    this.pumping = null;
    if (!this.stopping) this.timer = setTimeout(() => this.wake(), pauseMs);
  }

  /** Fills the free places; true when there may be more to take. */
  private async take(): Promise<boolean> {
    const { database, repository, commits, clock, options } = this.parts;
    const free = this.concurrency - this.held.size;
    if (free <= 0) return false;
    const now = clock.now();
    if (!(await repository.anyAvailable(database.reader, now))) return false;
    const ids = await repository.available(database.reader, this.names, now, free);
    if (ids.length === 0) return false;
    const leaseId = newId();
    const deliveries = await commits.run((tx) =>
      repository.claim(tx, ids, leaseId, clock.now(), options.leaseMs),
    );
    for (const delivery of deliveries) this.begin(delivery, leaseId);
    return deliveries.length < ids.length;
  }

  private begin(delivery: Delivery, leaseId: string): void {
    const controller = new AbortController();
    const one: InHand = { id: delivery.id, leaseId, controller, ended: Promise.resolve() };
    this.held.set(delivery.id, one);
    one.ended = this.outcome(delivery, controller.signal).then(({ again }) => {
      if (this.held.get(one.id) === one) this.settle(one, again);
      this.wake();
    });
  }

  private async outcome(delivery: Delivery, signal: AbortSignal): Promise<DeliveryOutcome> {
    try {
      return await this.work(delivery, signal);
    } catch (error) {
      this.log.warn(`A delivery of ${delivery.name} failed: ${String(error)}`);
      return { again: this.parts.clock.now() + PAUSE_MS };
    }
  }

  /** Frees the place at once; the row follows. If that fails, the lease runs out and the delivery comes again. */
  private settle(one: InHand, availableAt: number | null): void {
    this.held.delete(one.id);
    const { commits, repository } = this.parts;
    const settled: Promise<void> = commits
      .run((tx) => repository.settle(tx, one, availableAt))
      .catch((error: unknown) => this.log.warn(`Settling a delivery failed: ${String(error)}`))
      .finally(() => this.settling.delete(settled));
    this.settling.add(settled);
  }

  private renew(): void {
    const held = [...this.held.values()];
    if (held.length === 0) return;
    const { commits, repository, clock, options } = this.parts;
    const renewed: Promise<void> = commits
      .run((tx) => repository.renew(tx, held, clock.now() + options.leaseMs))
      .then(
        (lost) => {
          for (const one of held.filter((h) => lost.includes(h.id))) {
            if (this.held.get(one.id) !== one) continue;
            this.held.delete(one.id);
            one.controller.abort(new Error('The lease was lost.'));
          }
        },
        (error: unknown) => this.log.warn(`Renewing leases failed: ${String(error)}`),
      )
      .finally(() => this.settling.delete(renewed));
    this.settling.add(renewed);
  }
}
