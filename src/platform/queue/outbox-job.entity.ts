import { Entity, Index } from 'typeorm';
import {
  CountColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../database/columns.js';

export type JobState = 'open' | 'done' | 'dead';

/** The truth about a job. `attemptId` is set while an attempt runs; it is alive until `leaseUntil`. */
@Entity('outbox_job')
@Index('ix_outbox_job_publish', ['state', 'publishedAt', 'notBefore'])
@Index('ix_outbox_job_twin', ['name', 'jobKey', 'state'])
@Index('ix_outbox_job_finished', ['state', 'finishedAt'])
@Index('ix_outbox_job_turn', ['state', 'askedBy', 'name', 'priority'])
export class OutboxJobEntity {
  @KeyColumn() id!: string;
  @VarcharColumn(100) name!: string;
  @VarcharColumn(200, { name: 'job_key', nullable: true }) jobKey!: string | null;
  @IntColumn() priority!: number;
  @VarcharColumn(8) state!: JobState;
  @TextColumn() payload!: string;
  /** begun so far */
  @IntColumn() attempts!: number;
  /** of these, how many ended together with their process */
  @CountColumn({ name: 'process_ends' }) processEnds!: number;
  /** whose turn it takes */
  @IdColumn({ name: 'asked_by', nullable: true }) askedBy!: string | null;
  @InstantColumn({ name: 'not_before' }) notBefore!: number;
  @IdColumn({ name: 'attempt_id', nullable: true }) attemptId!: string | null;
  @InstantColumn({ name: 'started_at', nullable: true }) startedAt!: number | null;
  @InstantColumn({ name: 'lease_until', nullable: true }) leaseUntil!: number | null;
  @VarcharColumn(2000, { name: 'last_error', nullable: true }) lastError!: string | null;
  @InstantColumn({ name: 'published_at', nullable: true }) publishedAt!: number | null;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
  @InstantColumn({ name: 'finished_at', nullable: true }) finishedAt!: number | null;
}
