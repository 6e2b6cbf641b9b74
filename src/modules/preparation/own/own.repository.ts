import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import { AdaptationEntity, ReflectionEntity } from './own.entity.js';

/** As stored. */
export type AdaptationRecord = { [K in keyof AdaptationEntity]: AdaptationEntity[K] };
export type ReflectionRecord = { [K in keyof ReflectionEntity]: ReflectionEntity[K] };

/** How many people have one of a lesson, and whether somebody in particular is among them. */
export interface OwnCount {
  people: number;
  mine: boolean;
}

/** An adaptation whose resource was deleted is none. */
const LIVING = 'JOIN resource r ON r.id = a.resource_id AND r.trashed_at IS NULL';

/** What each teacher makes of a lesson: their own version, and what they think of it afterwards. Nothing here asks for rights. */
@Injectable()
export class OwnRepository {
  async putAdaptation(tx: Tx, record: AdaptationRecord): Promise<void> {
    const { lessonId, userId } = record;
    await tx.manager.delete(AdaptationEntity, { lessonId, userId });
    await insertRows(tx, AdaptationEntity, [record]);
  }

  async handIn(tx: Tx, { lessonId, userId }: AdaptationRecord, handedInAt: number | null): Promise<void> {
    await tx.manager.update(AdaptationEntity, { lessonId, userId }, { handedInAt });
  }

  /** Somebody's own version of a lesson, if its resource is there. */
  async adaptation(q: Queryable, lessonId: Id, userId: Id): Promise<AdaptationRecord | null> {
    return (await this.adaptations(q, lessonId)).find((one) => one.userId === userId) ?? null;
  }

  /** Of one lesson, those whose resources are there, in the order in which they were made. */
  async adaptations(q: Queryable, lessonId: Id): Promise<AdaptationRecord[]> {
    const rows = await q.manager.query<{ userId: Id }[]>(
      `SELECT a.user_id AS userId FROM lesson_adaptation a ${LIVING} WHERE a.lesson_id = ?`,
      [lessonId],
    );
    const living = new Set(rows.map((row) => row.userId));
    const all = await rowsWhereIn(q, AdaptationEntity, 'lessonId', [lessonId], { order: ['at', 'userId'] });
    return all.filter((one) => living.has(one.userId));
  }

  async saveReflection(tx: Tx, record: ReflectionRecord): Promise<void> {
    await tx.manager.upsert(ReflectionEntity, record, ['lessonId', 'userId']);
  }

  /** False when there was none. */
  async removeReflection(tx: Tx, lessonId: Id, userId: Id): Promise<boolean> {
    return (await tx.manager.delete(ReflectionEntity, { lessonId, userId })).affected === 1;
  }

  reflection(q: Queryable, lessonId: Id, userId: Id): Promise<ReflectionRecord | null> {
    return q.manager.findOneBy(ReflectionEntity, { lessonId, userId });
  }

  /** Of one lesson, in the order in which they were written. */
  reflections(q: Queryable, lessonId: Id): Promise<ReflectionRecord[]> {
    return rowsWhereIn(q, ReflectionEntity, 'lessonId', [lessonId], { order: ['at', 'userId'] });
  }

  /** Of which lessons of these plans somebody has their own version, and has written a reflection. */
  async mine(
    q: Queryable,
    planIds: readonly Id[],
    userId: Id,
  ): Promise<{ adapted: Set<Id>; reflected: Set<Id> }> {
    const of = async (from: string) => {
      if (planIds.length === 0) return new Set<Id>();
      const rows = await q.manager.query<{ id: Id }[]>(
        `SELECT a.lesson_id AS id FROM ${from} WHERE a.user_id = ? AND a.plan_id IN (${planIds.map(() => '?').join(', ')})`,
        [userId, ...planIds],
      );
      return new Set(rows.map((row) => row.id));
    };
    return {
      adapted: await of(`lesson_adaptation a ${LIVING}`),
      reflected: await of('lesson_reflection a'),
    };
  }

  /** By lesson; lessons of which nobody has one are left out. */
  adapted(q: Queryable, planId: Id, userId: Id): Promise<Map<Id, OwnCount>> {
    return this.counted(q, `lesson_adaptation a ${LIVING}`, planId, userId);
  }

  reflected(q: Queryable, planId: Id, userId: Id): Promise<Map<Id, OwnCount>> {
    return this.counted(q, 'lesson_reflection a', planId, userId);
  }

  /** Who has one of which lesson of a plan. */
  adapters(q: Queryable, planId: Id): Promise<{ lessonId: Id; userId: Id }[]> {
    return this.whose(q, `lesson_adaptation a ${LIVING}`, planId);
  }

  reflecters(q: Queryable, planId: Id): Promise<{ lessonId: Id; userId: Id }[]> {
    return this.whose(q, 'lesson_reflection a', planId);
  }

  private async counted(q: Queryable, from: string, planId: Id, userId: Id): Promise<Map<Id, OwnCount>> {
    const rows = await q.manager.query<{ id: Id; people: number | string; mine: number | string }[]>(
      `SELECT a.lesson_id AS id, COUNT(*) AS people, MAX(CASE WHEN a.user_id = ? THEN 1 ELSE 0 END) AS mine ` +
        `FROM ${from} WHERE a.plan_id = ? GROUP BY a.lesson_id`,
      [userId, planId],
    );
    return new Map(
      rows.map(({ id, people, mine }) => [id, { people: Number(people), mine: Number(mine) === 1 }]),
    );
  }

  private whose(q: Queryable, from: string, planId: Id): Promise<{ lessonId: Id; userId: Id }[]> {
    return q.manager.query<{ lessonId: Id; userId: Id }[]>(
      `SELECT a.lesson_id AS lessonId, a.user_id AS userId FROM ${from} WHERE a.plan_id = ?`,
      [planId],
    );
  }
}
