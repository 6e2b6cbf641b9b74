import { Module, type DynamicModule } from '@nestjs/common';
import { InProcessLiveBus } from './adapters/in-process.live.js';
import { LiveBus } from './live.port.js';

@Module({})
export class LiveModule {
  static register(): DynamicModule {
    return {
      module: LiveModule,
      global: true,
      providers: [{ provide: LiveBus, useClass: InProcessLiveBus }],
      exports: [LiveBus],
    };
  }
}
