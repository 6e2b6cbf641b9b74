import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { MINUTE } from '../../kernel/clock.js';
import { RetryLater } from '../../kernel/errors.js';
import { Database } from '../../platform/database/database.port.js';
import { JobRegistry } from '../../platform/queue/index.js';
import { SearchAwayError } from '../../platform/search/search.port.js';
import { FileService, textReady } from '../files/index.js';
import {
  manyResourcesChanged,
  resourceChanged,
  ResourceEditor,
  ResourceSources,
} from '../resources/index.js';
import { rebuildIndex } from './rebuild-index.job.js';
import { RebuildWatch } from './rebuild-watch.js';
import { ResourceIndexer } from './resource-indexer.js';

/** so often jobs look whether the engine is there again, spread by half either way */
const AWAY_MS = 5_000;

/** Keeps the index in step: whatever changes a resource or the text in its files asks for it to be indexed again. */
@Injectable()
export class DiscoveryJobs implements OnModuleInit, OnApplicationBootstrap {
  private readonly log = new Logger('Discovery');

  constructor(
    private readonly registry: JobRegistry,
    private readonly watch: RebuildWatch,
    private readonly database: Database,
    private readonly indexer: ResourceIndexer,
    private readonly sources: ResourceSources,
    private readonly editor: ResourceEditor,
    private readonly files: FileService,
  ) {}

  onModuleInit(): void {
    this.registry.handle(rebuildIndex, async (_, { signal }) => {
      const onProgress = (done: number): void =>
        this.log.log(`Filling a new search index: ${done} resources so far`);
      const { documents } = await this.whenThere(() => this.indexer.rebuild({ signal, onProgress }));
      this.log.log(`The search index was rebuilt: ${documents} resources`);
    });
    const quick = { attempts: 20, timeoutMs: MINUTE, priority: 1 };
    this.registry.on(
      resourceChanged,
      { ...quick, name: 'discovery.on-resource', lane: 'index', key: (p) => p.resourceId },
      ({ resourceId }) => this.whenThere(() => this.indexer.index([resourceId])),
    );
    this.registry.on(
      manyResourcesChanged,
      { ...quick, name: 'discovery.on-resources', lane: 'index' },
      ({ resourceIds }) => this.whenThere(() => this.indexer.index(resourceIds)),
    );
    this.registry.on(
      textReady,
      { ...quick, name: 'discovery.on-text', key: (p) => p.sha256 },
      async ({ sha256 }) => {
        const fileIds = await this.files.withBlob(this.database.reader, sha256);
        const resourceIds = await this.sources.holdersOf(fileIds);
        await this.database.transaction((tx) => this.editor.textArrived(tx, resourceIds));
      },
    );
  }

  /** An index that was lost or is of an older form fills itself again. */
  async onApplicationBootstrap(): Promise<void> {
    await this.watch.atStart();
  }

  /** While the engine is away its jobs wait, however long that takes; none of them counts as failed. */
  private async whenThere<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof SearchAwayError)) throw error;
      this.watch.look();
      throw new RetryLater(Math.round(AWAY_MS * (0.5 + Math.random())), error.message);
    }
  }
}
