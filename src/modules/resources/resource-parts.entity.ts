import { Entity, Index } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  IntColumn,
  KeyColumn,
  VarcharColumn,
} from '../../platform/database/columns.js';

/** A file of a resource, in its place. */
@Entity('resource_file')
@Index('ix_resource_file_file', ['fileId'])
export class ResourceFileEntity {
  @KeyColumn({ name: 'resource_id' }) resourceId!: string;
  @KeyColumn({ name: 'file_id' }) fileId!: string;
  @IntColumn() position!: number;
}

/** An upload that attaches to a resource as soon as it is stored. */
@Entity('resource_upload')
@Index('ix_resource_upload_resource', ['resourceId'])
export class ResourceUploadEntity {
  @KeyColumn({ name: 'upload_id' }) uploadId!: string;
  @IdColumn({ name: 'resource_id' }) resourceId!: string;
  @IntColumn() position!: number;
  /** among what waits for review, not among what readers see */
  @FlagColumn({ nullable: true }) pending!: boolean;
}

/** A tag in use: `tagKey` is its normalised form, compared and searched by. */
@Entity('resource_tag')
@Index('ix_resource_tag_key', ['tagKey', 'resourceId'])
export class ResourceTagEntity {
  @KeyColumn({ name: 'resource_id' }) resourceId!: string;
  @KeyColumn({ name: 'tag_key', length: 60 }) tagKey!: string;
  @VarcharColumn(60) tag!: string;
}
