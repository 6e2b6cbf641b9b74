import { Entity, Index } from 'typeorm';
import type { AnsweredQuestion, ReturnReason } from '../../../contracts/index.js';
import {
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../../platform/database/columns.js';

/**
 * What somebody found where two judge. Apart from what happened, which many read: until both are in, nobody but whoever
 * gave it reads this; afterwards it keeps them from judging the same again.
 */
@Entity('submission_opinion')
@Index('ix_submission_opinion_submission', ['submissionId', 'passed'])
@Index('ix_submission_opinion_user', ['userId'])
export class OpinionEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'submission_id' }) submissionId!: string;
  /** at which level: how many were passed */
  @IntColumn() passed!: number;
  @IdColumn({ name: 'user_id' }) userId!: string;
  @InstantColumn() at!: number;
  /** approve or return */
  @VarcharColumn(12) verdict!: string;
  @JsonColumn() reasons!: ReturnReason[];
  @TextColumn() words!: string;
  @JsonColumn() rubric!: AnsweredQuestion[];
}
