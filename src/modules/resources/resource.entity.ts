import { Entity, Index } from 'typeorm';
import type { AudienceInput, LicenceKey } from '../../contracts/index.js';
import {
  CountColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../platform/database/columns.js';
import type { ResourceMark } from './quality-marks.js';

/** The catalogue record of one piece of teaching material. */
@Entity('resource')
@Index('ix_resource_author', ['authorId', 'updatedAt', 'id'])
@Index('ix_resource_trashed', ['trashedAt'])
@Index('ix_resource_book', ['bookId', 'state'])
export class ResourceEntity {
  @KeyColumn() id!: string;
  /** grows by one with every change that a person makes: what an editor must have read (If-Match) */
  @IntColumn() rev!: number;
  /** grows with what comes or goes by itself, the files of uploads above all: no edit, but the index must look again */
  @CountColumn() arrivals!: number;
  /** owns it for ever, wherever its author goes */
  @IdColumn({ name: 'school_id' }) schoolId!: string;
  @IdColumn({ name: 'author_id' }) authorId!: string;
  /** draft · published · withdrawn */
  @VarcharColumn(20) state!: string;
  @VarcharColumn(200) title!: string;
  @TextColumn() description!: string;
  @VarcharColumn(40, { nullable: true }) type!: string | null;
  @VarcharColumn(40, { nullable: true }) stage!: string | null;
  @VarcharColumn(40, { nullable: true }) subject!: string | null;
  @VarcharColumn(40, { nullable: true }) grade!: string | null;
  @VarcharColumn(80, { name: 'book_id', nullable: true }) bookId!: string | null;
  @VarcharColumn(120, { name: 'chapter_id', nullable: true }) chapterId!: string | null;
  @JsonColumn() tags!: string[];
  @TextColumn({ name: 'link_url', nullable: true }) linkUrl!: string | null;
  /** as the publisher chose it; the entries of access are made from it */
  @JsonColumn({ nullable: true }) audience!: AudienceInput | null;
  /** key of LICENCES; no row is without one */
  @VarcharColumn(30, { nullable: true }) licence!: LicenceKey;
  /** the end of a licence that was bought for a time */
  @InstantColumn({ name: 'licence_until', nullable: true }) licenceUntil!: number | null;
  /** 学生出镜: pupils can be recognised in it */
  @FlagColumn({ nullable: true }) pupils!: boolean;
  /** where the consent of those pupils' parents is kept; without it nobody beyond the school sees them */
  @VarcharColumn(200, { name: 'consent_ref', nullable: true }) consentRef!: string | null;
  /** the window in which its audience may see it */
  @InstantColumn({ name: 'visible_from', nullable: true }) visibleFrom!: number | null;
  @InstantColumn({ name: 'visible_until', nullable: true }) visibleUntil!: number | null;
  /** previews carry the reader's name and the time */
  @FlagColumn({ nullable: true }) watermark!: boolean;
  /** of what it holds, as review gave them: written by ResourceMarks only, and gone with what they were given to */
  @JsonColumn({ nullable: true }) marks!: ResourceMark[] | null;
  @InstantColumn({ name: 'published_at', nullable: true }) publishedAt!: number | null;
  @InstantColumn({ name: 'trashed_at', nullable: true }) trashedAt!: number | null;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
  @InstantColumn({ name: 'updated_at' }) updatedAt!: number;
}
