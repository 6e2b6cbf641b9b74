import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, KeyColumn, VarcharColumn } from '../../platform/database/columns.js';

/** A person holds a role in a team, department, school or group for `[from, until)`. */
@Entity('membership')
@Index('ix_membership_account', ['accountId', 'validFrom'])
@Index('ix_membership_scope', ['scopeId', 'role'])
@Index('ix_membership_school', ['schoolId'])
@Index('ix_membership_department', ['departmentId'])
export class MembershipEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'account_id' }) accountId!: string;
  /** team, department, school or group */
  @VarcharColumn(12, { name: 'scope_kind' }) scope!: string;
  @IdColumn({ name: 'scope_id' }) scopeId!: string;
  /** the school that the scope is or lies in: a department never moves to another */
  @IdColumn({ name: 'school_id', nullable: true }) schoolId!: string | null;
  /** the department that the scope is or lies in: a team never moves to another */
  @IdColumn({ name: 'department_id', nullable: true }) departmentId!: string | null;
  @VarcharColumn(32) role!: string;
  @VarcharColumn(40, { nullable: true }) subject!: string | null;
  @InstantColumn({ name: 'valid_from' }) validFrom!: number;
  @InstantColumn({ name: 'valid_until', nullable: true }) validUntil!: number | null;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
}

/** SHA-256 of a one-time code that opens the first-run page. Gone once there is an account. */
@Entity('setup_code')
export class SetupCodeEntity {
  @KeyColumn({ length: 64 }) id!: string;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
}
