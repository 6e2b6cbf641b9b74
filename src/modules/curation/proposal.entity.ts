import { Entity, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../platform/database/columns.js';

/** Somebody thinks that something belongs into a collection. */
@Entity('proposal')
@Index('ix_proposal_queue', ['collectionId', 'state', 'id'])
@Index('ix_proposal_decided', ['collectionId', 'decidedAt', 'id'])
@Index('ix_proposal_own', ['proposerId', 'id'])
@Index('ix_proposal_open', ['proposerId', 'collectionId', 'state'])
export class ProposalEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'collection_id' }) collectionId!: string;
  @IdColumn({ name: 'proposer_id' }) proposerId!: string;
  /** open · accepted · declined · withdrawn */
  @VarcharColumn(12) state!: string;
  /** resource · pages · span · link · collection */
  @VarcharColumn(12) kind!: string;
  /** the resource or the collection; null for links */
  @IdColumn({ name: 'target_id', nullable: true }) targetId!: string | null;
  @IdColumn({ name: 'file_id', nullable: true }) fileId!: string | null;
  /** pages (1 …) or seconds */
  @IntColumn({ name: 'range_from', nullable: true }) from!: number | null;
  @IntColumn({ name: 'range_to', nullable: true }) to!: number | null;
  @TextColumn({ nullable: true }) url!: string | null;
  /** of a link */
  @VarcharColumn(200, { nullable: true }) title!: string | null;
  /** why, in the proposer's words */
  @TextColumn() reason!: string;
  @InstantColumn({ name: 'proposed_at' }) proposedAt!: number;
  /** the curator; null while it is open, and when it was withdrawn */
  @IdColumn({ name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt!: number | null;
  /** why it was declined */
  @TextColumn({ nullable: true }) answer!: string | null;
}
