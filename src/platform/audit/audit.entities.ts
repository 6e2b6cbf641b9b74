import { Entity, Index, PrimaryColumn } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, KeyColumn, VarcharColumn } from '../database/columns.js';

/** Who did what to which object. Written once; the database refuses changes where it can (see the migrations). */
@Entity('audit_entry')
@Index('ix_audit_entry_at', ['at'])
@Index('ix_audit_entry_actor', ['actorId', 'at'])
@Index('ix_audit_entry_object', ['objectType', 'objectId', 'at'])
@Index('ix_audit_entry_action', ['action', 'at'])
@Index('ix_audit_entry_school', ['schoolId', 'at'])
export class AuditEntryEntity {
  @KeyColumn() id!: string;
  @InstantColumn() at!: number;
  @IdColumn({ name: 'actor_id', nullable: true }) actorId!: string | null;
  /** of the thing that was acted on */
  @IdColumn({ name: 'school_id', nullable: true }) schoolId!: string | null;
  /** in whose name */
  @IdColumn({ name: 'acting_school_id', nullable: true }) actingSchoolId!: string | null;
  @VarcharColumn(80) action!: string;
  @VarcharColumn(40, { name: 'object_type', nullable: true }) objectType!: string | null;
  @VarcharColumn(64, { name: 'object_id', nullable: true }) objectId!: string | null;
  @VarcharColumn(16) result!: string;
  @VarcharColumn(45, { nullable: true }) ip!: string | null;
  @JsonColumn({ nullable: true }) detail!: object | null;
}

/** Committed entries that are not in the chain yet. */
@Entity('audit_pending')
export class AuditPendingEntity {
  @KeyColumn({ name: 'entry_id' }) entryId!: string;
}

/** A link of the chain: `hash` covers the number, the hash before it and the entry. Numbers begin at 1, without gaps. */
@Entity('audit_seal')
@Index('ux_audit_seal_entry', ['entryId'], { unique: true })
export class AuditSealEntity {
  @PrimaryColumn({ type: 'int' }) seq!: number;
  @IdColumn({ name: 'entry_id' }) entryId!: string;
  /** lower-case hexadecimal SHA-256 */
  @VarcharColumn(64) hash!: string;
}
