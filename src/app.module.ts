import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule } from './config/config.module.js';
import type { Settings } from './config/settings.js';
import { HttpModule } from './http/index.js';
import type { Clock } from './kernel/clock.js';
import { accessEntities, accessMigrations } from './modules/access/index.js';
import { DiscoveryModule } from './modules/discovery/index.js';
import { filesEntities, filesMigrations } from './modules/files/index.js';
import { identityEntities, identityMigrations } from './modules/identity/index.js';
import { NoticesModule } from './modules/notices/index.js';
import {
  organizationEntities,
  organizationMigrations,
  OrganizationModule,
} from './modules/organization/index.js';
import { ProcessingModule } from './modules/processing/index.js';
import { resourcesEntities, resourcesMigrations, ResourcesModule } from './modules/resources/index.js';
import { TaxonomyModule } from './modules/taxonomy/index.js';
import { uploadsEntities, uploadsMigrations, UploadsModule } from './modules/uploads/index.js';
import { AuditModule, auditEntities, auditMigrations } from './platform/audit/index.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { LiveModule } from './platform/live/index.js';
import { MediaModule } from './platform/media/index.js';
import { QueueModule, queueEntities, queueMigrations } from './platform/queue/index.js';
import { SearchModule } from './platform/search/search.module.js';
import { StorageModule } from './platform/storage/storage.module.js';

/** All tables, and the migrations that make them. */
export const SCHEMA = {
  entities: [
    ...queueEntities,
    ...auditEntities,
    ...identityEntities,
    ...organizationEntities,
    ...accessEntities,
    ...filesEntities,
    ...resourcesEntities,
    ...uploadsEntities,
  ],
  migrations: [
    ...queueMigrations,
    ...auditMigrations,
    ...identityMigrations,
    ...organizationMigrations,
    ...accessMigrations,
    ...filesMigrations,
    ...resourcesMigrations,
    ...uploadsMigrations,
  ],
};

/**
 * Everything in one process: HTTP, and the jobs where the settings say so. With `work: false` (the command line) it
 * only asks for jobs, and leaves the search index to the process that works.
 */
@Module({})
export class AppModule {
  static register(settings: Settings, clock?: Clock, { work = true } = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.register(settings, clock),
        DatabaseModule.register(settings.database, SCHEMA),
        StorageModule.register(settings),
        SearchModule.register(settings.search, { open: work ? 'at start' : 'when asked' }),
        QueueModule.register({
          work,
          redisUrl: settings.queue.driver === 'bullmq' ? settings.queue.redisUrl : null,
          lanes: { document: settings.work.documents, video: settings.work.videos },
        }),
        LiveModule.register(),
        AuditModule.register(),
        MediaModule.register(settings),
        HttpModule,
        OrganizationModule,
        TaxonomyModule,
        ResourcesModule,
        UploadsModule,
        ProcessingModule,
        DiscoveryModule,
        NoticesModule,
      ],
    };
  }
}
