import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';
import type { Condition } from '../../access/index.js';

/** A resource and a plan that shows it. */
export interface Shown {
  resourceId: Id;
  planId: Id;
}

/** Nothing is shown that was deleted, or taken from everybody's sight. */
const STANDS = `r.trashed_at IS NULL AND r.state <> 'withdrawn'`;
const DRAFTS = `FROM plan_lesson l JOIN resource r ON r.id = l.resource_id AND ${STANDS} WHERE l.state IN ('drafted', 'agreed')`;
const HANDED_IN = `FROM lesson_adaptation l JOIN resource r ON r.id = l.resource_id AND ${STANDS} WHERE l.handed_in_at IS NOT NULL`;

/** Which resources plans show to their people: drafts and agreed versions, and adaptations that were handed in. */
@Injectable()
export class ShownRepository {
  /** Plans that show a resource. */
  async plans(q: Queryable, resourceId: Id): Promise<Id[]> {
    const rows = await q.manager.query<{ planId: Id }[]>(
      `SELECT l.plan_id AS planId ${DRAFTS} AND l.resource_id = ? UNION SELECT l.plan_id AS planId ${HANDED_IN} AND l.resource_id = ?`,
      [resourceId, resourceId],
    );
    return rows.map((row) => row.planId);
  }

  /** Who wrote what a plan shows. */
  async authors(q: Queryable, planId: Id): Promise<Id[]> {
    const rows = await q.manager.query<{ userId: Id }[]>(
      `SELECT r.author_id AS userId ${DRAFTS} AND l.plan_id = ? UNION SELECT r.author_id AS userId ${HANDED_IN} AND l.plan_id = ?`,
      [planId, planId],
    );
    return rows.map((row) => row.userId);
  }

  /** Resources of these schools that are shown by plans of a condition on `l.plan_id`. */
  async resources(q: Queryable, plans: Condition, schoolIds: readonly Id[]): Promise<Shown[]> {
    if (schoolIds.length === 0) return [];
    const where = `AND ${plans.sql} AND r.school_id IN (${schoolIds.map(() => '?').join(', ')})`;
    const select = 'SELECT l.resource_id AS resourceId, l.plan_id AS planId';
    const parameters = [...plans.parameters, ...schoolIds];
    return q.manager.query<Shown[]>(`${select} ${DRAFTS} ${where} UNION ${select} ${HANDED_IN} ${where}`, [
      ...parameters,
      ...parameters,
    ]);
  }
}
