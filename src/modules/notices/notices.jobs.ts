import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, DAY, HOUR } from '../../kernel/clock.js';
import { Database } from '../../platform/database/database.port.js';
import { NoticesRepository } from '../../platform/notices/index.js';
import { Scheduler } from '../../platform/queue/index.js';

/** How long a notice is kept, seen or not. */
export const NOTICES_KEPT_MS = 180 * DAY;
const REMOVED_AT_ONCE = 500;

/** Housekeeping of notices. */
@Injectable()
export class NoticesJobs implements OnModuleInit {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly database: Database,
    private readonly repository: NoticesRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scheduler.every('notices.sweep', HOUR, (signal) => this.sweep(signal));
  }

  /** Removes what is too old to be news to anybody. */
  async sweep(signal?: AbortSignal): Promise<void> {
    const before = this.clock.now() - NOTICES_KEPT_MS;
    while (!signal?.aborted) {
      const removed = await this.database.transaction((tx) =>
        this.repository.removeBefore(tx, before, REMOVED_AT_ONCE),
      );
      if (removed < REMOVED_AT_ONCE) return;
    }
  }
}
