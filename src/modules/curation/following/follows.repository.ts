import { Injectable } from '@nestjs/common';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { deleteWhereIn, insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import type { Condition } from '../../access/index.js';
import { FollowEntity } from './follow.entity.js';

export type FollowRecord = { [K in keyof FollowEntity]: FollowEntity[K] };

/** Who follows which collection. Nothing here asks for rights. */
@Injectable()
export class FollowsRepository {
  async insert(tx: Tx, record: FollowRecord): Promise<void> {
    await insertRows(tx, FollowEntity, [record]);
  }

  async remove(tx: Tx, collectionId: Id, userId: Id): Promise<void> {
    const and = { sql: 'user_id = ?', parameters: [userId] };
    await deleteWhereIn(tx, FollowEntity, 'collectionId', [collectionId], and);
  }

  /** Those of the collections that the person follows. */
  async among(q: Queryable, userId: Id, collectionIds: readonly Id[]): Promise<Set<Id>> {
    const rows = await rowsWhereIn(q, FollowEntity, 'collectionId', collectionIds, { and: { userId } });
    return new Set(rows.map((row) => row.collectionId));
  }

  /** How many the person follows of those that satisfy a condition on `f.collection_id`. */
  async count(q: Queryable, userId: Id, among: Condition): Promise<number> {
    const [row] = await q.manager.query<{ follows: number | string }[]>(
      `SELECT COUNT(*) AS follows FROM collection_follow f WHERE f.user_id = ? AND ${among.sql}`,
      [userId, ...among.parameters],
    );
    return Number(row?.follows ?? 0);
  }

  async anybody(q: Queryable, collectionId: Id): Promise<boolean> {
    return q.manager.existsBy(FollowEntity, { collectionId });
  }

  /** In the order of their ids; at most `limit` behind `afterId`. */
  async page(q: Queryable, collectionId: Id, afterId: Id | null, limit: number): Promise<FollowRecord[]> {
    const query = q.manager
      .createQueryBuilder(FollowEntity, 'f')
      .where('f.collection_id = :collectionId', { collectionId })
      .orderBy('f.user_id')
      .limit(limit);
    if (afterId !== null) query.andWhere('f.user_id > :afterId', { afterId });
    return query.getMany();
  }

  /** These followers have heard of everything before `until`. */
  async hear(tx: Tx, collectionId: Id, userIds: readonly Id[], until: Instant): Promise<void> {
    if (userIds.length === 0) return;
    await tx.manager.query(
      `UPDATE collection_follow SET heard_until = ? WHERE collection_id = ? AND heard_until < ? AND user_id IN (${userIds.map(() => '?').join(', ')})`,
      [until, collectionId, until, ...userIds],
    );
  }
}

/** A condition on `<column>` (a collection id) that holds for what the person follows. */
export const followedBy = (userId: Id, column: string): Condition => ({
  sql: `${column} IN (SELECT f.collection_id FROM collection_follow f WHERE f.user_id = ?)`,
  parameters: [userId],
});
