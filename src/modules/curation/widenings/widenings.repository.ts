import { Injectable } from '@nestjs/common';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import { WideningEntity } from '../collections/collection.entity.js';

export type WideningRecord = { [K in keyof WideningEntity]: WideningEntity[K] };

/** What owners were asked for the sake of collections. */
@Injectable()
export class WideningsRepository {
  async insert(tx: Tx, rows: readonly WideningRecord[]): Promise<void> {
    await insertRows(tx, WideningEntity, rows);
  }

  /** Since when something is being asked about each of the resources. */
  async openFor(q: Queryable, collectionId: Id, resourceIds: readonly Id[]): Promise<Map<Id, Instant>> {
    if (resourceIds.length === 0) return new Map();
    const rows = await rowsWhereIn(q, WideningEntity, 'resourceId', resourceIds, { and: { collectionId } });
    const open = rows.filter((row) => row.settledAt === null);
    return new Map(open.map((row) => [row.resourceId, row.askedAt]));
  }

  /** What somebody was asked and has not settled, latest first; at most `limit`. */
  openOf(q: Queryable, ownerId: Id, limit: number): Promise<WideningRecord[]> {
    return q.manager
      .createQueryBuilder(WideningEntity, 'w')
      .where('w.owner_id = :ownerId AND w.settled_at IS NULL', { ownerId })
      .orderBy('w.askedAt', 'DESC')
      .addOrderBy('w.id', 'DESC')
      .limit(limit)
      .getMany();
  }

  async find(q: Queryable, id: Id): Promise<WideningRecord | null> {
    return (await this.byIds(q, [id]))[0] ?? null;
  }

  byIds(q: Queryable, ids: readonly Id[]): Promise<WideningRecord[]> {
    return rowsWhereIn(q, WideningEntity, 'id', ids);
  }

  /** Settles what was asked about a resource for a collection, for everybody who was asked. */
  async settle(tx: Tx, { collectionId, resourceId }: WideningRecord, settledAt: Instant): Promise<void> {
    await tx.manager.query(
      'UPDATE widening SET settled_at = ? WHERE collection_id = ? AND resource_id = ? AND settled_at IS NULL',
      [settledAt, collectionId, resourceId],
    );
  }
}
