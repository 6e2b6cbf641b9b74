import { Injectable } from '@nestjs/common';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { lockRows } from '../../../platform/database/locking.js';
import { deleteWhereIn, rowsWhereIn } from '../../../platform/database/rows.js';
import type { Condition } from '../../access/index.js';
import { ChangeEntity, CollectionEntity, WideningEntity } from './collection.entity.js';
import { FollowEntity } from '../following/follow.entity.js';
import { ItemEntity, SectionEntity } from '../outline/outline.entity.js';
import { ProposalEntity } from '../proposals/proposal.entity.js';

/** A collection as stored. */
export type CollectionRecord = { [K in keyof CollectionEntity]: CollectionEntity[K] };

/** Which instant a list goes by, latest first. */
export type OrderedBy = 'published_at' | 'updated_at' | 'trashed_at';
export interface ListPosition {
  at: Instant;
  id: Id;
}

@Injectable()
export class CollectionsRepository {
  async insert(tx: Tx, record: CollectionRecord): Promise<void> {
    await tx.manager.insert(CollectionEntity, record);
  }

  /** Reads a collection for changing it: locked until the unit ends. */
  lock(tx: Tx, id: Id): Promise<CollectionRecord | null> {
    return lockRows(
      tx,
      tx.manager.createQueryBuilder(CollectionEntity, 'c').where('c.id = :id', { id }),
    ).getOne();
  }

  /** Reads many for changing them, locked in the order of their ids. */
  lockAll(tx: Tx, ids: readonly Id[]): Promise<CollectionRecord[]> {
    return rowsWhereIn(tx, CollectionEntity, 'id', [...new Set(ids)].sort(), { lock: true });
  }

  async save(tx: Tx, record: CollectionRecord): Promise<void> {
    await tx.manager.update(CollectionEntity, { id: record.id }, record);
  }

  byIds(q: Queryable, ids: readonly Id[]): Promise<CollectionRecord[]> {
    return rowsWhereIn(q, CollectionEntity, 'id', ids);
  }

  /** Ids of those that satisfy every condition, latest first; at most `limit` behind `before`. */
  async page(
    q: Queryable,
    conditions: readonly Condition[],
    by: OrderedBy,
    before: ListPosition | null,
    limit: number,
  ): Promise<ListPosition[]> {
    const behind: Condition[] = before
      ? [
          {
            sql: `c.${by} <= ? AND (c.${by} < ? OR c.id < ?)`,
            parameters: [before.at, before.at, before.id],
          },
        ]
      : [];
    const all = [...conditions, ...behind];
    const rows = await q.manager.query<{ id: Id; at: number | string }[]>(
      `SELECT c.id AS id, c.${by} AS at FROM collection c WHERE ${all.map(({ sql }) => `(${sql})`).join(' AND ')} ` +
        `ORDER BY c.${by} DESC, c.id DESC LIMIT ${limit}`,
      all.flatMap(({ parameters }) => [...parameters]),
    );
    return rows.map(({ id, at }) => ({ id, at: Number(at) }));
  }

  /** Collections of these schools that somebody beyond the school may have a right to. */
  async ofSchools(q: Queryable, schoolIds: readonly Id[]): Promise<Id[]> {
    if (schoolIds.length === 0) return [];
    const rows = await q.manager.query<{ id: Id }[]>(
      `SELECT c.id AS id FROM collection c WHERE c.school_id IN (${schoolIds.map(() => '?').join(', ')}) AND c.trashed_at IS NULL ` +
        `AND (c.audience IS NOT NULL OR EXISTS (SELECT 1 FROM collection_grant g WHERE g.collection_id = c.id)) ORDER BY c.id`,
      [...schoolIds],
    );
    return rows.map((row) => row.id);
  }

  async trashedBefore(q: Queryable, before: Instant, limit: number): Promise<Id[]> {
    const rows = await q.manager.query<{ id: Id }[]>(
      `SELECT id FROM collection WHERE trashed_at < ? ORDER BY trashed_at LIMIT ${limit}`,
      [before],
    );
    return rows.map((row) => row.id);
  }

  /** Removes a collection with all that hangs on it but its rights. */
  async remove(tx: Tx, id: Id): Promise<void> {
    await deleteWhereIn(tx, ItemEntity, 'collectionId', [id]);
    await deleteWhereIn(tx, SectionEntity, 'collectionId', [id]);
    await deleteWhereIn(tx, ChangeEntity, 'collectionId', [id]);
    await deleteWhereIn(tx, WideningEntity, 'collectionId', [id]);
    await deleteWhereIn(tx, ProposalEntity, 'collectionId', [id]);
    await deleteWhereIn(tx, FollowEntity, 'collectionId', [id]);
    await deleteWhereIn(tx, CollectionEntity, 'id', [id]);
  }
}
