import { Entity, Index } from 'typeorm';
import {
  BytesColumn,
  CountColumn,
  DoubleColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../platform/database/columns.js';

/** A code and what fills its sentence. */
export interface Failure {
  code: string;
  params: Record<string, string | number>;
}

/** Bytes, by their SHA-256; immutable. Several files may be the same bytes. */
@Entity('file_blob')
@Index('ix_file_blob_unused', ['unusedSince'])
export class BlobEntity {
  @KeyColumn({ length: 64 }) sha256!: string;
  @BytesColumn() size!: number;
  @VarcharColumn(20) kind!: string;
  @VarcharColumn(120) mime!: string;
  /** the ending that belongs to the content */
  @VarcharColumn(12) extension!: string;
  /** what the inspection found besides: encoding, encrypted, hasMacros */
  @JsonColumn() traits!: BlobTraits;
  @VarcharColumn(200, { name: 'object_key' }) objectKey!: string;
  /** no file refers to it since; swept after the grace */
  @InstantColumn({ name: 'unused_since', nullable: true }) unusedSince!: number | null;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
}

export interface BlobTraits {
  encrypted: boolean;
  hasMacros: boolean;
  encoding: string | null;
}

/** A file as somebody uploaded it: their name for some bytes. */
@Entity('file')
@Index('ix_file_blob', ['sha256'])
@Index('ix_file_owner', ['ownerId'])
@Index('ix_file_school', ['schoolId'])
export class FileEntity {
  @KeyColumn() id!: string;
  @VarcharColumn(64) sha256!: string;
  @IdColumn({ name: 'owner_id' }) ownerId!: string;
  @IdColumn({ name: 'school_id' }) schoolId!: string;
  /** exactly as given */
  @TextColumn({ name: 'file_name' }) fileName!: string;
  /** what the type check mended, or null */
  @JsonColumn({ nullable: true }) note!: Failure | null;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
}

/** How far the bytes have been made visible. One row per blob and recipe; a better recipe makes a new row. */
@Entity('file_rendering')
export class RenderingEntity {
  @KeyColumn({ length: 64 }) sha256!: string;
  /** version of what is made of a blob of this kind */
  @IntColumn() recipe!: number;
  /** waiting · processing · ready · partial · failed */
  @VarcharColumn(20) state!: string;
  @DoubleColumn() progress!: number;
  @JsonColumn({ nullable: true }) failure!: Failure | null;
  /** what there is to see: see RenderingDetails */
  @JsonColumn() details!: RenderingDetails;
  /** prefix of the objects that were made; each attempt writes under its own */
  @VarcharColumn(200, { name: 'object_prefix', nullable: true }) objectPrefix!: string | null;
  @FlagColumn({ name: 'has_text' }) hasText!: boolean;
  @InstantColumn({ name: 'updated_at' }) updatedAt!: number;
  /** how often somebody has had it tried again, since `retriesSince` */
  @CountColumn() retries!: number;
  @InstantColumn({ name: 'retries_since', nullable: true }) retriesSince!: number | null;
}

/** What a viewer needs to know of the things made of a blob. */
export interface RenderingDetails {
  /** pages drawn so far: pages/1.webp … */
  pages: number;
  pageCount: number | null;
  aspect: number | null;
  thumbnail: boolean;
  image: boolean;
  poster: boolean;
  playable: boolean;
  duration: number | null;
  qualities: { name: string; width: number; height: number }[];
  strip: { columns: number; rows: number; tileWidth: number; tileHeight: number; interval: number } | null;
}

/** Text inside a file, page by page, at most 60,000 bytes a row. `page` is its number padded to eight digits: `00000001`; `00000000` is text that stands on no page. */
@Entity('file_text')
export class FileTextEntity {
  @KeyColumn({ length: 64 }) sha256!: string;
  @KeyColumn({ length: 8 }) page!: string;
  @TextColumn() text!: string;
}
