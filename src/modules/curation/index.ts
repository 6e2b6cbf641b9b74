import {
  ChangeEntity,
  CollectionEntity,
  CollectionGrantEntity,
  WideningEntity,
} from './collections/collection.entity.js';
import { FollowEntity } from './following/follow.entity.js';
import { ItemEntity, SectionEntity } from './outline/outline.entity.js';
import { ProposalEntity } from './proposals/proposal.entity.js';

export { CollectionEditor } from './collections/collection-editor.js';
export { CollectionPublisher } from './collections/collection-publisher.js';
export { CollectionReader } from './collections/collection-reader.js';
export { curationMigrations } from './curation.migrations.js';
export { CurationModule } from './curation.module.js';
export { ItemEditor } from './outline/item-editor.js';
export { ItemPins } from './outline/item-pins.js';
export { ItemReader } from './outline/item-reader.js';
export { ProposalReader } from './proposals/proposal-reader.js';
export { Proposals } from './proposals/proposals.js';
export { SectionEditor } from './outline/section-editor.js';
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
