import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import { OpinionEntity } from './opinion.entity.js';

/** An opinion as stored. */
export type OpinionRecord = Omit<{ [K in keyof OpinionEntity]: OpinionEntity[K] }, 'verdict'> & {
  verdict: 'approve' | 'return';
};

/** What was found where two judge. Nothing here asks for rights. */
@Injectable()
export class OpinionsRepository {
  async insert(tx: Tx, record: OpinionRecord): Promise<void> {
    await insertRows(tx, OpinionEntity, [record]);
  }

  /** On a submission where it is now, in no order that tells who was first. */
  async at(q: Queryable, { id, passed }: { id: Id; passed: number }): Promise<OpinionRecord[]> {
    const rows = await q.manager.find(OpinionEntity, {
      where: { submissionId: id, passed },
      order: { userId: 'ASC' },
    });
    return rows as OpinionRecord[];
  }

  async givers(q: Queryable, submission: { id: Id; passed: number }): Promise<Id[]> {
    return (await this.at(q, submission)).map(({ userId }) => userId);
  }

  /** Those of one person on one submission, at whatever level. */
  async by(q: Queryable, submissionId: Id, userId: Id): Promise<OpinionRecord[]> {
    return (await q.manager.findBy(OpinionEntity, { submissionId, userId })) as OpinionRecord[];
  }

  /** Those of one person that wait for the second, the latest first. */
  async waiting(q: Queryable, userId: Id): Promise<OpinionRecord[]> {
    const found = await q.manager.query<{ id: Id }[]>(
      `SELECT o.id AS id FROM submission_opinion o
       JOIN submission s ON s.id = o.submission_id AND s.passed = o.passed
       WHERE o.user_id = ? AND s.state = 'second'`,
      [userId],
    );
    const ids = found.map(({ id }) => id);
    const rows = await rowsWhereIn(q, OpinionEntity, 'id', ids, { order: ['id'] });
    return rows.reverse() as OpinionRecord[];
  }

  async remove(tx: Tx, id: Id): Promise<void> {
    await tx.manager.delete(OpinionEntity, { id });
  }
}
