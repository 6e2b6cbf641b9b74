import { Entity, Index } from 'typeorm';
import type { RemarkAnchor } from '../../../contracts/index.js';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
} from '../../../platform/database/columns.js';

/** Something that was said about a draft, or an answer to that. */
@Entity('lesson_remark')
@Index('ix_lesson_remark_lesson', ['lessonId', 'id'])
@Index('ix_lesson_remark_plan', ['planId'])
export class RemarkEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'lesson_id' }) lessonId!: string;
  @IdColumn({ name: 'plan_id' }) planId!: string;
  /** of an answer: the first one of its thread */
  @IdColumn({ name: 'parent_id', nullable: true }) parentId!: string | null;
  @IdColumn({ name: 'author_id' }) authorId!: string;
  /** what it is about; of an answer that of the first one */
  @JsonColumn() anchor!: RemarkAnchor;
  @TextColumn() text!: string;
  @InstantColumn() at!: number;
  @InstantColumn({ name: 'edited_at', nullable: true }) editedAt!: number | null;
  /** taken away by its writer while answers stand below it */
  @FlagColumn() removed!: boolean;
  @InstantColumn({ name: 'settled_at', nullable: true }) settledAt!: number | null;
  @IdColumn({ name: 'settled_by', nullable: true }) settledBy!: string | null;
}
