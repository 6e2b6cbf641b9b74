import type { Reach } from '../../kernel/reach.js';

/** Something for a worker to try: the job itself (payload, state, attempts) is its row in the outbox. */
export interface Delivery {
  /** id of the outbox row */
  id: string;
  /** name of the job, e.g. `processing.document` */
  name: string;
  /** 0 = a person waits … 9 = whenever there is time; more by ten for each turn of the asker that comes before */
  priority: number;
  /** not before; ms since the epoch */
  notBefore: number;
}

export interface DeliveryOutcome {
  /** deliver it once more, not before this instant; null = finished with, forget it */
  again: number | null;
}

export interface Consumer {
  /** Stops taking deliveries; resolves when those under way have ended, or hands them back after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** What a consumer does with a delivery. The signal fires when the lease was lost or the consumer is stopping. */
export type Work = (delivery: Delivery, signal: AbortSignal) => Promise<DeliveryOutcome>;

/**
 * Carries deliveries from the relay to workers, at least once, in any order. It may forget everything (a flushed
 * Redis): the outbox publishes open rows again. Promises (test/contract/queue): a delivery taken by a consumer that
 * dies is delivered again after its lease; two consumers never hold the same delivery within a lease; lower
 * priority numbers go first; publishing an id that is already there changes nothing, except that a delivery that
 * still waits takes the earlier instant.
 */
export abstract class JobQueue {
  abstract readonly reach: Reach;
  abstract publish(deliveries: readonly Delivery[]): Promise<void>;
  /** Which of these ids the queue still knows (waiting, delayed or being worked on). */
  abstract known(ids: readonly string[]): Promise<Set<string>>;
  /** Works off deliveries of the given job names, at most `concurrency` at a time. While `work` runs the lease is kept alive. */
  abstract consume(names: readonly string[], concurrency: number, work: Work): Promise<Consumer>;
  /** Consumers are stopped before. */
  abstract close(): Promise<void>;
}
