import { Entity, Index } from 'typeorm';
import type { AudienceInput } from '../../../contracts/index.js';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../../platform/database/columns.js';

/** What a group of teachers prepares together in a term. */
@Entity('plan')
@Index('ix_plan_school', ['schoolId'])
@Index('ix_plan_state', ['state', 'startsOn', 'id'])
export class PlanEntity {
  @KeyColumn() id!: string;
  /** grows by one with every change of the plan itself: what an editor must have read (If-Match) */
  @IntColumn() rev!: number;
  /** owns it for ever, wherever its maker goes */
  @IdColumn({ name: 'school_id' }) schoolId!: string;
  @IdColumn({ name: 'author_id' }) authorId!: string;
  /** preparing · running · closed */
  @VarcharColumn(12) state!: string;
  @VarcharColumn(200) title!: string;
  @TextColumn() summary!: string;
  @VarcharColumn(40, { nullable: true }) stage!: string | null;
  @VarcharColumn(40, { nullable: true }) subject!: string | null;
  @VarcharColumn(40, { nullable: true }) grade!: string | null;
  @VarcharColumn(80, { name: 'book_id', nullable: true }) bookId!: string | null;
  @VarcharColumn(120, { name: 'chapter_id', nullable: true }) chapterId!: string | null;
  /** the Monday of the first week, `2026-08-31` */
  @VarcharColumn(10, { name: 'starts_on' }) startsOn!: string;
  @IntColumn() weeks!: number;
  /** of the IANA database: in which its days begin and end */
  @VarcharColumn(64, { name: 'time_zone' }) timeZone!: string;
  /** whom it is for; the entries of access are made from it */
  @JsonColumn() audience!: AudienceInput;
  @InstantColumn({ name: 'started_at', nullable: true }) startedAt!: number | null;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
  @InstantColumn({ name: 'updated_at' }) updatedAt!: number;
}

/** Somebody who organizes a plan beside its maker. */
@Entity('plan_grant')
@Index('ix_plan_grant_principal', ['principal', 'planId'])
export class PlanGrantEntity {
  @KeyColumn({ name: 'plan_id' }) planId!: string;
  /** `a:<user>:<school>` */
  @KeyColumn({ length: 80 }) principal!: string;
  /** manage */
  @VarcharColumn(10, { name: 'right_name' }) right!: string;
  @FlagColumn() credited!: boolean;
  @IdColumn({ name: 'granted_by' }) grantedBy!: string;
  @InstantColumn({ name: 'granted_at' }) grantedAt!: number;
}
