import { Entity } from 'typeorm';
import { InstantColumn, KeyColumn } from '../database/columns.js';

/** When a piece of scheduled work is due next; whoever moves the instant on has the turn. */
@Entity('schedule_slot')
export class ScheduleSlotEntity {
  @KeyColumn({ length: 100 }) name!: string;
  @InstantColumn({ name: 'due_at' }) dueAt!: number;
}
