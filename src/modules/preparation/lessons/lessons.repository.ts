import { Injectable } from '@nestjs/common';
import type { LessonState } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { lockRows } from '../../../platform/database/locking.js';
import { deleteWhereIn, insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import { LessonEntity, LessonEventEntity } from './lesson.entity.js';

/** A lesson as stored. */
export type LessonRecord = Omit<{ [K in keyof LessonEntity]: LessonEntity[K] }, 'state'> & {
  state: LessonState;
};
/** Something that happened to one, as stored. */
export type LessonEventRecord = { [K in keyof LessonEventEntity]: LessonEventEntity[K] };

/** Of lessons that are not dropped. */
export interface LessonCounts {
  all: number;
  drafted: number;
  agreed: number;
}

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');

/** The lessons of plans, and what happened to them. Nothing here asks for rights. */
@Injectable()
export class LessonsRepository {
  async insert(tx: Tx, records: readonly LessonRecord[]): Promise<void> {
    await insertRows(tx, LessonEntity, records);
  }

  async insertEvents(tx: Tx, events: readonly LessonEventRecord[]): Promise<void> {
    await insertRows(tx, LessonEventEntity, events);
  }

  /** Reads a lesson for changing it: locked until the unit ends. */
  async lock(tx: Tx, id: Id): Promise<LessonRecord | null> {
    const query = tx.manager.createQueryBuilder(LessonEntity, 'l').where('l.id = :id', { id });
    return (await lockRows(tx, query).getOne()) as LessonRecord | null;
  }

  async save(tx: Tx, id: Id, change: Partial<LessonRecord>): Promise<void> {
    await tx.manager.update(LessonEntity, { id }, change);
  }

  async byIds(q: Queryable, ids: readonly Id[]): Promise<LessonRecord[]> {
    return (await rowsWhereIn(q, LessonEntity, 'id', ids)) as LessonRecord[];
  }

  /** Of plans, by week and in their order within it. */
  async ofPlans(q: Queryable, planIds: readonly Id[]): Promise<LessonRecord[]> {
    return (await rowsWhereIn(q, LessonEntity, 'planId', planIds, {
      order: ['week', 'position', 'id'],
    })) as LessonRecord[];
  }

  /** How many lessons plans have; those without any are left out. */
  async counts(q: Queryable, planIds: readonly Id[]): Promise<Map<Id, LessonCounts>> {
    if (planIds.length === 0) return new Map();
    const rows = await q.manager.query<{ id: Id; state: LessonState; lessons: number | string }[]>(
      `SELECT plan_id AS id, state, COUNT(*) AS lessons FROM plan_lesson WHERE plan_id IN (${marks(planIds)}) GROUP BY plan_id, state`,
      [...planIds],
    );
    const found = new Map<Id, LessonCounts>();
    for (const { id, state, lessons } of rows) {
      const counts = found.get(id) ?? { all: 0, drafted: 0, agreed: 0 };
      if (state !== 'dropped') counts.all += Number(lessons);
      if (state === 'drafted' || state === 'agreed') counts[state] += Number(lessons);
      found.set(id, counts);
    }
    return found;
  }

  /** Those of the plans for a lesson of which a draft was laid, now or before. */
  async laid(q: Queryable, planIds: readonly Id[]): Promise<Set<Id>> {
    if (planIds.length === 0) return new Set();
    const rows = await q.manager.query<{ id: Id }[]>(
      `SELECT DISTINCT plan_id AS id FROM lesson_event WHERE plan_id IN (${marks(planIds)}) AND act = 'lay'`,
      [...planIds],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** What happened to a lesson, in its order. */
  events(q: Queryable, lessonId: Id): Promise<LessonEventRecord[]> {
    return rowsWhereIn(q, LessonEventEntity, 'lessonId', [lessonId], { order: ['id'] });
  }

  /** Whether a resource is the agreed version of a lesson in a plan that runs: nobody prepares by one that is closed. */
  async isAgreed(q: Queryable, resourceId: Id): Promise<boolean> {
    const rows = await q.manager.query<object[]>(
      `SELECT 1 FROM plan_lesson l JOIN plan p ON p.id = l.plan_id AND p.state = 'running' WHERE l.resource_id = ? AND l.state = 'agreed' LIMIT 1`,
      [resourceId],
    );
    return rows.length > 0;
  }

  /** Removes the lessons of a plan with what happened to them. */
  async removeOf(tx: Tx, planId: Id): Promise<void> {
    const ids = (await this.ofPlans(tx, [planId])).map((lesson) => lesson.id);
    await deleteWhereIn(tx, LessonEventEntity, 'lessonId', ids);
    await deleteWhereIn(tx, LessonEntity, 'id', ids);
  }
}
