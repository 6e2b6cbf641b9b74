import { Injectable } from '@nestjs/common';
import type { ReviewRule } from '../../contracts/index.js';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { insertRows, rowsWhereIn } from '../../platform/database/rows.js';
import { ReviewRuleEntity } from './review-rule.entity.js';
import type { GroupRules } from './steps-between.js';

/** What groups ask for before something is shown. */
@Injectable()
export class ReviewRulesRepository {
  /** Of each of the groups, in the order of their ids; those without rules among them. */
  async of(q: Queryable, groupIds: readonly Id[]): Promise<GroupRules[]> {
    const rows = await rowsWhereIn(q, ReviewRuleEntity, 'groupId', groupIds, { order: ['type'] });
    return [...new Set(groupIds)].sort().map((groupId) => ({
      groupId,
      rules: rows
        .filter((row) => row.groupId === groupId)
        .map(({ type, school, beyond, second }): ReviewRule => ({
          ...{ type: type === '' ? null : type, school, beyond },
          ...(second ? { second } : {}),
        })),
    }));
  }

  async replace(tx: Tx, groupId: Id, items: readonly ReviewRule[], updatedAt: Instant): Promise<void> {
    await tx.manager.delete(ReviewRuleEntity, { groupId });
    await insertRows(
      tx,
      ReviewRuleEntity,
      items.map(({ type, school, beyond, second = false }) => ({
        ...{ groupId, type: type ?? '', school, beyond, second, updatedAt },
      })),
    );
  }
}
