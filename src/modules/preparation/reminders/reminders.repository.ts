import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import type { Id } from '../../../kernel/ids.js';
import { ReminderEntity } from './reminder.entity.js';

/** Who was told of what, as stored. */
export type ReminderRecord = { [K in keyof ReminderEntity]: ReminderEntity[K] };

@Injectable()
export class RemindersRepository {
  of(q: Queryable, lessonIds: readonly Id[]): Promise<ReminderRecord[]> {
    return rowsWhereIn(q, ReminderEntity, 'lessonId', lessonIds);
  }

  async insert(tx: Tx, records: readonly ReminderRecord[]): Promise<void> {
    await insertRows(tx, ReminderEntity, records);
  }
}
