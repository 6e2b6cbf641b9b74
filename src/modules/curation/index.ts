import {
  ChangeEntity,
  CollectionEntity,
  CollectionGrantEntity,
  WideningEntity,
} from './collection.entity.js';
import { ItemEntity, SectionEntity } from './outline.entity.js';

export { CollectionEditor } from './collection-editor.js';
export { CollectionPublisher } from './collection-publisher.js';
export { CollectionReader } from './collection-reader.js';
export { curationMigrations } from './curation.migrations.js';
export { CurationModule } from './curation.module.js';
export { ItemEditor } from './item-editor.js';
export { SectionEditor } from './section-editor.js';
export const curationEntities = [
  CollectionEntity,
  CollectionGrantEntity,
  SectionEntity,
  ItemEntity,
  ChangeEntity,
  WideningEntity,
];
