import { Entity, Index } from 'typeorm';
import type {
  AnsweredQuestion,
  AudienceInput,
  DescriptionChange,
  ReviewOpinion,
  ReturnReason,
} from '../../contracts/index.js';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../platform/database/columns.js';
import type { ReviewStep } from '../resources/index.js';

/** What a resource holds was submitted to be shown to an audience. */
@Entity('submission')
@Index('ix_submission_queue', ['level', 'scopeId', 'state', 'since', 'id'])
@Index('ix_submission_resource', ['resourceId', 'id'])
export class SubmissionEntity {
  @KeyColumn() id!: string;
  /** grows with everything that happens to it */
  @IntColumn() rev!: number;
  @IdColumn({ name: 'resource_id' }) resourceId!: string;
  @IdColumn({ name: 'school_id' }) schoolId!: string;
  @IdColumn({ name: 'submitter_id' }) submitterId!: string;
  /** waiting · taken · asked · approved · returned · withdrawn · overtaken */
  @VarcharColumn(12) state!: string;
  /** the levels that it passes, as the policy said when it was submitted */
  @JsonColumn() steps!: ReviewStep[];
  /** how many of them it has passed */
  @IntColumn() passed!: number;
  /** where it is: of `steps[passed]` */
  @VarcharColumn(12) level!: string;
  @IdColumn({ name: 'scope_id' }) scopeId!: string;
  @VarcharColumn(40, { nullable: true }) subject!: string | null;
  @VarcharColumn(40, { nullable: true }) type!: string | null;
  /** who has it */
  @IdColumn({ name: 'reviewer_id', nullable: true }) reviewerId!: string | null;
  /** who returned it before an appeal, and decides on it no more */
  @IdColumn({ name: 'barred_id', nullable: true }) barredId!: string | null;
  @FlagColumn() appealed!: boolean;
  @JsonColumn() audience!: AudienceInput;
  @InstantColumn({ name: 'visible_from', nullable: true }) visibleFrom!: number | null;
  @InstantColumn({ name: 'visible_until', nullable: true }) visibleUntil!: number | null;
  @InstantColumn({ name: 'submitted_at' }) submittedAt!: number;
  /** since when it is in this state at this level */
  @InstantColumn({ name: 'since_at' }) since!: number;
}

/** Whose work was submitted: they and those who prepare lessons with them do not review it. */
@Entity('submission_maker')
@Index('ix_submission_maker_user', ['userId'])
export class SubmissionMakerEntity {
  @KeyColumn({ name: 'submission_id' }) submissionId!: string;
  @KeyColumn({ name: 'user_id' }) userId!: string;
}

/** Something that happened to a submission. */
@Entity('submission_event')
@Index('ix_submission_event_submission', ['submissionId', 'id'])
export class SubmissionEventEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'submission_id' }) submissionId!: string;
  @InstantColumn() at!: number;
  @VarcharColumn(12) act!: string;
  @IdColumn({ name: 'actor_id' }) actorId!: string;
  /** at which it happened */
  @VarcharColumn(12) level!: string;
  @JsonColumn() reasons!: ReturnReason[];
  @TextColumn() words!: string;
  @IdColumn({ name: 'to_id', nullable: true }) toId!: string | null;
  /** what was corrected; null: nothing */
  @JsonColumn({ nullable: true }) changes!: DescriptionChange[] | null;
  /** what was answered of the rubric, with its questions of then; null: nothing */
  @JsonColumn({ nullable: true }) rubric!: AnsweredQuestion[] | null;
  /** what the two found where two judge; null: nothing */
  @JsonColumn({ nullable: true }) opinions!: ReviewOpinion[] | null;
}
