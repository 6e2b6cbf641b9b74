import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, KeyColumn, VarcharColumn } from '../database/columns.js';

/** One person was told of something. Only ids: what it says is read, and judged, when it is shown. */
@Entity('notice')
@Index('ix_notice_recipient', ['recipientId', 'id'])
@Index('ix_notice_unseen', ['recipientId', 'seenAt', 'id'])
@Index('ix_notice_at', ['at'])
export class NoticeEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'recipient_id' }) recipientId!: string;
  /** a kind that a module has registered */
  @VarcharColumn(40) kind!: string;
  /** what it is about; of which sort follows from the kind */
  @IdColumn({ name: 'subject_id' }) subjectId!: string;
  /** who caused it; null = the program itself */
  @IdColumn({ name: 'actor_id', nullable: true }) actorId!: string | null;
  @InstantColumn() at!: number;
  /** since when it gathers what came about before `at`; null where it tells of one thing */
  @InstantColumn({ nullable: true }) since!: number | null;
  @InstantColumn({ name: 'seen_at', nullable: true }) seenAt!: number | null;
  /** the mail that takes it to its recipient, whatever became of that; null = none does */
  @IdColumn({ name: 'mail_id', nullable: true }) mailId!: string | null;
}
