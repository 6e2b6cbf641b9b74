import { Entity, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../../platform/database/columns.js';
import { TargetColumns } from '../outline/target.entity.js';

/** Somebody thinks that something belongs into a collection. */
@Entity('proposal')
@Index('ix_proposal_queue', ['collectionId', 'state', 'id'])
@Index('ix_proposal_decided', ['collectionId', 'decidedAt', 'id'])
@Index('ix_proposal_own', ['proposerId', 'id'])
@Index('ix_proposal_open', ['proposerId', 'collectionId', 'state'])
export class ProposalEntity extends TargetColumns {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'collection_id' }) collectionId!: string;
  @IdColumn({ name: 'proposer_id' }) proposerId!: string;
  /** open · accepted · declined · withdrawn */
  @VarcharColumn(12) state!: string;
  /** why, in the proposer's words */
  @TextColumn() reason!: string;
  @InstantColumn({ name: 'proposed_at' }) proposedAt!: number;
  /** the curator; null while it is open, and when it was withdrawn */
  @IdColumn({ name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @InstantColumn({ name: 'decided_at', nullable: true }) decidedAt!: number | null;
  /** why it was declined */
  @TextColumn({ nullable: true }) answer!: string | null;
}
