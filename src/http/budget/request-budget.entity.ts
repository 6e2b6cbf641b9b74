import { Entity, Index } from 'typeorm';
import { DoubleColumn, InstantColumn, KeyColumn } from '../../platform/database/columns.js';

/** What somebody has spent of an allowance. */
@Entity('request_budget')
@Index('ix_request_budget_updated', ['updatedAt'])
export class RequestBudgetEntity {
  /** `kind:who` */
  @KeyColumn({ length: 120 }) id!: string;
  /** comes back with time */
  @DoubleColumn() level!: number;
  @InstantColumn({ name: 'updated_at' }) updatedAt!: number;
}
