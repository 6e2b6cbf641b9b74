import { Injectable } from '@nestjs/common';
import type { PlanState } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { lockRows } from '../../../platform/database/locking.js';
import { deleteWhereIn, insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import type { Condition } from '../../access/index.js';
import { PlanEntity } from './plan.entity.js';
import type { Day } from './terms.js';

/** A plan as stored. */
export type PlanRecord = Omit<{ [K in keyof PlanEntity]: PlanEntity[K] }, 'state'> & { state: PlanState };

/** Where a list of plans goes on: running ones first, then those being prepared, closed ones last. */
export interface PlanPosition {
  rank: number;
  startsOn: Day;
  id: Id;
}

const RANK = `CASE p.state WHEN 'running' THEN 0 WHEN 'preparing' THEN 1 ELSE 2 END`;

@Injectable()
export class PlansRepository {
  async insert(tx: Tx, record: PlanRecord): Promise<void> {
    await insertRows(tx, PlanEntity, [record]);
  }

  /** Reads a plan for changing it: locked until the unit ends. */
  async lock(tx: Tx, id: Id): Promise<PlanRecord | null> {
    const query = tx.manager.createQueryBuilder(PlanEntity, 'p').where('p.id = :id', { id });
    return (await lockRows(tx, query).getOne()) as PlanRecord | null;
  }

  /** Reads many for changing them, locked in the order of their ids. */
  async lockAll(tx: Tx, ids: readonly Id[]): Promise<PlanRecord[]> {
    return (await rowsWhereIn(tx, PlanEntity, 'id', [...new Set(ids)].sort(), {
      lock: true,
    })) as PlanRecord[];
  }

  async save(tx: Tx, record: PlanRecord): Promise<void> {
    await tx.manager.update(PlanEntity, { id: record.id }, record);
  }

  async byIds(q: Queryable, ids: readonly Id[]): Promise<PlanRecord[]> {
    return (await rowsWhereIn(q, PlanEntity, 'id', ids)) as PlanRecord[];
  }

  /** Positions of those that satisfy the conditions, behind `after`; at most `limit`. */
  async page(
    q: Queryable,
    conditions: readonly Condition[],
    after: PlanPosition | null,
    limit: number,
  ): Promise<PlanPosition[]> {
    const behind = after
      ? {
          sql: `(${RANK} > ? OR (${RANK} = ? AND (p.starts_on < ? OR (p.starts_on = ? AND p.id < ?))))`,
          parameters: [after.rank, after.rank, after.startsOn, after.startsOn, after.id],
        }
      : null;
    const all = behind ? [...conditions, behind] : conditions;
    const rows = await q.manager.query<{ id: Id; startsOn: Day; place: number | string }[]>(
      `SELECT p.id AS id, p.starts_on AS startsOn, ${RANK} AS place FROM plan p ` +
        `WHERE ${all.map(({ sql }) => `(${sql})`).join(' AND ')} ` +
        `ORDER BY ${RANK}, p.starts_on DESC, p.id DESC LIMIT ${limit}`,
      all.flatMap(({ parameters }) => [...parameters]),
    );
    return rows.map(({ id, startsOn, place }) => ({ id, startsOn, rank: Number(place) }));
  }

  /** Running plans that satisfy a condition, the latest begun first; at most `limit`. */
  async running(q: Queryable, condition: Condition, limit: number): Promise<PlanRecord[]> {
    const rows = await q.manager.query<{ id: Id }[]>(
      `SELECT p.id AS id FROM plan p WHERE p.state = 'running' AND ${condition.sql} ` +
        `ORDER BY p.starts_on DESC, p.id DESC LIMIT ${limit}`,
      [...condition.parameters],
    );
    return this.byIds(
      q,
      rows.map((row) => row.id),
    );
  }

  /** Plans of these schools that somebody beyond the school may have a right to: all of them. */
  async ofSchools(q: Queryable, schoolIds: readonly Id[]): Promise<Id[]> {
    const rows = await rowsWhereIn(q, PlanEntity, 'schoolId', schoolIds);
    return rows.map((row) => row.id).sort();
  }

  async remove(tx: Tx, id: Id): Promise<void> {
    await deleteWhereIn(tx, PlanEntity, 'id', [id]);
  }
}
