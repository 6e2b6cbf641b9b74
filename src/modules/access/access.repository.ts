import { In } from 'typeorm';
import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { AccessEntryEntity } from './access-entry.entity.js';
import { AccessPendingEntity } from './access-pending.entity.js';
import type { ObjectType } from './rights.js';

/** Ids per statement: SQLite and MySQL both take many parameters, but not without end. */
const CHUNK = 500;

export interface ListPosition {
  sortTime: Instant;
  id: Id;
}

@Injectable()
export class AccessRepository {
  /** Replaces every row of an object. */
  async replace(
    tx: Tx,
    type: ObjectType,
    id: Id,
    rows: Omit<AccessEntryEntity, 'objectType' | 'objectId'>[],
  ): Promise<void> {
    await tx.manager.delete(AccessEntryEntity, { objectType: type, objectId: id });
    for (let i = 0; i < rows.length; i += CHUNK) {
      await tx.manager.insert(
        AccessEntryEntity,
        rows.slice(i, i + CHUNK).map((row) => ({ ...row, objectType: type, objectId: id })),
      );
    }
  }

  entries(q: Queryable, type: ObjectType, ids: readonly Id[]): Promise<AccessEntryEntity[]> {
    return q.manager.find(AccessEntryEntity, { where: { objectType: type, objectId: In([...ids]) } });
  }

  /** The highest level that any of the principals holds now, per object; objects without one are left out. */
  async levels(
    q: Queryable,
    type: ObjectType,
    ids: readonly Id[],
    principals: readonly string[],
    now: Instant,
  ): Promise<Map<Id, number>> {
    const found = new Map<Id, number>();
    for (let i = 0; i < ids.length; i += CHUNK) {
      const chunk = ids.slice(i, i + CHUNK);
      const sql =
        `SELECT object_id AS id, MAX(level) AS level FROM access_entry WHERE object_type = ? AND object_id IN (${marks(chunk)}) ` +
        `AND principal IN (${marks(principals)}) AND ${WINDOW} GROUP BY object_id`;
      const rows = await query<{ id: Id; level: number }>(q, sql, [type, ...chunk, ...principals, now, now]);
      for (const row of rows) found.set(row.id, Number(row.level));
    }
    return found;
  }

  /**
   * Newest first: one ordered index scan per principal, merged. Each scan stops after `limit` rows, so the cost grows
   * with the number of principals, not of objects.
   */
  newest(
    q: Queryable,
    type: ObjectType,
    principals: readonly string[],
    now: Instant,
    before: ListPosition | null,
    limit: number,
  ): Promise<ListPosition[]> {
    const after = before ? 'AND sort_time <= ? AND (sort_time < ? OR object_id < ?)' : 'AND sort_time >= 0';
    const scan =
      `SELECT object_id AS id, sort_time AS sortTime FROM access_entry WHERE principal = ? AND object_type = ? ${after} AND sort_time >= 0 ` +
      `AND ${WINDOW} ORDER BY sort_time DESC, object_id DESC LIMIT ${limit}`;
    const position = before ? [before.sortTime, before.sortTime, before.id] : [];
    const scans = principals.map((_, i) => `SELECT id, sortTime FROM (${scan}) AS p${i}`).join(' UNION ');
    const sql = `SELECT id, sortTime FROM (${scans}) AS merged ORDER BY sortTime DESC, id DESC LIMIT ${limit}`;
    const parameters = principals.flatMap((p) => [p, type, ...position, now, now]);
    return query<ListPosition>(q, sql, parameters).then((rows) =>
      rows.map((r) => ({ id: r.id, sortTime: Number(r.sortTime) })),
    );
  }

  async putPending(tx: Tx, objectId: Id, rev: number, since: Instant): Promise<void> {
    await tx.manager.upsert(AccessPendingEntity, { objectId, rev, since }, ['objectId']);
  }

  /** Forgets what the index has confirmed; a newer revision that came meanwhile stays. */
  async confirm(tx: Tx, objectId: Id, rev: number): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .delete()
      .from(AccessPendingEntity)
      .where('object_id = :objectId AND rev <= :rev', { objectId, rev })
      .execute();
  }

  async pendingIds(q: Queryable): Promise<Id[]> {
    const rows = await query<{ id: Id }>(q, 'SELECT object_id AS id FROM access_pending', []);
    return rows.map((row) => row.id);
  }
}

/** The window of an entry, judged at the moment of reading; two parameters, both `now`. */
export const WINDOW =
  '(visible_from IS NULL OR visible_from <= ?) AND (visible_until IS NULL OR visible_until > ?)';

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');

function query<T>(q: Queryable, sql: string, parameters: unknown[]): Promise<T[]> {
  return q.manager.query(sql, parameters) as Promise<T[]>;
}
