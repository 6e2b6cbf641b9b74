import { Entity } from 'typeorm';
import type { ReviewLevel } from '../../contracts/index.js';
import { FlagColumn, InstantColumn, JsonColumn, KeyColumn } from '../../platform/database/columns.js';

/** What a group asks for before things of a type are shown. */
@Entity('review_rule')
export class ReviewRuleEntity {
  @KeyColumn({ name: 'group_id' }) groupId!: string;
  /** key of a resource type; empty for types without a line of their own */
  @KeyColumn({ length: 40 }) type!: string;
  /** before the whole owning school */
  @JsonColumn() school!: ReviewLevel[];
  /** before anybody outside it */
  @JsonColumn() beyond!: ReviewLevel[];
  /** two judge at the last level; null: as before there were two */
  @FlagColumn({ nullable: true }) second!: boolean | null;
  @InstantColumn({ name: 'updated_at' }) updatedAt!: number;
}
