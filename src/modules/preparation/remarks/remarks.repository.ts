import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import { RemarkEntity } from './remark.entity.js';

/** A remark, or an answer to one, as stored. */
export type RemarkRecord = { [K in keyof RemarkEntity]: RemarkEntity[K] };

/** What is said about drafts. Nothing here asks for rights. */
@Injectable()
export class RemarksRepository {
  async insert(tx: Tx, record: RemarkRecord): Promise<void> {
    await insertRows(tx, RemarkEntity, [record]);
  }

  async update(tx: Tx, id: Id, change: Partial<Omit<RemarkRecord, 'anchor'>>): Promise<void> {
    await tx.manager.update(RemarkEntity, { id }, change);
  }

  async remove(tx: Tx, id: Id): Promise<void> {
    await tx.manager.delete(RemarkEntity, { id });
  }

  find(q: Queryable, id: Id): Promise<RemarkRecord | null> {
    return q.manager.findOneBy(RemarkEntity, { id });
  }

  /** Of one lesson, answers among them, in the order in which they were written. */
  ofLesson(q: Queryable, lessonId: Id): Promise<RemarkRecord[]> {
    return rowsWhereIn(q, RemarkEntity, 'lessonId', [lessonId], { order: ['id'] });
  }

  /** One thread: the first one and its answers. */
  async thread(q: Queryable, id: Id): Promise<RemarkRecord[]> {
    const query = q.manager
      .createQueryBuilder(RemarkEntity, 'r')
      .where('r.id = :id OR r.parent_id = :id', { id })
      .orderBy('r.id');
    return query.getMany();
  }

  count(q: Queryable, lessonId: Id): Promise<number> {
    return q.manager.countBy(RemarkEntity, { lessonId });
  }

  /** How many are open, by lesson; lessons without any are left out. */
  async open(q: Queryable, planId: Id): Promise<Map<Id, number>> {
    const rows = await q.manager.query<{ id: Id; remarks: number | string }[]>(
      'SELECT lesson_id AS id, COUNT(*) AS remarks FROM lesson_remark ' +
        'WHERE plan_id = ? AND parent_id IS NULL AND removed = ? AND settled_at IS NULL GROUP BY lesson_id',
      [planId, false],
    );
    return new Map(rows.map(({ id, remarks }) => [id, Number(remarks)]));
  }

  /** Who said something about which lesson of a plan. */
  async writers(q: Queryable, planId: Id): Promise<{ lessonId: Id; userId: Id }[]> {
    return q.manager.query<{ lessonId: Id; userId: Id }[]>(
      'SELECT DISTINCT lesson_id AS lessonId, author_id AS userId FROM lesson_remark WHERE plan_id = ? AND removed = ?',
      [planId, false],
    );
  }
}
