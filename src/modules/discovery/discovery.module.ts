import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { FilesModule } from '../files/index.js';
import { OrganizationModule } from '../organization/index.js';
import { ResourcesModule } from '../resources/index.js';
import { TaxonomyModule } from '../taxonomy/index.js';
import { DiscoveryController } from './discovery.controller.js';
import { DiscoveryJobs } from './discovery.jobs.js';
import { DiscoveryService } from './discovery.service.js';
import { FacetLabels } from './facet-labels.js';
import { LimitedSearch } from './limited-search.js';
import { ProvidedFinder } from './provided-finder.js';
import { RebuildWatch } from './rebuild-watch.js';
import { ResourceIndexer } from './resource-indexer.js';

@Module({
  imports: [AccessModule, FilesModule, OrganizationModule, ResourcesModule, TaxonomyModule],
  controllers: [DiscoveryController],
  providers: [
    DiscoveryService,
    LimitedSearch,
    FacetLabels,
    ProvidedFinder,
    RebuildWatch,
    ResourceIndexer,
    DiscoveryJobs,
  ],
  exports: [ResourceIndexer],
})
export class DiscoveryModule {}
