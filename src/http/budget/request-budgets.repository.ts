import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Bucket } from '../../kernel/leaky-bucket.js';
import type { Tx } from '../../platform/database/database.port.js';
import { lockedOrMade } from '../../platform/database/locking.js';
import { RequestBudgetEntity } from './request-budget.entity.js';

@Injectable()
export class RequestBudgetsRepository {
  /** What has been spent, held until the unit ends. */
  async locked(tx: Tx, id: string, now: Instant): Promise<Bucket> {
    const [row] = await lockedOrMade(tx, RequestBudgetEntity, [{ id, level: 0, updatedAt: now }]);
    return row!;
  }

  async save(tx: Tx, id: string, { level, updatedAt }: Bucket): Promise<void> {
    await tx.manager.update(RequestBudgetEntity, { id }, { level, updatedAt });
  }

  async removeBefore(tx: Tx, before: Instant): Promise<void> {
    await tx.manager.delete(RequestBudgetEntity, { updatedAt: LessThan(before) });
  }
}
