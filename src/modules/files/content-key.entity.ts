import { Entity } from 'typeorm';
import { InstantColumn, KeyColumn, VarcharColumn } from '../../platform/database/columns.js';

/** A secret under which addresses on the content origin are signed: shared by all processes, replaced every day. */
@Entity('content_key')
export class ContentKeyEntity {
  @KeyColumn({ length: 16 }) id!: string;
  /** 256 random bits, hexadecimal */
  @VarcharColumn(64) secret!: string;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
}
