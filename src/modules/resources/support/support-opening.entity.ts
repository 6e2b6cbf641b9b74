import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, KeyColumn, VarcharColumn } from '../../../platform/database/columns.js';

/** An administrator has opened somebody's resource for support, for a time. Never removed while the resource exists. */
@Entity('support_opening')
@Index('ix_support_opening_resource', ['resourceId', 'openedAt'])
export class SupportOpeningEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'resource_id' }) resourceId!: string;
  @IdColumn({ name: 'admin_id' }) adminId!: string;
  /** the school or group as whose administrator: without that office nothing is open any more */
  @IdColumn({ name: 'scope_id' }) scopeId!: string;
  @VarcharColumn(200) reason!: string;
  @InstantColumn({ name: 'opened_at' }) openedAt!: number;
  @InstantColumn({ name: 'valid_until' }) until!: number;
  /** when, and by whom, it was ended before its time */
  @InstantColumn({ name: 'ended_at', nullable: true }) endedAt!: number | null;
  @IdColumn({ name: 'ended_by', nullable: true }) endedBy!: string | null;
}
