import { ResourceEntity } from './resource.entity.js';
import { ResourceFileEntity, ResourceTagEntity, ResourceUploadEntity } from './resource-parts.entity.js';

export { ResourceEditor, owningSchool } from './resource-editor.js';
export { ResourcePublisher } from './resource-publisher.js';
export { ResourceReader } from './resource-reader.js';
export { ResourceSources, type ResourceSource } from './resource-sources.js';
export { resourceChanged } from './resources.events.js';
export { resourcesMigrations } from './resources.migrations.js';
export { ResourcesModule } from './resources.module.js';
export { UploadSource, type UploadLookup } from './upload-source.js';
export const resourcesEntities = [
  ResourceEntity,
  ResourceFileEntity,
  ResourceUploadEntity,
  ResourceTagEntity,
];
