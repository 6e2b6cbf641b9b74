import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { FilesModule } from '../files/index.js';
import { OrganizationModule } from '../organization/index.js';
import { TaxonomyModule } from '../taxonomy/index.js';
import { ContentController } from './content.controller.js';
import { ResourceEditor } from './resource-editor.js';
import { ResourcePresenter } from './resource-presenter.js';
import { ResourcePublisher } from './resource-publisher.js';
import { ResourceReader } from './resource-reader.js';
import { ResourceWriter } from './resource-writer.js';
import { ResourcesController } from './resources.controller.js';
import { ResourcesRepository } from './resources.repository.js';
import { ResourceSources } from './resource-sources.js';
import { TagsInUse } from './tags-in-use.js';
import { UploadSource } from './upload-source.js';

@Module({
  imports: [OrganizationModule, AccessModule, TaxonomyModule, FilesModule],
  controllers: [ResourcesController, ContentController],
  providers: [
    ResourcesRepository,
    ResourceWriter,
    ResourceEditor,
    ResourcePublisher,
    ResourceReader,
    ResourcePresenter,
    ResourceSources,
    TagsInUse,
    UploadSource,
  ],
  exports: [ResourceEditor, ResourcePublisher, ResourceReader, ResourceSources, UploadSource],
})
export class ResourcesModule {}
