import { Module, type DynamicModule } from '@nestjs/common';
import { rooms } from './app.module.js';
import type { Settings } from './config/settings.js';
import type { Clock } from './kernel/clock.js';

/** A process that only works off jobs: all that handlers need, and no page ever listens to it. */
@Module({})
export class WorkerModule {
  static register(settings: Settings, clock?: Clock): DynamicModule {
    return { module: WorkerModule, imports: rooms(settings, 'worker', clock) };
  }
}
