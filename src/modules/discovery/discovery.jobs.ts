import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { id } from '../../contracts/index.js';
import { HOUR, MINUTE } from '../../kernel/clock.js';
import { Database } from '../../platform/database/database.port.js';
import { defineJob, JobRegistry, Outbox } from '../../platform/queue/index.js';
import { FileService, textReady } from '../files/index.js';
import { resourceChanged, ResourceSources } from '../resources/index.js';
import { ResourceIndexer } from './resource-indexer.js';

export const indexResource = defineJob({
  name: 'discovery.index',
  payload: z.object({ resourceId: id }),
  attempts: 20,
  timeoutMs: MINUTE,
  priority: 1,
  lane: 'index',
  key: (p) => p.resourceId,
  why: 'makes a resource found as it is now, and no longer found when it may not be',
});

export const rebuildIndex = defineJob({
  name: 'discovery.rebuild',
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 12 * HOUR,
  priority: 5,
  lane: 'bulk',
  key: () => 'all',
  why: 'fills a new index beside the one in use: after the old one was lost, or when an administrator asks for it',
});

/** Keeps the index in step: whatever changes a resource or the text in its files asks for it to be indexed again. */
@Injectable()
export class DiscoveryJobs implements OnModuleInit, OnApplicationBootstrap {
  private readonly log = new Logger('Discovery');

  constructor(
    private readonly registry: JobRegistry,
    private readonly outbox: Outbox,
    private readonly database: Database,
    private readonly indexer: ResourceIndexer,
    private readonly sources: ResourceSources,
    private readonly files: FileService,
  ) {}

  onModuleInit(): void {
    this.registry.handle(indexResource, ({ resourceId }) => this.indexer.index([resourceId]));
    this.registry.handle(rebuildIndex, async (_, { signal }) => {
      const { documents } = await this.indexer.rebuild({
        signal,
        onProgress: (done) => this.log.log(`Filling a new search index: ${done} resources so far`),
      });
      this.log.log(`The search index was rebuilt: ${documents} resources`);
    });
    const quick = { attempts: 20, timeoutMs: MINUTE, priority: 1 };
    this.registry.on(
      resourceChanged,
      { ...quick, name: 'discovery.on-resource', lane: 'index', key: (p) => p.resourceId },
      ({ resourceId }) => this.indexer.index([resourceId]),
    );
    this.registry.on(
      textReady,
      { ...quick, name: 'discovery.on-text', key: (p) => p.sha256 },
      async ({ sha256 }) => {
        const fileIds = await this.files.withBlob(this.database.reader, sha256);
        const resourceIds = await this.sources.holdersOf(fileIds);
        await this.database.transaction(async (tx) => {
          for (const resourceId of resourceIds) await this.outbox.add(tx, indexResource, { resourceId });
        });
      },
    );
  }

  /** An index that was lost or is of an older form fills itself again. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.indexer.needsRebuild)
      await this.database.transaction((tx) => this.outbox.add(tx, rebuildIndex, {}));
  }
}
