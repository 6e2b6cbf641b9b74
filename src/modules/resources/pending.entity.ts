import { Entity, Index } from 'typeorm';
import { FlagColumn, IntColumn, KeyColumn, TextColumn } from '../../platform/database/columns.js';

/** What a resource is to hold once it is approved: beside the version in force, which readers go on seeing. */
@Entity('resource_pending')
export class PendingEntity {
  @KeyColumn({ name: 'resource_id' }) resourceId!: string;
  @TextColumn({ name: 'link_url', nullable: true }) linkUrl!: string | null;
  /** 学生出镜: pupils are to be noted of it */
  @FlagColumn() pupils!: boolean;
}

/** A file of what waits, in its place. */
@Entity('resource_pending_file')
@Index('ix_resource_pending_file_file', ['fileId'])
export class PendingFileEntity {
  @KeyColumn({ name: 'resource_id' }) resourceId!: string;
  @KeyColumn({ name: 'file_id' }) fileId!: string;
  @IntColumn() position!: number;
}
