import { Entity, Index } from 'typeorm';
import type { AudienceInput } from '../../../contracts/index.js';
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

/** Good things put in order by somebody who knows the subject. */
@Entity('collection')
@Index('ix_collection_author', ['authorId', 'updatedAt', 'id'])
@Index('ix_collection_published', ['state', 'publishedAt', 'id'])
@Index('ix_collection_school', ['schoolId'])
@Index('ix_collection_trashed', ['trashedAt'])
export class CollectionEntity {
  @KeyColumn() id!: string;
  /** grows by one with every change: what an editor must have read (If-Match) */
  @IntColumn() rev!: number;
  /** owns it for ever, wherever its author goes */
  @IdColumn({ name: 'school_id' }) schoolId!: string;
  @IdColumn({ name: 'author_id' }) authorId!: string;
  /** draft · published */
  @VarcharColumn(20) state!: string;
  @VarcharColumn(200) title!: string;
  @TextColumn() summary!: string;
  @VarcharColumn(40, { nullable: true }) stage!: string | null;
  @VarcharColumn(40, { nullable: true }) subject!: string | null;
  @VarcharColumn(40, { nullable: true }) grade!: string | null;
  @VarcharColumn(80, { name: 'book_id', nullable: true }) bookId!: string | null;
  @VarcharColumn(120, { name: 'chapter_id', nullable: true }) chapterId!: string | null;
  /** the collection that it was copied from, which may be gone by now; who may know of it is judged when it is read */
  @IdColumn({ name: 'copied_from', nullable: true }) copiedFrom!: string | null;
  /** keys of the types of resources that each lesson is to have, as JSON; null: no template */
  @TextColumn({ nullable: true }) parts!: string | null;
  /** as the publisher chose it; the entries of access are made from it */
  @JsonColumn({ nullable: true }) audience!: AudienceInput | null;
  @InstantColumn({ name: 'published_at', nullable: true }) publishedAt!: number | null;
  @InstantColumn({ name: 'trashed_at', nullable: true }) trashedAt!: number | null;
  @InstantColumn({ name: 'created_at' }) createdAt!: number;
  @InstantColumn({ name: 'updated_at' }) updatedAt!: number;
}

/** A right to a collection that was given to somebody by name: its curators. */
@Entity('collection_grant')
@Index('ix_collection_grant_principal', ['principal', 'collectionId'])
export class CollectionGrantEntity {
  @KeyColumn({ name: 'collection_id' }) collectionId!: string;
  /** `a:<user>:<school>`, `t:<team>` or `d:<department>` */
  @KeyColumn({ length: 80 }) principal!: string;
  /** edit or manage */
  @VarcharColumn(10, { name: 'right_name' }) right!: string;
  @FlagColumn() credited!: boolean;
  @IdColumn({ name: 'granted_by' }) grantedBy!: string;
  @InstantColumn({ name: 'granted_at' }) grantedAt!: number;
}

/** One change of a collection, with what takes it back. */
@Entity('collection_change')
@Index('ix_collection_change_collection', ['collectionId', 'rev'])
@Index('ix_collection_change_at', ['collectionId', 'at'])
export class ChangeEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'collection_id' }) collectionId!: string;
  /** the revision that it made */
  @IntColumn() rev!: number;
  @IdColumn({ name: 'actor_id' }) actorId!: string;
  @InstantColumn() at!: number;
  /** key of CHANGES */
  @VarcharColumn(20) what!: string;
  /** how many items it was about */
  @IntColumn({ name: 'item_count', nullable: true }) count!: number | null;
  @VarcharColumn(200, { nullable: true }) name!: string | null;
  /** null for what is not undone: who may see it and edit it is decided, not undone */
  @JsonColumn({ nullable: true }) undo!: unknown;
  @FlagColumn() undone!: boolean;
}

/** The owner of a resource was asked to widen its audience, for the sake of a collection. */
@Entity('widening')
@Index('ix_widening_owner', ['ownerId', 'settledAt'])
@Index('ix_widening_collection', ['collectionId', 'resourceId'])
export class WideningEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'collection_id' }) collectionId!: string;
  @IdColumn({ name: 'resource_id' }) resourceId!: string;
  /** who was asked; each owner has a row */
  @IdColumn({ name: 'owner_id' }) ownerId!: string;
  @IdColumn({ name: 'asked_by' }) askedBy!: string;
  @InstantColumn({ name: 'asked_at' }) askedAt!: number;
  @InstantColumn({ name: 'settled_at', nullable: true }) settledAt!: number | null;
}
