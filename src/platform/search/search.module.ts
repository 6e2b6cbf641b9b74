import { Inject, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { FtsSearchEngine } from './adapters/fts/fts.engine.js';
import { SearchEngine } from './search.port.js';

@Injectable()
class SearchLife implements OnApplicationShutdown {
  constructor(@Inject(SearchEngine) private readonly engine: SearchEngine) {}
  onApplicationShutdown(): Promise<void> {
    return this.engine.close();
  }
}

/** The search engine that the settings name. */
@Module({})
export class SearchModule {
  static register(settings: Settings['search']): DynamicModule {
    return {
      module: SearchModule,
      global: true,
      providers: [
        { provide: SearchEngine, useFactory: () => FtsSearchEngine.open({ directory: settings.directory }) },
        SearchLife,
      ],
      exports: [SearchEngine],
    };
  }
}
