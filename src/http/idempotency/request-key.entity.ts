import { Entity, Index } from 'typeorm';
import { InstantColumn, JsonColumn, KeyColumn, VarcharColumn } from '../../platform/database/columns.js';

/** A request that was carried out under an Idempotency-Key. */
@Entity('request_key')
@Index('ix_request_key_created', ['createdAt'])
export class RequestKeyEntity {
  /** hash of the person and their key */
  @KeyColumn({ length: 64 }) id!: string;
  /** hash of method, route and body */
  @VarcharColumn(64, { name: 'request_hash' }) requestHash!: string;
  /** what the unit of work gave: ids and small records */
  @JsonColumn() result!: KeptResult;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
}

/** Wrapped, so that a unit which gave nothing has a result too. */
export interface KeptResult {
  value: object | string | null;
}
