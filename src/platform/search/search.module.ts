import { Inject, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { FtsSearchEngine } from './adapters/fts/fts.engine.js';
import { inspectIndex, type IndexInventory } from './adapters/fts/inspect-index.js';
import { ownIndex } from './adapters/fts/owner-lock.js';
import { LazySearchEngine } from './lazy.engine.js';
import { SearchEngine } from './search.port.js';

export { IndexInUseError } from './adapters/fts/owner-lock.js';

/** What the index of these settings holds, read without disturbing the server that keeps it; null when there is none. */
export function inspectSearch(settings: Settings['search']): IndexInventory | null {
  return inspectIndex(settings.directory);
}

/** The embedded engine serves one process: a second one on the same directory is refused with one sentence. */
async function openOwned({ directory }: Settings['search']): Promise<SearchEngine> {
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
    const engine = () => openOwned(settings);
    return {
      module: SearchModule,
      global: true,
      providers: [
        {
          provide: SearchEngine,
          useFactory: () => (open === 'at start' ? engine() : new LazySearchEngine(engine)),
        },
        SearchLife,
      ],
      exports: [SearchEngine],
    };
  }
}
