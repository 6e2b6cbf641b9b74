import { Entity, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../../platform/database/columns.js';

/** Somebody's own version of what was agreed: a resource of theirs, which may be gone by now. */
@Entity('lesson_adaptation')
@Index('ix_lesson_adaptation_plan', ['planId', 'userId'])
@Index('ix_lesson_adaptation_resource', ['resourceId'])
export class AdaptationEntity {
  @KeyColumn({ name: 'lesson_id' }) lessonId!: string;
  @KeyColumn({ name: 'user_id' }) userId!: string;
  @IdColumn({ name: 'plan_id' }) planId!: string;
  @IdColumn({ name: 'school_id' }) schoolId!: string;
  @IdColumn({ name: 'resource_id' }) resourceId!: string;
  @InstantColumn() at!: number;
  /** since when the others see it */
  @InstantColumn({ name: 'handed_in_at', nullable: true }) handedInAt!: number | null;
}

/** What somebody thinks of a lesson after they have given it. */
@Entity('lesson_reflection')
@Index('ix_lesson_reflection_plan', ['planId', 'userId'])
export class ReflectionEntity {
  @KeyColumn({ name: 'lesson_id' }) lessonId!: string;
  @KeyColumn({ name: 'user_id' }) userId!: string;
  @IdColumn({ name: 'plan_id' }) planId!: string;
  @IdColumn({ name: 'school_id' }) schoolId!: string;
  @VarcharColumn(10, { name: 'taught_on' }) taughtOn!: string;
  @TextColumn() text!: string;
  @InstantColumn() at!: number;
  @InstantColumn({ name: 'edited_at', nullable: true }) editedAt!: number | null;
}
