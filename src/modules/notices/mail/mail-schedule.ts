import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, DAY, HOUR, MINUTE } from '../../../kernel/clock.js';
import { lastHour } from '../../../kernel/days.js';
import { Database } from '../../../platform/database/database.port.js';
import { Mailer } from '../../../platform/mail/index.js';
import { Scheduler } from '../../../platform/queue/index.js';
import { MailGathering } from './mail-gathering.js';
import { MailsRepository } from './mails.repository.js';

/** When the mail of the day goes out, where schools are. */
const DAILY_HOUR = 7;
const TIME_ZONE = 'Asia/Shanghai';
const LOOK_EVERY_MS = 5 * MINUTE;
const PEOPLE_AT_ONCE = 200;
/** as long as notices */
const MAILS_KEPT_MS = 180 * DAY;
const REMOVED_AT_ONCE = 500;

/** What happens with mail by the clock. */
@Injectable()
export class MailSchedule implements OnModuleInit {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly gathering: MailGathering,
    private readonly mails: MailsRepository,
    private readonly mailer: Mailer,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scheduler.every('notices.sweep-mail', HOUR, (signal) => this.sweep(signal));
    this.scheduler.every('notices.daily-mail', LOOK_EVERY_MS, (signal) => this.daily(signal));
  }

  /** Makes the mails of the day that are not made yet: also late, where the program did not run at the hour. */
  async daily(signal?: AbortSignal): Promise<void> {
    if (!this.mailer.ready) return;
    const hour = lastHour(DAILY_HOUR, TIME_ZONE, this.clock.now());
    while (!signal?.aborted) {
      const people = await this.gathering.withoutDigest(hour, PEOPLE_AT_ONCE);
      for (const accountId of people) {
        if (signal?.aborted) return;
        await this.gathering.daily(accountId, hour);
      }
      if (people.length < PEOPLE_AT_ONCE) return;
    }
  }

  /** Forgets mails of long ago. */
  async sweep(signal?: AbortSignal): Promise<void> {
    const before = this.clock.now() - MAILS_KEPT_MS;
    while (!signal?.aborted) {
      const removed = await this.database.transaction((tx) =>
        this.mails.removeBefore(tx, before, REMOVED_AT_ONCE),
      );
      if (removed < REMOVED_AT_ONCE) return;
    }
  }
}
