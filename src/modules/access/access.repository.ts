import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { deleteWhereIn, insertRows, rowsWhereIn } from '../../platform/database/rows.js';
import { AccessEntryEntity } from './access-entry.entity.js';
import { AccessPendingEntity } from './access-pending.entity.js';
import type { AccessSource, ObjectType } from './rights.js';

/** Ids per statement: SQLite and MySQL both take many parameters, but not without end. */
const CHUNK = 500;

export interface ListPosition {
  sortTime: Instant;
  id: Id;
}

/** An entry that holds at the instant asked for. */
export interface CurrentEntry {
  id: Id;
  principal: string;
  source: string;
  level: number;
  /** the end of its window */
  until: Instant | null;
}

/** A condition in SQL with what its question marks stand for. */
export interface Condition {
  sql: string;
  parameters: readonly unknown[];
}

@Injectable()
export class AccessRepository {
  /** Replaces every row of an object, or those of one source. */
  async replace(
    tx: Tx,
    type: ObjectType,
    id: Id,
    rows: Omit<AccessEntryEntity, 'objectType' | 'objectId'>[],
    source?: string,
  ): Promise<void> {
    const of = { objectType: type, objectId: id, ...(source === undefined ? {} : { source }) };
    await tx.manager.delete(AccessEntryEntity, of);
    for (let i = 0; i < rows.length; i += CHUNK) {
      await tx.manager.insert(
        AccessEntryEntity,
        rows.slice(i, i + CHUNK).map((row) => ({ ...row, objectType: type, objectId: id })),
      );
    }
  }

  /** Replaces the rows that objects have for these reasons; the other rows stay. */
  async replaceSources(
    tx: Tx,
    type: ObjectType,
    ids: readonly Id[],
    sources: readonly string[],
    rows: readonly Omit<AccessEntryEntity, 'objectType'>[],
  ): Promise<void> {
    await deleteWhereIn(tx, AccessEntryEntity, 'objectId', ids, {
      sql: `object_type = ? AND source IN (${marks(sources)})`,
      parameters: [type, ...sources],
    });
    await insertRows(
      tx,
      AccessEntryEntity,
      rows.map((row) => ({ ...row, objectType: type })),
    );
  }

  entries(q: Queryable, type: ObjectType, ids: readonly Id[]): Promise<AccessEntryEntity[]> {
    return rowsWhereIn(q, AccessEntryEntity, 'objectId', ids, { and: { objectType: type } });
  }

  /**
   * The highest level that any of the principals holds now, for one of these reasons if any are given, per object; objects
   * without one are left out.
   */
  async levels(
    q: Queryable,
    type: ObjectType,
    ids: readonly Id[],
    principals: readonly string[],
    now: Instant,
    sources: readonly AccessSource[] = [],
  ): Promise<Map<Id, number>> {
    const reason = sources.length === 0 ? '' : `AND source IN (${marks(sources)}) `;
    const found = new Map<Id, number>();
    for (let i = 0; i < ids.length; i += CHUNK) {
      const chunk = ids.slice(i, i + CHUNK);
      const sql =
        `SELECT object_id AS id, MAX(level) AS level FROM access_entry WHERE object_type = ? AND object_id IN (${marks(chunk)}) ` +
        `AND principal IN (${marks(principals)}) ${reason}AND ${WINDOW} GROUP BY object_id`;
      const parameters = [type, ...chunk, ...principals, ...sources, now, now];
      const rows = await query<{ id: Id; level: number }>(q, sql, parameters);
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

  /** The entries of one object that hold now. */
  async current(q: Queryable, type: ObjectType, id: Id, now: Instant): Promise<CurrentEntry[]> {
    const sql = `SELECT object_id AS id, principal, source, level, visible_until AS until FROM access_entry WHERE object_type = ? AND object_id = ? AND ${WINDOW}`;
    return (await query<CurrentEntry>(q, sql, [type, id, now, now])).map(entryOf);
  }

  /** The entries of these objects that any of the principals holds now. */
  async currentFor(
    q: Queryable,
    type: ObjectType,
    ids: readonly Id[],
    principals: readonly string[],
    now: Instant,
  ): Promise<CurrentEntry[]> {
    if (ids.length === 0) return [];
    const sql =
      `SELECT object_id AS id, principal, source, level, visible_until AS until FROM access_entry WHERE object_type = ? AND object_id IN (${marks(ids)}) ` +
      `AND principal IN (${marks(principals)}) AND ${WINDOW}`;
    return (await query<CurrentEntry>(q, sql, [type, ...ids, ...principals, now, now])).map(entryOf);
  }

  /** Ids of what any of the principals holds now, latest made first; `among` is a condition on `e.object_id`. */
  async heldBy(
    q: Queryable,
    type: ObjectType,
    principals: readonly string[],
    now: Instant,
    among: Condition,
    beforeId: Id | null,
    limit: number,
  ): Promise<Id[]> {
    const before = beforeId === null ? '' : 'AND e.object_id < ?';
    const rows = await query<{ id: Id }>(
      q,
      `SELECT DISTINCT e.object_id AS id FROM access_entry e WHERE e.principal IN (${marks(principals)}) AND e.object_type = ? ` +
        `AND ${WINDOW} AND ${among.sql} ${before} ORDER BY e.object_id DESC LIMIT ${limit}`,
      [...principals, type, now, now, ...among.parameters, ...(beforeId === null ? [] : [beforeId])],
    );
    return rows.map((row) => row.id);
  }

  /**
   * Ids of what any of the principals is shown now or later, for one of these reasons and under a condition on
   * `e.object_id`; for figures, so all of them.
   */
  async shownTo(
    q: Queryable,
    type: ObjectType,
    sources: readonly string[],
    principals: readonly string[],
    now: Instant,
    among: Condition,
  ): Promise<Set<Id>> {
    const found = new Set<Id>();
    for (let i = 0; i < principals.length; i += CHUNK) {
      const chunk = principals.slice(i, i + CHUNK);
      const rows = await query<{ id: Id }>(
        q,
        `SELECT DISTINCT e.object_id AS id FROM access_entry e WHERE e.principal IN (${marks(chunk)}) AND e.object_type = ? ` +
          `AND e.source IN (${marks(sources)}) AND (e.visible_until IS NULL OR e.visible_until > ?) AND ${among.sql}`,
        [...chunk, type, ...sources, now, ...among.parameters],
      );
      for (const row of rows) found.add(row.id);
    }
    return found;
  }

  /**
   * How many objects the principals hold now for each source (of an audience: and kind of principal), and how many
   * they are together; nothing is counted twice.
   */
  async countHeld(
    q: Queryable,
    type: ObjectType,
    principals: readonly string[],
    now: Instant,
    among: Condition,
  ): Promise<{ each: { source: string; kind: string; things: number }[]; total: number }> {
    const kind = `CASE WHEN e.source = 'audience' THEN SUBSTR(e.principal, 1, 1) ELSE '' END`;
    const from =
      `FROM access_entry e WHERE e.principal IN (${marks(principals)}) AND e.object_type = ? ` +
      `AND ${WINDOW} AND ${among.sql}`;
    const parameters = [...principals, type, now, now, ...among.parameters];
    const each = await query<{ source: string; kind: string; things: number | string }>(
      q,
      `SELECT e.source AS source, ${kind} AS kind, COUNT(DISTINCT e.object_id) AS things ${from} GROUP BY e.source, ${kind}`,
      parameters,
    );
    const [sum] = await query<{ things: number | string }>(
      q,
      `SELECT COUNT(DISTINCT e.object_id) AS things ${from}`,
      parameters,
    );
    return {
      each: each.map((row) => ({ ...row, things: Number(row.things) })),
      total: Number(sum?.things ?? 0),
    };
  }

  /** Ids of objects to which one of the principals holds a right for this reason now, latest made first. */
  async bySource(
    q: Queryable,
    type: ObjectType,
    source: string,
    principals: readonly string[],
    now: Instant,
    beforeId: Id | null,
    limit: number,
  ): Promise<Id[]> {
    const before = beforeId === null ? '' : 'AND object_id < ?';
    const rows = await query<{ id: Id }>(
      q,
      `SELECT DISTINCT object_id AS id FROM access_entry WHERE principal IN (${marks(principals)}) AND object_type = ? AND source = ? AND ${WINDOW} ${before} ` +
        `ORDER BY object_id DESC LIMIT ${limit}`,
      [...principals, type, source, now, now, ...(beforeId === null ? [] : [beforeId])],
    );
    return rows.map((row) => row.id);
  }

  async putPending(tx: Tx, objectId: Id, rev: number, since: Instant): Promise<void> {
    await tx.manager.upsert(AccessPendingEntity, { objectId, rev, since }, ['objectId']);
  }

  async putAllPending(tx: Tx, revs: ReadonlyMap<Id, number>, since: Instant): Promise<void> {
    await deleteWhereIn(tx, AccessPendingEntity, 'objectId', [...revs.keys()]);
    await insertRows(
      tx,
      AccessPendingEntity,
      [...revs].map(([objectId, rev]) => ({ objectId, rev, since })),
    );
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

  async pendingRevs(q: Queryable, ids: readonly Id[]): Promise<Map<Id, number>> {
    const rows = await rowsWhereIn(q, AccessPendingEntity, 'objectId', ids);
    return new Map(rows.map((row) => [row.objectId, row.rev]));
  }

  async pendingIds(q: Queryable, limit: number): Promise<Id[]> {
    const end = Number.isFinite(limit) ? ` LIMIT ${limit}` : '';
    const rows = await query<{ id: Id }>(q, `SELECT object_id AS id FROM access_pending${end}`, []);
    return rows.map((row) => row.id);
  }
}

/** The window of an entry, judged at the moment of reading; two parameters, both `now`. */
export const WINDOW =
  '(visible_from IS NULL OR visible_from <= ?) AND (visible_until IS NULL OR visible_until > ?)';

const entryOf = (row: CurrentEntry): CurrentEntry => ({
  ...row,
  level: Number(row.level),
  until: row.until === null ? null : Number(row.until),
});

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');

function query<T>(q: Queryable, sql: string, parameters: unknown[]): Promise<T[]> {
  return q.manager.query(sql, parameters) as Promise<T[]>;
}
