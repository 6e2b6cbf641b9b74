import type { Clock, Instant } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import type { Tx } from '../database/database.port.js';
import type { Bell } from './bell.js';
import type { EventDefinition, JobDefinition, JobMeta } from './job-definition.js';
import type { JobRegistry } from './job-registry.js';
import type { OutboxRepository } from './outbox.repository.js';

/** how many priorities jobs may have: 0 … 9 */
const PRIORITIES = 10;
/** Redis's order of priorities ends at two million; those who come to here are served as they came. */
const LAST_TURN = 200_000;

/**
 * Which turn a new job takes: the one after that being served, or after the asker's last. So everybody who waits is
 * served once before anybody is served twice, whatever one person asks for stays in its order, and however many others
 * come, nothing that waits is passed by for ever: they come into the turns that follow.
 *
 * @param open priorities of open jobs that were asked for by somebody: the first of all, and the asker's last
 */
export function turnOf({ first, last }: { first: number | null; last: number | null }): number {
  const following = [first, last].map((open) => (open === null ? 0 : Math.floor(open / PRIORITIES) + 1));
  return Math.min(Math.max(...following), LAST_TURN);
}

/** A text column holds 65,535 bytes on MySQL; jobs carry ids, not contents. */
const PAYLOAD_BYTES = 60_000;

/**
 * Asks for work in the unit of work that makes it necessary: if the unit commits, the job is done by somebody at
 * some time, at least once, whatever crashes; if it does not, nothing has been asked for.
 */
export class Outbox {
  constructor(
    private readonly registry: JobRegistry,
    private readonly repository: OutboxRepository,
    private readonly clock: Clock,
    private readonly bell: Bell,
  ) {}

  /**
   * Adds a job, or merges it with a waiting one of the same key; returns the id of the job's row. Jobs with an `askedBy`
   * take turns within their lane: see {@link turnOf}.
   */
  async add<P>(
    tx: Tx,
    job: JobDefinition<P>,
    payload: P,
    options: { notBefore?: Instant; askedBy?: Id | undefined } = {},
  ): Promise<Id> {
    if (!this.registry.get(job.name)) throw new Error(`Job ${job.name} has no handler.`);
    const text = JSON.stringify(job.payload.parse(payload));
    if (Buffer.byteLength(text) > PAYLOAD_BYTES) throw new Error(`Job ${job.name}: payload too large.`);
    const key = job.key?.(payload) ?? null;
    if (key !== null && key.length > 200) throw new Error(`Job ${job.name}: key too long.`);

    const now = this.clock.now();
    const { notBefore = now, askedBy = null } = options;
    tx.afterCommit(() => this.bell.ring());
    const twin = key === null ? null : await this.repository.waitingTwin(tx, job.name, key);
    if (twin) {
      await this.repository.merge(tx, twin, text, notBefore);
      return twin.id;
    }
    const id = newId(now);
    await this.repository.insert(tx, {
      id,
      name: job.name,
      jobKey: key,
      priority: askedBy === null ? job.priority : await this.priority(tx, job, askedBy),
      askedBy,
      payload: text,
      notBefore,
      createdAt: now,
    });
    return id;
  }

  /** Turns come before the priorities of jobs, which order what has the same turn. */
  private async priority(tx: Tx, { lane, priority }: JobMeta, askedBy: Id): Promise<number> {
    const names = this.registry.all().flatMap(({ meta }) => (meta.lane === lane ? [meta.name] : []));
    const open = await this.repository.openTurns(tx, names, askedBy);
    return turnOf(open) * PRIORITIES + priority;
  }

  /** Tells news: one job for each subscription. */
  async emit<P>(tx: Tx, event: EventDefinition<P>, payload: P): Promise<void> {
    for (const emit of this.registry.subscriptions(event.name)) {
      await emit((job, value) => this.add(tx, job, value), payload);
    }
  }
}
