import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { positionsAnew, positionsBetween } from './positions.js';
import type { Place } from '../collections/undo.js';

/** The two kinds of ordered rows: sections in a collection, items in a section. */
const LISTS = {
  sections: { table: 'collection_section', list: 'collection_id' },
  items: { table: 'collection_item', list: 'section_id' },
} as const;
export type Rows = keyof typeof LISTS;

/** Rows per statement where each has its own value. */
const CHUNK = 400;

/**
 * The order of rows in their list. A row has a number between those of its neighbours, so moving one writes one; only
 * where no number is left between two, the whole list is spread anew. Rows that were taken away keep their place.
 */
@Injectable()
export class OrderRepository {
  /**
   * Positions for `count` rows behind another (null: at the beginning; undefined: at the end). Null when `afterId` is
   * not in the list.
   */
  async positions(
    tx: Tx,
    rows: Rows,
    listId: Id,
    afterId: Id | null | undefined,
    count: number,
  ): Promise<number[] | null> {
    const between = await this.neighbours(tx, rows, listId, afterId);
    if (between === null) return null;
    const found = positionsBetween(between.left, between.right, count);
    if (found) return found;
    await this.spread(tx, rows, listId, afterId, count);
    const after = await this.neighbours(tx, rows, listId, afterId);
    return after && positionsBetween(after.left, after.right, count);
  }

  /** Puts rows, in order, behind another in a list. False when `afterId` is not in the list. */
  async place(tx: Tx, rows: Rows, ids: readonly Id[], listId: Id, afterId: Id | null): Promise<boolean> {
    const positions = await this.positions(tx, rows, listId, afterId, ids.length);
    if (!positions) return false;
    await this.write(
      tx,
      rows,
      ids.map((id, i) => ({ id, position: positions[i]! })),
      listId,
    );
    return true;
  }

  /** Where rows stand now, in order: each behind which, those that were taken away counted. */
  async places(q: Queryable, rows: Rows, ids: readonly Id[]): Promise<Place[]> {
    const { table, list } = LISTS[rows];
    const marks = ids.map(() => '?').join(', ');
    const found = await q.manager.query<Place[]>(
      `SELECT p.id AS id, p.list AS listId, p.before_id AS afterId FROM (SELECT id, ${list} AS list, position, ` +
        `LAG(id) OVER (PARTITION BY ${list} ORDER BY position, id) AS before_id FROM ${table} ` +
        `WHERE ${list} IN (SELECT t.${list} FROM ${table} t WHERE t.id IN (${marks}))) p ` +
        `WHERE p.id IN (${marks}) ORDER BY p.list, p.position, p.id`,
      [...ids, ...ids],
    );
    return found.map(({ id, listId, afterId }) => ({ id, listId, afterId }));
  }

  private async neighbours(
    tx: Tx,
    rows: Rows,
    listId: Id,
    afterId: Id | null | undefined,
  ): Promise<{ left: number | null; right: number | null } | null> {
    const { table, list } = LISTS[rows];
    const one = async (sql: string, parameters: unknown[]) => {
      const [row] = await tx.manager.query<{ position: number | null }[]>(sql, parameters);
      return row?.position ?? null;
    };
    if (afterId === undefined) {
      const sql = `SELECT MAX(position) AS position FROM ${table} WHERE ${list} = ?`;
      return { left: await one(sql, [listId]), right: null };
    }
    let left: number | null = null;
    if (afterId !== null) {
      left = await one(`SELECT position FROM ${table} WHERE ${list} = ? AND id = ?`, [listId, afterId]);
      if (left === null) return null;
    }
    const behind = `SELECT MIN(position) AS position FROM ${table} WHERE ${list} = ? AND position > ?`;
    return { left, right: await one(behind, [listId, left ?? 0]) };
  }

  /** Numbers a list anew, with room for `count` rows behind one of them. */
  private async spread(
    tx: Tx,
    rows: Rows,
    listId: Id,
    afterId: Id | null | undefined,
    count: number,
  ): Promise<void> {
    const { table, list } = LISTS[rows];
    const present = await tx.manager.query<{ id: Id }[]>(
      `SELECT id FROM ${table} WHERE ${list} = ? ORDER BY position, id`,
      [listId],
    );
    const at = afterId == null ? 0 : present.findIndex(({ id }) => id === afterId) + 1;
    const positions = positionsAnew(present.length + count);
    await this.write(
      tx,
      rows,
      present.map(({ id }, i) => ({
        id,
        position: positions[i < at || afterId === undefined ? i : i + count]!,
      })),
    );
  }

  private async write(
    tx: Tx,
    rows: Rows,
    changes: readonly { id: Id; position: number }[],
    listId?: Id,
  ): Promise<void> {
    const { table, list } = LISTS[rows];
    const moved = listId === undefined ? '' : `, ${list} = ?`;
    for (let i = 0; i < changes.length; i += CHUNK) {
      const chunk = changes.slice(i, i + CHUNK);
      await tx.manager.query(
        `UPDATE ${table} SET position = CASE id ${chunk.map(() => 'WHEN ? THEN ?').join(' ')} ELSE position END${moved} ` +
          `WHERE id IN (${chunk.map(() => '?').join(', ')})`,
        [
          ...chunk.flatMap(({ id, position }) => [id, position]),
          ...(listId === undefined ? [] : [listId]),
          ...chunk.map(({ id }) => id),
        ],
      );
    }
  }
}
