import { In, LessThanOrEqual } from 'typeorm';
import type { Instant } from '../../../kernel/clock.js';
import type { Queryable, Tx } from '../../database/database.port.js';
import type { Delivery } from '../queue.port.js';
import { QueueDeliveryEntity } from './queue-delivery.entity.js';

/** A delivery taken under a lease; writes for it hold only while the lease is its own. */
export interface Held {
  id: string;
  leaseId: string;
}

/** All statements on the table of the embedded queue. */
export class QueueDeliveryRepository {
  /** Adds what is missing; what waits already takes the earlier instant. */
  async add(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const ids = deliveries.map((d) => d.id);
    const there = new Map(
      (await tx.manager.findBy(QueueDeliveryEntity, { id: In(ids) })).map((row) => [row.id, row]),
    );
    const missing = deliveries.filter((d) => !there.has(d.id));
    if (missing.length > 0) {
      await tx.manager
        .createQueryBuilder()
        .insert()
        .into(QueueDeliveryEntity)
        .values(
          missing.map(({ id, name, priority, notBefore }) => ({
            id,
            name,
            priority,
            availableAt: notBefore,
            leaseId: null,
          })),
        )
        .orIgnore()
        .updateEntity(false)
        .execute();
    }
    for (const { id, notBefore } of deliveries) {
      const row = there.get(id);
      if (row && row.leaseId === null && row.availableAt > notBefore) {
        await tx.manager
          .createQueryBuilder()
          .update(QueueDeliveryEntity)
          .set({ availableAt: notBefore })
          .where('id = :id AND lease_id IS NULL', { id })
          .execute();
      }
    }
  }

  async known(q: Queryable, ids: readonly string[]): Promise<Set<string>> {
    const rows = await q.manager.find(QueueDeliveryEntity, {
      select: { id: true },
      where: { id: In([...ids]) },
    });
    return new Set(rows.map((row) => row.id));
  }

  /** Whether anything at all may be taken: the cheap question asked while idle. */
  async anyAvailable(q: Queryable, now: Instant): Promise<boolean> {
    const rows: unknown[] = await q.manager.query(
      'SELECT 1 FROM queue_delivery WHERE available_at <= ? LIMIT 1',
      [now],
    );
    return rows.length > 0;
  }

  /** The first `limit` deliveries of these names that may be taken, lower priority numbers first. */
  async available(q: Queryable, names: readonly string[], now: Instant, limit: number): Promise<string[]> {
    const found: { id: string; priority: number; availableAt: number }[] = [];
    for (const name of names) {
      // One name at a time: so the index gives the order, however long the backlog.
      found.push(
        ...(await q.manager
          .createQueryBuilder(QueueDeliveryEntity, 'd')
          .where('d.name = :name AND d.availableAt <= :now', { name, now })
          .orderBy('d.priority')
          .addOrderBy('d.availableAt')
          .limit(limit)
          .getMany()),
      );
    }
    found.sort((a, b) => a.priority - b.priority || a.availableAt - b.availableAt);
    return found.slice(0, limit).map((row) => row.id);
  }

  /** Takes those of `ids` that nobody has taken meanwhile. */
  async claim(
    tx: Tx,
    ids: readonly string[],
    leaseId: string,
    now: Instant,
    leaseMs: number,
  ): Promise<Delivery[]> {
    const took = await tx.manager.update(
      QueueDeliveryEntity,
      { id: In([...ids]), availableAt: LessThanOrEqual(now) },
      { leaseId, availableAt: now + leaseMs },
    );
    if (took.affected === 0) return [];
    const rows = await tx.manager.findBy(QueueDeliveryEntity, { leaseId });
    return rows.map(({ id, name, priority }) => ({ id, name, priority, notBefore: now }));
  }

  /** Prolongs leases; returns the ids of those that were lost. */
  async renew(tx: Tx, held: readonly Held[], until: Instant): Promise<string[]> {
    const lost: string[] = [];
    for (const { id, leaseId } of held) {
      const result = await tx.manager.update(QueueDeliveryEntity, { id, leaseId }, { availableAt: until });
      if (result.affected === 0) lost.push(id);
    }
    return lost;
  }

  /** Lays a delivery back until `availableAt`, or forgets it (null). */
  async settle(tx: Tx, { id, leaseId }: Held, availableAt: Instant | null): Promise<void> {
    if (availableAt === null) await tx.manager.delete(QueueDeliveryEntity, { id, leaseId });
    else await tx.manager.update(QueueDeliveryEntity, { id, leaseId }, { availableAt, leaseId: null });
  }
}
