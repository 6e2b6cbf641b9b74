import { Entity, Index, PrimaryColumn } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../../platform/database/columns.js';
import type { ShownTo } from './shown-to.js';

/** An earlier version of a resource. Its row stays when what it held is removed: numbers are never given twice. */
@Entity('resource_version')
export class VersionEntity {
  @KeyColumn({ name: 'resource_id' }) resourceId!: string;
  @PrimaryColumn({ type: 'int' }) number!: number;
  @VarcharColumn(200) title!: string;
  @TextColumn({ name: 'link_url', nullable: true }) linkUrl!: string | null;
  /** 学生出镜 was noted of it at its end */
  @FlagColumn() pupils!: boolean;
  /** from when until when it was in force */
  @InstantColumn({ name: 'since_at' }) since!: number;
  @InstantColumn({ name: 'until_at' }) until!: number;
  @IdColumn({ name: 'replaced_by' }) replacedBy!: string;
  /** to whom it was shown; null for those that were kept before this was remembered, which nobody reads but editors */
  @JsonColumn({ name: 'shown_to', nullable: true }) shownTo!: ShownTo[] | null;
  /** what it held is gone for good */
  @FlagColumn() removed!: boolean;
}

/** A file of an earlier version, in its place. */
@Entity('resource_version_file')
@Index('ix_resource_version_file_file', ['fileId'])
export class VersionFileEntity {
  @KeyColumn({ name: 'resource_id' }) resourceId!: string;
  @PrimaryColumn({ type: 'int' }) number!: number;
  @KeyColumn({ name: 'file_id' }) fileId!: string;
  @IntColumn() position!: number;
}
