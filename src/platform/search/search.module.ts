import { Inject, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { FtsSearchEngine } from './adapters/fts/fts.engine.js';
import { inspectIndex, type IndexInventory } from './adapters/fts/inspect-index.js';
import { LazySearchEngine } from './lazy.engine.js';
import { SearchEngine } from './search.port.js';

/** What the index of these settings holds, read without disturbing the server that keeps it; null when there is none. */
export function inspectSearch(settings: Settings['search']): IndexInventory | null {
  return inspectIndex(settings.directory);
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
    const engine = () => FtsSearchEngine.open({ directory: settings.directory });
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
