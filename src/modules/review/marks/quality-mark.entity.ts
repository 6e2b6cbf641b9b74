import { Entity, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../../platform/database/columns.js';

/** A quality mark that a version of a resource was given. What is in force stands at the resource, too. */
@Entity('quality_mark')
@Index('ix_quality_mark_resource', ['resourceId', 'id'])
export class QualityMarkEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'resource_id' }) resourceId!: string;
  /** number of the version that it was given to */
  @IntColumn() version!: number;
  /** school · group */
  @VarcharColumn(12) kind!: string;
  /** the owning school, or the group in whose name it was given */
  @IdColumn({ name: 'scope_id' }) scopeId!: string;
  @IdColumn({ name: 'giver_id' }) giverId!: string;
  @InstantColumn({ name: 'given_at' }) at!: number;
  /** in_force · replaced · taken */
  @VarcharColumn(12) state!: string;
  @InstantColumn({ name: 'ended_at', nullable: true }) endedAt!: number | null;
  @IdColumn({ name: 'ended_by', nullable: true }) endedBy!: string | null;
  /** why it was taken away */
  @TextColumn() words!: string;
}
