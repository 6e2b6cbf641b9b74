import { Injectable } from '@nestjs/common';
import type { ReviewRubric } from '../../../contracts/index.js';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import { ReviewRubricEntity } from './review-rubric.entity.js';

/** What groups ask reviewers when they decide. */
@Injectable()
export class RubricsRepository {
  /** Of each of the groups, in the order of their ids; those without any among them. */
  async of(q: Queryable, groupIds: readonly Id[]): Promise<ReviewRubric[][]> {
    const rows = await rowsWhereIn(q, ReviewRubricEntity, 'groupId', groupIds, { order: ['type'] });
    return [...new Set(groupIds)]
      .sort()
      .map((groupId) =>
        rows
          .filter((row) => row.groupId === groupId)
          .map(({ type, required, questions }) => ({ type: type === '' ? null : type, required, questions })),
      );
  }

  async replace(tx: Tx, groupId: Id, items: readonly ReviewRubric[], updatedAt: Instant): Promise<void> {
    await tx.manager.delete(ReviewRubricEntity, { groupId });
    await insertRows(
      tx,
      ReviewRubricEntity,
      items.map(({ type, required, questions }) => ({
        groupId,
        type: type ?? '',
        required,
        questions,
        updatedAt,
      })),
    );
  }
}
