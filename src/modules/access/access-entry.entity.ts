import { Entity, Index } from 'typeorm';
import { InstantColumn, IntColumn, KeyColumn } from '../../platform/database/columns.js';

/**
 * One row: this principal holds this right to this object, within a window, for this reason. The rows of an object
 * are its whole access: nothing else grants anything.
 */
@Entity('access_entry')
@Index('ix_access_entry_principal', ['principal', 'objectType', 'sortTime', 'objectId'])
export class AccessEntryEntity {
  @KeyColumn({ name: 'object_type', length: 20 }) objectType!: string;
  @KeyColumn({ name: 'object_id' }) objectId!: string;
  @KeyColumn({ name: 'principal', length: 80 }) principal!: string;
  @KeyColumn({ name: 'source', length: 20 }) source!: string;
  /** 1 view · 2 download · 3 edit · 4 manage */
  @IntColumn({ name: 'level' }) level!: number;
  /** when the object became visible to its audience: the order of "newest"; -1 = not listed there */
  @InstantColumn({ name: 'sort_time' }) sortTime!: number;
  @InstantColumn({ name: 'visible_from', nullable: true }) visibleFrom!: number | null;
  @InstantColumn({ name: 'visible_until', nullable: true }) visibleUntil!: number | null;
}
