import { Entity } from 'typeorm';
import { FlagColumn, InstantColumn, KeyColumn, VarcharColumn } from '../../platform/database/columns.js';

/** What a school proposes to its people when they publish. */
@Entity('sharing_default')
export class SharingDefaultEntity {
  @KeyColumn({ name: 'school_id' }) schoolId!: string;
  /** key of a resource type; empty = for the types without a line of their own */
  @KeyColumn({ name: 'type_key', length: 40 }) type!: string;
  @VarcharColumn(12) preset!: string;
  @FlagColumn({ name: 'preview_only' }) previewOnly!: boolean;
  @VarcharColumn(30) licence!: string;
  @InstantColumn({ name: 'updated_at' }) updatedAt!: number;
}
