import { In, IsNull, LessThanOrEqual, MoreThan, type SelectQueryBuilder } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../database/database.port.js';
import { lockRows } from '../database/locking.js';
import { OutboxJobEntity } from './outbox-job.entity.js';
import type { Delivery } from './queue.port.js';

/** A row of the outbox. */
export type OutboxJob = Readonly<OutboxJobEntity>;

export interface JobCounts {
  open: number;
  dead: number;
}

/** What those who write jobs and those who carry them to the queue read and write of the outbox. */
export class OutboxRepository {
  async insert(
    tx: Tx,
    job: Pick<OutboxJob, 'id' | 'name' | 'jobKey' | 'priority' | 'payload' | 'notBefore' | 'createdAt'> & {
      askedBy?: Id | null;
    },
  ): Promise<void> {
    await tx.manager.insert(OutboxJobEntity, { ...job, state: 'open', attempts: 0, processEnds: 0 });
  }

  /**
   * Priorities of open jobs of these names that were asked for by somebody: the first of all, and the last of
   * `askedBy`; null where there are none.
   */
  async openTurns(
    q: Queryable,
    names: readonly string[],
    askedBy: Id,
  ): Promise<{ first: number | null; last: number | null }> {
    const open = (): SelectQueryBuilder<OutboxJobEntity> =>
      q.manager
        .createQueryBuilder(OutboxJobEntity, 'j')
        .where('j.state = :open AND j.name IN (:...names)', { open: 'open', names: [...names] });
    const first = await open()
      .andWhere('j.askedBy IS NOT NULL')
      .select('MIN(j.priority)', 'at')
      .getRawOne<{ at: number | null }>();
    const last = await open()
      .andWhere('j.askedBy = :askedBy', { askedBy })
      .select('MAX(j.priority)', 'at')
      .getRawOne<{ at: number | null }>();
    return { first: first?.at ?? null, last: last?.at ?? null };
  }

  /** The job of this name and key that waits, locked: no worker starts it before the unit ends. */
  async waitingTwin(tx: Tx, name: string, key: string): Promise<OutboxJob | null> {
    const query = tx.manager
      .createQueryBuilder(OutboxJobEntity, 'j')
      .where('j.name = :name AND j.jobKey = :key AND j.state = :open AND j.attemptId IS NULL', {
        name,
        key,
        open: 'open',
      })
      .orderBy('j.id')
      .limit(1);
    return lockRows(tx, query).getOne();
  }

  /** Gives a waiting job the newer payload and a full count of attempts; an earlier instant makes it go to the queue again. */
  async merge(tx: Tx, twin: OutboxJob, payload: string, notBefore: Instant): Promise<void> {
    const earlier = notBefore < twin.notBefore;
    await tx.manager.update(
      OutboxJobEntity,
      { id: twin.id },
      { payload, attempts: 0, processEnds: 0, ...(earlier ? { notBefore, publishedAt: null } : {}) },
    );
  }

  /** Open rows that the queue has not been given and that may begin at `until` or before, the earliest first. */
  async unpublished(q: Queryable, until: Instant, limit: number): Promise<Delivery[]> {
    return q.manager.find(OutboxJobEntity, {
      select: { id: true, name: true, priority: true, notBefore: true },
      where: { state: 'open', publishedAt: IsNull(), notBefore: LessThanOrEqual(until) },
      order: { notBefore: 'ASC' },
      take: limit,
    });
  }

  /** Marks what was published, unless its instant has been moved meanwhile. */
  async markPublished(tx: Tx, deliveries: readonly Delivery[], now: Instant): Promise<void> {
    const due = deliveries.filter((d) => d.notBefore <= now).map((d) => d.id);
    if (due.length > 0) {
      await tx.manager.update(OutboxJobEntity, { id: In(due), publishedAt: IsNull() }, { publishedAt: now });
    }
    for (const { id, notBefore } of deliveries.filter((d) => d.notBefore > now)) {
      await tx.manager.update(OutboxJobEntity, { id, notBefore }, { publishedAt: now });
    }
  }

  /** Open jobs that were published and due before `before` and that no living attempt holds, in order of id after `afterId`. */
  async overdue(
    q: Queryable,
    before: Instant,
    now: Instant,
    afterId: string,
    limit: number,
  ): Promise<Delivery[]> {
    return q.manager
      .createQueryBuilder(OutboxJobEntity, 'j')
      .select(['j.id', 'j.name', 'j.priority', 'j.notBefore'])
      .where('j.state = :open AND j.publishedAt <= :before AND j.notBefore <= :before', {
        open: 'open',
        before,
      })
      .andWhere('(j.leaseUntil IS NULL OR j.leaseUntil <= :now) AND j.id > :afterId', { now, afterId })
      .orderBy('j.id')
      .limit(limit)
      .getMany();
  }

  /** Forgets up to `limit` finished jobs; returns how many. */
  async prune(tx: Tx, state: 'done' | 'dead', before: Instant, limit: number): Promise<number> {
    const rows = await tx.manager.find(OutboxJobEntity, {
      select: { id: true },
      where: { state, finishedAt: LessThanOrEqual(before) },
      take: limit,
    });
    if (rows.length > 0) await tx.manager.delete(OutboxJobEntity, { id: In(rows.map((r) => r.id)) });
    return rows.length;
  }

  find(q: Queryable, id: string): Promise<OutboxJob | null> {
    return q.manager.findOneBy(OutboxJobEntity, { id });
  }

  async counts(q: Queryable): Promise<JobCounts> {
    return {
      open: await q.manager.countBy(OutboxJobEntity, { state: 'open' }),
      dead: await q.manager.countBy(OutboxJobEntity, { state: 'dead' }),
    };
  }

  /** Whether a job is open that is due, runs, or waits for its next attempt. */
  async busy(q: Queryable, now: Instant): Promise<boolean> {
    return q.manager.existsBy(OutboxJobEntity, [
      { state: 'open', notBefore: LessThanOrEqual(now) },
      { state: 'open', attempts: MoreThan(0) },
    ]);
  }
}
