import { Not } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Tx } from '../database/database.port.js';
import { lockRows } from '../database/locking.js';
import { OutboxJobEntity } from './outbox-job.entity.js';
import type { OutboxJob } from './outbox.repository.js';

/** One try of a job: every write of it holds only while the row still carries its id. */
export interface AttemptRef {
  jobId: string;
  attemptId: string;
}

/** What the worker reads and writes of the outbox. The writes return false when the attempt is no longer the current one. */
export class AttemptRepository {
  /** The row, locked until the unit ends; waits for units that are merging with it. */
  lock(tx: Tx, id: string): Promise<OutboxJob | null> {
    const query = tx.manager.createQueryBuilder(OutboxJobEntity, 'j').where('j.id = :id', { id });
    return lockRows(tx, query).getOne();
  }

  /** A job of the same name and key that runs; all open ones are locked, so that two never start at the same moment. */
  async runningTwin(tx: Tx, job: OutboxJob, now: Instant): Promise<OutboxJob | null> {
    if (job.jobKey === null) return null;
    const query = tx.manager
      .createQueryBuilder(OutboxJobEntity, 'j')
      .where('j.name = :name AND j.jobKey = :key AND j.state = :open', {
        name: job.name,
        key: job.jobKey,
        open: 'open',
      });
    const twins = await lockRows(tx, query).getMany();
    return (
      twins.find((twin) => twin.id !== job.id && twin.leaseUntil !== null && twin.leaseUntil > now) ?? null
    );
  }

  async start(
    tx: Tx,
    job: OutboxJob,
    attempt: Pick<OutboxJob, 'attemptId' | 'processEnds' | 'startedAt' | 'leaseUntil'>,
  ): Promise<void> {
    await tx.manager.update(OutboxJobEntity, { id: job.id }, { ...attempt, attempts: job.attempts + 1 });
  }

  /** Keeps attempts alive; returns the ids of the jobs whose attempt has been superseded. */
  async renew(tx: Tx, attempts: readonly AttemptRef[], leaseUntil: Instant): Promise<string[]> {
    const lost: string[] = [];
    for (const attempt of attempts) {
      if (!(await this.write(tx, attempt, { leaseUntil }))) lost.push(attempt.jobId);
    }
    return lost;
  }

  /** Whether the attempt is current; if so it stays so until the unit ends. */
  async holds(tx: Tx, { jobId, attemptId }: AttemptRef): Promise<boolean> {
    const query = tx.manager
      .createQueryBuilder(OutboxJobEntity, 'j')
      .select(['j.id'])
      .where('j.id = :jobId AND j.attemptId = :attemptId AND j.state = :open', {
        jobId,
        attemptId,
        open: 'open',
      });
    return (await lockRows(tx, query).getOne()) !== null;
  }

  finish(
    tx: Tx,
    attempt: AttemptRef,
    state: 'done' | 'dead',
    now: Instant,
    error: string | null,
  ): Promise<boolean> {
    return this.write(tx, attempt, {
      state,
      finishedAt: now,
      attemptId: null,
      leaseUntil: null,
      ...(error === null ? {} : { lastError: error }),
    });
  }

  /** Lays the job back; `attempts` is what it counts from now on. */
  release(
    tx: Tx,
    attempt: AttemptRef,
    attempts: number,
    notBefore: Instant,
    error: string | null,
  ): Promise<boolean> {
    return this.write(tx, attempt, {
      attemptId: null,
      startedAt: null,
      leaseUntil: null,
      attempts,
      notBefore,
      ...(error === null ? {} : { lastError: error }),
    });
  }

  /** Marks a job dead that no attempt holds. */
  async bury(tx: Tx, id: string, now: Instant, error: string): Promise<void> {
    await tx.manager.update(
      OutboxJobEntity,
      { id, state: Not('done') },
      { state: 'dead', finishedAt: now, attemptId: null, leaseUntil: null, lastError: error },
    );
  }

  private async write(
    tx: Tx,
    { jobId, attemptId }: AttemptRef,
    change: Partial<OutboxJob>,
  ): Promise<boolean> {
    const result = await tx.manager.update(OutboxJobEntity, { id: jobId, attemptId, state: 'open' }, change);
    return result.affected === 1;
  }
}
