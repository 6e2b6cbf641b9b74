import { Injectable } from '@nestjs/common';
import type { ChangeName } from '../../../contracts/index.js';
import { Clock } from '../../../kernel/clock.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { Outbox } from '../../../platform/queue/index.js';
import type { CollectionRecord } from '../collections/collections.repository.js';
import { GATHERED_FOR_MS, tellFollowers } from '../curation.queue.js';
import { FollowsRepository } from './follows.repository.js';

/** Changes of which readers may hear; what is undone, moved or worded anew is no news. */
const NEWS: ReadonlySet<ChangeName> = new Set([
  'items_add',
  'items_remove',
  'section_remove',
  'publish',
  'restore',
]);

/** Sees to it that followers hear of a change, together with those that come soon after it. */
@Injectable()
export class FollowerBell {
  constructor(
    private readonly follows: FollowsRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** In the unit that changes the collection. */
  async ring(tx: Tx, record: CollectionRecord, what: ChangeName): Promise<void> {
    if (!NEWS.has(what) || record.state !== 'published' || record.trashedAt !== null) return;
    if (!(await this.follows.anybody(tx, record.id))) return;
    const notBefore = this.clock.now() + GATHERED_FOR_MS;
    await this.outbox.add(tx, tellFollowers, { collectionId: record.id }, { notBefore });
  }
}
