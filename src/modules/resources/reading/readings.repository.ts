import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import type { Instant } from '../../../kernel/clock.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { ReadingEntity } from './reading.entity.js';

/** Before any instant: a row that nobody has taken yet. */
const NEVER: Instant = 0;

@Injectable()
export class ReadingsRepository {
  /**
   * Takes it on this unit to write a reading down: null when nobody has after `before`, else when somebody did. A twin
   * in another unit under way is waited for.
   */
  async take(tx: Tx, id: string, now: Instant, before: Instant): Promise<Instant | null> {
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(ReadingEntity)
      .values({ id, notedAt: NEVER })
      .orIgnore()
      .updateEntity(false)
      .execute();
    const taken = await tx.manager.update(
      ReadingEntity,
      { id, notedAt: LessThanOrEqual(before) },
      { notedAt: now },
    );
    if (taken.affected === 1) return null;
    return (await tx.manager.findOneBy(ReadingEntity, { id }))?.notedAt ?? now;
  }

  async forget(tx: Tx, before: Instant): Promise<void> {
    await tx.manager.delete(ReadingEntity, { notedAt: LessThanOrEqual(before) });
  }
}
