import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { Clock, HOUR } from '../../kernel/clock.js';
import { Scheduler } from '../../platform/queue/index.js';
import { ReadingRecord } from './reading/reading-record.js';
import { ERASED_AT_ONCE, ResourcePublisher } from './publishing/resource-publisher.js';

/** What happens to resources by itself. */
@Injectable()
export class ResourcesJobs implements OnModuleInit {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly publisher: ResourcePublisher,
    private readonly readings: ReadingRecord,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.scheduler.every('resources.empty-trash', HOUR, (signal) => this.emptyTrash(signal));
    this.scheduler.every('resources.forget-readings', HOUR, () => this.readings.sweep());
  }

  /** Erases what has lain in the trash for as long as the settings give. */
  private async emptyTrash(signal: AbortSignal): Promise<void> {
    const before = this.clock.now() - this.settings.trashMs;
    while (!signal.aborted) if ((await this.publisher.empty(before)) < ERASED_AT_ONCE) return;
  }
}
