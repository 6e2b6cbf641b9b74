import { Inject, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { FtsSearchEngine } from './adapters/fts/fts.engine.js';
import { inspectIndex } from './adapters/fts/inspect-index.js';
import { ownIndex } from './adapters/fts/owner-lock.js';
import { GuardedSearchEngine } from './guarded.engine.js';
import type { IndexInventory } from './index-inventory.js';
import { LazySearchEngine } from './lazy.engine.js';
import { SearchEngine } from './search.port.js';

export { IndexInUseError } from './adapters/fts/owner-lock.js';

/** What the index of these settings holds, read without disturbing the server that keeps it; null when there is none. */
export async function inspectSearch(settings: Settings['search']): Promise<IndexInventory | null> {
  if (settings.driver === 'fts') return inspectIndex(settings.directory);
  const { inspectMeili } = await import('./adapters/meili/inspect-meili.js');
  return inspectMeili(settings);
}

/** The engine that the settings name, behind the deadline that holds for every engine. */
async function openEngine(settings: Settings['search']): Promise<SearchEngine> {
  if (settings.driver === 'fts') return new GuardedSearchEngine(await openOwned(settings.directory));
  // loaded only where it is used
  const { MeiliSearchEngine } = await import('./adapters/meili/meili.engine.js');
  return new GuardedSearchEngine(await MeiliSearchEngine.open(settings));
}

/** The embedded engine serves one process: a second one on the same directory is refused with one sentence. */
async function openOwned(directory: string): Promise<SearchEngine> {
  const release = ownIndex(directory);
  try {
    const engine = await FtsSearchEngine.open({ directory });
    const close = engine.close.bind(engine);
    engine.close = () => close().finally(release);
    return engine;
  } catch (error) {
    release();
    throw error;
  }
}

@Injectable()
class SearchLife implements OnApplicationShutdown {
  constructor(@Inject(SearchEngine) private readonly engine: SearchEngine) {}
  onApplicationShutdown(): Promise<void> {
    return this.engine.close();
  }
}

/** The search engine that the settings name. With `open: 'when asked'` it is left alone until something needs it. */
@Module({})
export class SearchModule {
  static register(
    settings: Settings['search'],
    { open = 'at start' }: { open?: 'at start' | 'when asked' } = {},
  ): DynamicModule {
    const engine = () => openEngine(settings);
    const reach = settings.driver === 'fts' ? 'process' : 'cluster';
    return {
      module: SearchModule,
      global: true,
      providers: [
        {
          provide: SearchEngine,
          useFactory: () => (open === 'at start' ? engine() : new LazySearchEngine(engine, reach)),
        },
        SearchLife,
      ],
      exports: [SearchEngine],
    };
  }
}
