import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { ConfigModule } from './config/config.module.js';
import type { Settings } from './config/settings.js';
import { HttpModule, httpEntities, httpMigrations, ReadinessModule } from './http/index.js';
import type { Clock } from './kernel/clock.js';
import { LANES, type Lane } from './kernel/lanes.js';
import { accessEntities, accessMigrations } from './modules/access/index.js';
import { AuditPagesModule } from './modules/audit/index.js';
import { curationEntities, curationMigrations, CurationModule } from './modules/curation/index.js';
import { DiscoveryModule } from './modules/discovery/index.js';
import { filesEntities, filesMigrations } from './modules/files/index.js';
import { identityEntities, identityMigrations } from './modules/identity/index.js';
import { mailEntities, mailMigrations, NoticeMailModule, NoticesModule } from './modules/notices/index.js';
import {
  organizationEntities,
  organizationMigrations,
  OrganizationModule,
} from './modules/organization/index.js';
import {
  preparationEntities,
  preparationMigrations,
  PreparationModule,
} from './modules/preparation/index.js';
import { ProcessingModule } from './modules/processing/index.js';
import { resourcesEntities, resourcesMigrations, ResourcesModule } from './modules/resources/index.js';
import { reviewEntities, reviewMigrations, ReviewModule } from './modules/review/index.js';
import { sharingEntities, sharingMigrations, SharingModule } from './modules/sharing/index.js';
import { TaxonomyModule } from './modules/taxonomy/index.js';
import { uploadsEntities, uploadsMigrations, UploadsModule } from './modules/uploads/index.js';
import { AuditModule, auditEntities, auditMigrations } from './platform/audit/index.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { LiveModule } from './platform/live/index.js';
import { MailModule } from './platform/mail/index.js';
import { MediaModule } from './platform/media/index.js';
import { NoticeBoardModule, noticesEntities, noticesMigrations } from './platform/notices/index.js';
import { NodesModule, nodesEntities, nodesMigrations } from './platform/nodes/index.js';
import { QueueModule, queueEntities, queueMigrations, type LaneSettings } from './platform/queue/index.js';
import { SearchModule } from './platform/search/search.module.js';
import { StorageModule } from './platform/storage/storage.module.js';

/** All tables, and the migrations that make them. */
export const SCHEMA = {
  entities: [
    ...queueEntities,
    ...auditEntities,
    ...noticesEntities,
    ...httpEntities,
    ...nodesEntities,
    ...identityEntities,
    ...organizationEntities,
    ...accessEntities,
    ...filesEntities,
    ...resourcesEntities,
    ...uploadsEntities,
    ...sharingEntities,
    ...curationEntities,
    ...reviewEntities,
    ...mailEntities,
    ...preparationEntities,
  ],
  migrations: [
    ...queueMigrations,
    ...auditMigrations,
    ...noticesMigrations,
    ...httpMigrations,
    ...nodesMigrations,
    ...identityMigrations,
    ...organizationMigrations,
    ...accessMigrations,
    ...filesMigrations,
    ...resourcesMigrations,
    ...uploadsMigrations,
    ...sharingMigrations,
    ...curationMigrations,
    ...reviewMigrations,
    ...mailMigrations,
    ...preparationMigrations,
  ],
};

/** What a process is: it serves people, only works off jobs, or is a command beside them. */
export type ProcessRole = 'http' | 'worker' | 'command';

/**
 * Everything that all processes are made of. A command only asks for jobs, and leaves the search index to the processes
 * that work, as does a worker of other lanes.
 */
export function rooms(
  settings: Settings,
  role: ProcessRole,
  clock?: Clock,
): (DynamicModule | Type<unknown>)[] {
  const { lanes } = settings.work;
  // The embedded index belongs to the HTTP process: a worker that wants it is refused before it gets at it.
  const indexes = settings.search.driver !== 'fts' && (lanes.includes('index') || lanes.includes('bulk'));
  return [
    ConfigModule.register(settings, clock),
    DatabaseModule.register(settings.database, SCHEMA),
    StorageModule.register(settings),
    SearchModule.register(settings.search, {
      open: role === 'http' || (role === 'worker' && indexes) ? 'at start' : 'when asked',
    }),
    QueueModule.register({
      work: role !== 'command',
      redis: settings.queue.driver === 'bullmq' ? settings.queue : null,
      lanes: laneCounts(settings.work),
    }),
    LiveModule.register(settings.live),
    MailModule.register(settings.mail),
    NodesModule.register(role === 'command' ? null : { role, deployment: settings.nodes, lanes }, settings),
    AuditModule.register(),
    NoticeBoardModule.register(),
    MediaModule.register(settings),
    HttpModule,
    ReadinessModule,
    OrganizationModule,
    TaxonomyModule,
    ResourcesModule,
    UploadsModule,
    ProcessingModule,
    DiscoveryModule,
    CurationModule,
    ReviewModule,
    NoticeMailModule,
    PreparationModule,
  ];
}

/** The whole program: HTTP, and the jobs where the settings say so. */
@Module({})
export class AppModule {
  static register(
    settings: Settings,
    clock?: Clock,
    { role = 'http' }: { role?: 'http' | 'command' } = {},
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [...rooms(settings, role, clock), SharingModule, NoticesModule, AuditPagesModule],
    };
  }
}

/** A lane that is not named is left to other processes. */
function laneCounts({ lanes, documents, videos }: Settings['work']): Partial<LaneSettings> {
  const left = LANES.filter((lane) => !lanes.includes(lane)).map((lane): [Lane, number] => [lane, 0]);
  return { document: documents, video: videos, ...Object.fromEntries(left) };
}
