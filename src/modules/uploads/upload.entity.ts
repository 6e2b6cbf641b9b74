import { Entity, Index } from 'typeorm';
import {
  BytesColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../platform/database/columns.js';

/** A file on its way from a person's disk into the store. */
@Entity('upload')
@Index('ix_upload_user', ['userId', 'listedUntil'])
@Index('ix_upload_state', ['state', 'expiresAt'])
@Index('ix_upload_cleared', ['cleared', 'endedAt'])
export class UploadEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'user_id' }) userId!: string;
  @IdColumn({ name: 'school_id' }) schoolId!: string;
  /** exactly as the browser gave it */
  @TextColumn({ name: 'file_name' }) fileName!: string;
  @TextColumn({ name: 'relative_path', nullable: true }) relativePath!: string | null;
  @BytesColumn() size!: number;
  @InstantColumn({ name: 'last_modified', nullable: true }) lastModified!: number | null;
  @IntColumn({ name: 'part_size' }) partSize!: number;
  @IntColumn({ name: 'part_count' }) partCount!: number;
  /** uploading · verifying · stored · failed · aborted */
  @VarcharColumn(20) state!: string;
  @JsonColumn({ nullable: true }) failure!: UploadFailure | null;
  /** where the bytes gather until they are verified */
  @VarcharColumn(200, { name: 'object_key' }) objectKey!: string;
  /** the store's own id; null until the store has begun */
  @VarcharColumn(500, { name: 'store_upload_id', nullable: true }) storeUploadId!: string | null;
  /** what the browser computed */
  @VarcharColumn(64, { name: 'declared_sha256', nullable: true }) declaredSha256!: string | null;
  @IdColumn({ name: 'file_id', nullable: true }) fileId!: string | null;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
  /** given up unless something happens before */
  @InstantColumn({ name: 'expires_at' }) expiresAt!: number;
  @InstantColumn({ name: 'ended_at', nullable: true }) endedAt!: number | null;
  /** until when it stands among "my uploads"; {@link FOREVER} while it is under way */
  @InstantColumn({ name: 'listed_until' }) listedUntil!: number;
  /** nothing of it is left under `objectKey` or in parts */
  @FlagColumn() cleared!: boolean;
}

export interface UploadFailure {
  code: string;
  params: Record<string, string | number>;
}

/** An instant that never comes. */
export const FOREVER = 9_000_000_000_000_000;
