import { Inject, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { InProcessLiveBus } from './adapters/in-process.live.js';
import { LiveBus } from './live.port.js';

/** Opens the bus that the settings name. Throws one plain sentence when its service cannot be used. */
export async function openLiveBus(settings: Settings['live']): Promise<LiveBus> {
  if (settings.driver === 'process') return new InProcessLiveBus();
  // Loaded only where it is used: it costs memory and time at start.
  const { RedisLiveBus } = await import('./adapters/redis.live.js');
  return RedisLiveBus.open({ redisUrl: settings.redisUrl, channel: `${settings.prefix}:live` });
}

/** Closes the bus when nobody can have news any more. */
@Injectable()
class LiveLife implements OnApplicationShutdown {
  constructor(@Inject(LiveBus) private readonly live: LiveBus) {}
  onApplicationShutdown(): Promise<void> {
    return this.live.close();
  }
}

@Module({})
export class LiveModule {
  static register(settings: Settings['live'] = { driver: 'process' }): DynamicModule {
    return {
      module: LiveModule,
      global: true,
      providers: [{ provide: LiveBus, useFactory: () => openLiveBus(settings) }, LiveLife],
      exports: [LiveBus],
    };
  }
}
