import { Entity, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../../platform/database/columns.js';

/** One lesson of a plan. */
@Entity('plan_lesson')
@Index('ix_plan_lesson_order', ['planId', 'week', 'position', 'id'])
@Index('ix_plan_lesson_resource', ['resourceId'])
@Index('ix_plan_lesson_lead', ['leadId', 'state'])
export class LessonEntity {
  @KeyColumn() id!: string;
  /** grows by one with everything that happens to it */
  @IntColumn() rev!: number;
  @IdColumn({ name: 'plan_id' }) planId!: string;
  /** 1 … weeks of the plan */
  @IntColumn() week!: number;
  /** within its week */
  @IntColumn() position!: number;
  @VarcharColumn(200) title!: string;
  @VarcharColumn(120, { name: 'chapter_id', nullable: true }) chapterId!: string | null;
  @IdColumn({ name: 'lead_id', nullable: true }) leadId!: string | null;
  @VarcharColumn(10, { name: 'draft_due', nullable: true }) draftDue!: string | null;
  @VarcharColumn(10, { name: 'agree_due', nullable: true }) agreeDue!: string | null;
  /** planned · drafted · agreed · dropped */
  @VarcharColumn(12) state!: string;
  /** the draft, which may be gone by now; null where none is laid */
  @IdColumn({ name: 'resource_id', nullable: true }) resourceId!: string | null;
  @IdColumn({ name: 'laid_by', nullable: true }) laidBy!: string | null;
  @InstantColumn({ name: 'laid_at', nullable: true }) laidAt!: number | null;
  @InstantColumn({ name: 'agreed_at', nullable: true }) agreedAt!: number | null;
}

/** Something that happened to a lesson. */
@Entity('lesson_event')
@Index('ix_lesson_event_lesson', ['lessonId', 'id'])
@Index('ix_lesson_event_plan', ['planId'])
export class LessonEventEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'lesson_id' }) lessonId!: string;
  @IdColumn({ name: 'plan_id' }) planId!: string;
  @InstantColumn() at!: number;
  @VarcharColumn(12) act!: string;
  @IdColumn({ name: 'actor_id' }) actorId!: string;
  @TextColumn() words!: string;
}
