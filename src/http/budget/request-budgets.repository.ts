import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Tx } from '../../platform/database/database.port.js';
import { lockRows } from '../../platform/database/locking.js';
import { RequestBudgetEntity } from './request-budget.entity.js';
import type { Spent } from './spending.js';

@Injectable()
export class RequestBudgetsRepository {
  /** What has been spent, held until the unit ends. */
  async locked(tx: Tx, id: string, now: Instant): Promise<Spent> {
    const held = () =>
      lockRows(
        tx,
        tx.manager.createQueryBuilder(RequestBudgetEntity, 'b').where('b.id = :id', { id }),
      ).getOne();
    // Held before anything is inserted: on MySQL an insert that meets a row shares it first, and two that share it are in each other's way.
    const there = await held();
    if (there) return there;
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(RequestBudgetEntity)
      .values({ id, level: 0, updatedAt: now })
      .orIgnore()
      .updateEntity(false)
      .execute();
    return (await held())!;
  }

  async save(tx: Tx, id: string, { level, updatedAt }: Spent): Promise<void> {
    await tx.manager.update(RequestBudgetEntity, { id }, { level, updatedAt });
  }

  async removeBefore(tx: Tx, before: Instant): Promise<void> {
    await tx.manager.delete(RequestBudgetEntity, { updatedAt: LessThan(before) });
  }
}
