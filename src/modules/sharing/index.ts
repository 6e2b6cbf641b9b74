import { LinkEventEntity, LinkVisitEntity, ShareLinkEntity } from './share-link.entity.js';
import { SharingDefaultEntity } from './sharing-default.entity.js';

export { sharingMigrations } from './sharing.migrations.js';
export { SharingModule } from './sharing.module.js';
export const sharingEntities = [SharingDefaultEntity, ShareLinkEntity, LinkVisitEntity, LinkEventEntity];
