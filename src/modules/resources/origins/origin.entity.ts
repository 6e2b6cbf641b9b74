import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, KeyColumn } from '../../../platform/database/columns.js';

/** A resource was made from another, which may be gone by now; who may know of that is judged when it is read. */
@Entity('resource_origin')
@Index('ix_resource_origin_source', ['sourceId'])
export class OriginEntity {
  @KeyColumn({ name: 'resource_id' }) resourceId!: string;
  @IdColumn({ name: 'source_id' }) sourceId!: string;
  @InstantColumn() at!: number;
}
