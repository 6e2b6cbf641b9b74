import { Entity } from 'typeorm';
import type { RubricQuestion } from '../../../contracts/index.js';
import { FlagColumn, InstantColumn, JsonColumn, KeyColumn } from '../../../platform/database/columns.js';

/** What a group asks reviewers of things of a type when they decide. */
@Entity('review_rubric')
export class ReviewRubricEntity {
  @KeyColumn({ name: 'group_id' }) groupId!: string;
  /** key of a resource type; empty for types without a line of their own */
  @KeyColumn({ length: 40 }) type!: string;
  @FlagColumn() required!: boolean;
  @JsonColumn() questions!: RubricQuestion[];
  @InstantColumn({ name: 'updated_at' }) updatedAt!: number;
}
