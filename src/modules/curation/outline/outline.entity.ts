import { Entity, Index } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../../platform/database/columns.js';
import { TargetColumns } from './target.entity.js';

/** A part of a collection, with a text between the items. */
@Entity('collection_section')
@Index('ix_collection_section_order', ['collectionId', 'position', 'id'])
export class SectionEntity {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'collection_id' }) collectionId!: string;
  /** grows along the collection, with gaps */
  @IntColumn() position!: number;
  @VarcharColumn(200) title!: string;
  @TextColumn() text!: string;
  /** a saved search, as JSON; null: only what is put here by hand */
  @TextColumn({ nullable: true }) search!: string | null;
  /** ids of the resources that the search leaves out, as JSON */
  @TextColumn({ nullable: true }) exceptions!: string | null;
  /** nothing of the collection's template is asked of it */
  @FlagColumn({ name: 'no_lesson', nullable: true }) noLesson!: boolean;
  /** the change that took it away, with all its items; until that is undone it is nowhere to be seen */
  @IdColumn({ name: 'removed_in', nullable: true }) removedIn!: string | null;
}

/** One place in a section. */
@Entity('collection_item')
@Index('ix_collection_item_order', ['sectionId', 'position', 'id'])
@Index('ix_collection_item_collection', ['collectionId'])
@Index('ix_collection_item_target', ['targetId'])
@Index('ix_collection_item_added', ['collectionId', 'addedAt'])
@Index('ix_collection_item_removed', ['removedIn'])
export class ItemEntity extends TargetColumns {
  @KeyColumn() id!: string;
  @IdColumn({ name: 'collection_id' }) collectionId!: string;
  @IdColumn({ name: 'section_id' }) sectionId!: string;
  /** grows along the section, with gaps */
  @IntColumn() position!: number;
  @TextColumn() note!: string;
  /** number of the version of the resource that it holds fast; null: it follows the one in force */
  @IntColumn({ name: 'pinned_version', nullable: true }) version!: number | null;
  @IdColumn({ name: 'added_by' }) addedBy!: string;
  @InstantColumn({ name: 'added_at' }) addedAt!: number;
  @IdColumn({ name: 'removed_in', nullable: true }) removedIn!: string | null;
}
