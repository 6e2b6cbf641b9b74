import { Entity, Index } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  KeyColumn,
  VarcharColumn,
} from '../../../platform/database/columns.js';

/** A right to a resource that was given to somebody by name. */
@Entity('resource_grant')
@Index('ix_resource_grant_principal', ['principal', 'resourceId'])
export class GrantEntity {
  @KeyColumn({ name: 'resource_id' }) resourceId!: string;
  /** `a:<user>:<school>`, `t:<team>` or `d:<department>` */
  @KeyColumn({ length: 80 }) principal!: string;
  /** edit or manage */
  @VarcharColumn(10, { name: 'right_name' }) right!: string;
  /** a co-author, shown beside the author */
  @FlagColumn() credited!: boolean;
  @IdColumn({ name: 'granted_by' }) grantedBy!: string;
  @InstantColumn({ name: 'granted_at' }) grantedAt!: number;
}
