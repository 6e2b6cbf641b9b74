import type { Clock, Instant } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import type { Tx } from '../database/database.port.js';
import type { Bell } from './bell.js';
import type { EventDefinition, JobDefinition } from './job-definition.js';
import type { JobRegistry } from './job-registry.js';
import type { OutboxRepository } from './outbox.repository.js';

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

  /** Adds a job, or merges it with a waiting one of the same key; returns the id of the job's row. */
  async add<P>(
    tx: Tx,
    job: JobDefinition<P>,
    payload: P,
    options: { notBefore?: Instant } = {},
  ): Promise<Id> {
    if (!this.registry.get(job.name)) throw new Error(`Job ${job.name} has no handler.`);
    const text = JSON.stringify(job.payload.parse(payload));
    if (Buffer.byteLength(text) > PAYLOAD_BYTES) throw new Error(`Job ${job.name}: payload too large.`);
    const key = job.key?.(payload) ?? null;
    if (key !== null && key.length > 200) throw new Error(`Job ${job.name}: key too long.`);

    const now = this.clock.now();
    const notBefore = options.notBefore ?? now;
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
      priority: job.priority,
      payload: text,
      notBefore,
      createdAt: now,
    });
    return id;
  }

  /** Tells news: one job for each subscription. */
  async emit<P>(tx: Tx, event: EventDefinition<P>, payload: P): Promise<void> {
    for (const emit of this.registry.subscriptions(event.name)) {
      await emit((job, value) => this.add(tx, job, value), payload);
    }
  }
}
