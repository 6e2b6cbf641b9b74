import { Entity, Index } from 'typeorm';
import { InstantColumn, KeyColumn } from '../../../platform/database/columns.js';

/** A reading that was written down lately: all processes know of it, so that only one of them writes it. */
@Entity('resource_reading')
@Index('ix_resource_reading_noted', ['notedAt'])
export class ReadingEntity {
  /** hash of the act, the person and what they read */
  @KeyColumn({ length: 64 }) id!: string;
  @InstantColumn({ name: 'noted_at' }) notedAt!: number;
}
