import { LessThanOrEqual } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Queryable, Tx } from '../database/database.port.js';
import { ScheduleSlotEntity } from './schedule-slot.entity.js';

export class ScheduleRepository {
  /** When the work is due; null when it has never been scheduled. */
  async due(q: Queryable, name: string): Promise<Instant | null> {
    return (await q.manager.findOneBy(ScheduleSlotEntity, { name }))?.dueAt ?? null;
  }

  async add(tx: Tx, name: string, dueAt: Instant): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(ScheduleSlotEntity)
      .values({ name, dueAt })
      .orIgnore()
      .updateEntity(false)
      .execute();
  }

  /** Takes the turn by moving the instant on; false when somebody else took it. */
  async take(tx: Tx, name: string, now: Instant, next: Instant): Promise<boolean> {
    const taken = await tx.manager.update(
      ScheduleSlotEntity,
      { name, dueAt: LessThanOrEqual(now) },
      { dueAt: next },
    );
    return taken.affected === 1;
  }
}
