import { Entity } from 'typeorm';
import { InstantColumn, KeyColumn } from '../../../platform/database/columns.js';

/** Somebody was told of a day of a lesson, or the organizers of a lead who is gone: never twice. */
@Entity('lesson_reminder')
export class ReminderEntity {
  @KeyColumn({ name: 'lesson_id' }) lessonId!: string;
  /** soon · today · late: whom it tells; gone: the lead who is */
  @KeyColumn({ name: 'user_id' }) userId!: string;
  @KeyColumn({ length: 12 }) what!: string;
  /** the day; empty where it is about none */
  @KeyColumn({ length: 10 }) due!: string;
  @InstantColumn() at!: number;
}
