import { Entity, Index } from 'typeorm';
import type { AudienceInput } from '../../contracts/index.js';
import {
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../platform/database/columns.js';

/** The catalogue record of one piece of teaching material. */
@Entity('resource')
@Index('ix_resource_author', ['authorId', 'updatedAt', 'id'])
@Index('ix_resource_trashed', ['trashedAt'])
export class ResourceEntity {
  @KeyColumn() id!: string;
  /** grows by one with every change that others can see */
  @IntColumn() rev!: number;
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
  @InstantColumn({ name: 'published_at', nullable: true }) publishedAt!: number | null;
  @InstantColumn({ name: 'trashed_at', nullable: true }) trashedAt!: number | null;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
  @InstantColumn({ name: 'updated_at' }) updatedAt!: number;
}
