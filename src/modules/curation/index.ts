import {
  ChangeEntity,
  CollectionEntity,
  CollectionGrantEntity,
  WideningEntity,
} from './collection.entity.js';
import { FollowEntity } from './follow.entity.js';
import { ItemEntity, SectionEntity } from './outline.entity.js';
import { ProposalEntity } from './proposal.entity.js';

export { CollectionEditor } from './collection-editor.js';
export { CollectionPublisher } from './collection-publisher.js';
export { CollectionReader } from './collection-reader.js';
export { curationMigrations } from './curation.migrations.js';
export { CurationModule } from './curation.module.js';
export { ItemEditor } from './item-editor.js';
export { ProposalReader } from './proposal-reader.js';
export { Proposals } from './proposals.js';
export { SectionEditor } from './section-editor.js';
export const curationEntities = [
  CollectionEntity,
  CollectionGrantEntity,
  SectionEntity,
  ItemEntity,
  ChangeEntity,
  WideningEntity,
  ProposalEntity,
  FollowEntity,
];
