import { Injectable, Logger } from '@nestjs/common';
import { Metrics } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { LiveBus } from '../../../platform/live/index.js';
import type { ResourceRecord } from '../resources.repository.js';
import type { SupportOpening } from './support.repository.js';

/** Raises the alarm when something is opened for support, and tells its owners' pages. */
@Injectable()
export class SupportNews {
  private readonly log = new Logger('Support');
  private readonly count: () => void;

  constructor(
    private readonly live: LiveBus,
    metrics: Metrics,
  ) {
    this.count = metrics.counter(
      'lianke_support_openings_total',
      'Private things that administrators opened for support.',
    );
  }

  opened(by: Actor, record: ResourceRecord, opening: SupportOpening, ownerIds: readonly Id[]): void {
    this.count();
    this.log.warn({
      event: 'support.opened',
      msg: 'An administrator opened somebody’s resource for support',
      opening: opening.id,
      admin: by.userId,
      resource: record.id,
      school: record.schoolId,
      until: new Date(opening.until).toISOString(),
      reason: opening.reason,
    });
    for (const ownerId of ownerIds)
      this.live.publish(`user:${ownerId}`, {
        type: 'support',
        resourceId: record.id,
        open: true,
        by: by.name,
        title: record.title,
      });
  }

  ended(by: Actor, record: ResourceRecord, opening: SupportOpening, ownerIds: readonly Id[]): void {
    this.log.log({ event: 'support.ended', msg: 'Support was ended', opening: opening.id, by: by.userId });
    for (const userId of new Set([...ownerIds, opening.adminId]))
      this.live.publish(`user:${userId}`, {
        type: 'support',
        resourceId: record.id,
        open: false,
        by: by.name,
        title: userId === opening.adminId ? '' : record.title,
      });
  }
}
