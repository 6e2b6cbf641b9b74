import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, IntColumn, KeyColumn, VarcharColumn } from '../../database/columns.js';

/** A delivery waiting in the table queue. It may be taken once `availableAt` has come; taking it moves that past the lease. */
@Entity('queue_delivery')
@Index('ix_queue_delivery_name', ['name', 'priority', 'availableAt'])
@Index('ix_queue_delivery_available', ['availableAt'])
@Index('ix_queue_delivery_lease', ['leaseId'])
export class QueueDeliveryEntity {
  @KeyColumn() id!: string;
  @VarcharColumn(100) name!: string;
  @IntColumn() priority!: number;
  @InstantColumn({ name: 'available_at' }) availableAt!: number;
  /** who holds it; stays behind when its holder died */
  @IdColumn({ name: 'lease_id', nullable: true }) leaseId!: string | null;
}
