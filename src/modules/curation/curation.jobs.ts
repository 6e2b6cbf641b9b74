import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { Clock, HOUR } from '../../kernel/clock.js';
import { JobRegistry, Scheduler } from '../../platform/queue/index.js';
import { CollectionPublisher, ERASED_AT_ONCE } from './collections/collection-publisher.js';
import { tellFollowers } from './curation.queue.js';
import { FollowerNews } from './following/follower-news.js';

/** What happens to collections by itself. */
@Injectable()
export class CurationJobs implements OnModuleInit {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly registry: JobRegistry,
    private readonly publisher: CollectionPublisher,
    private readonly followers: FollowerNews,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.scheduler.every('curation.empty-trash', HOUR, (signal) => this.emptyTrash(signal));
    this.registry.handle(tellFollowers, ({ collectionId }, { signal, fence }) =>
      this.followers.tell(collectionId, signal, fence),
    );
  }

  /** Erases what has lain in the trash for as long as the settings give. */
  private async emptyTrash(signal: AbortSignal): Promise<void> {
    const before = this.clock.now() - this.settings.trashMs;
    while (!signal.aborted) if ((await this.publisher.empty(before)) < ERASED_AT_ONCE) return;
  }
}
