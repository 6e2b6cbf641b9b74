import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MINUTE } from '../../kernel/clock.js';
import { Scheduler } from '../../platform/queue/index.js';
import { Reminders } from './reminders/reminders.js';

/** What happens to plans by itself. */
@Injectable()
export class PreparationJobs implements OnModuleInit {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly reminders: Reminders,
  ) {}

  onModuleInit(): void {
    this.scheduler.every('preparation.remind', 10 * MINUTE, (signal) => this.reminders.run(signal));
  }
}
