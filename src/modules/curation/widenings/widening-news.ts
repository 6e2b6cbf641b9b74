import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { LiveBus } from '../../../platform/live/index.js';
import { NoticeBoard } from '../../../platform/notices/index.js';
import type { WideningRecord } from './widenings.repository.js';

/** Tells owners that they are asked to widen: a notice that stays, and a word on whatever page they have open. */
@Injectable()
export class WideningNews {
  constructor(
    private readonly notices: NoticeBoard,
    private readonly live: LiveBus,
  ) {}

  /**
   * In the unit that asks. `title` is of the resource, which its owners see; whether they see the collection is judged
   * when they look.
   */
  async asked(tx: Tx, by: Actor, widenings: readonly WideningRecord[], title: string): Promise<void> {
    for (const { id, ownerId } of widenings)
      await this.notices.tell(tx, {
        kind: 'widening',
        subjectId: id,
        actorId: by.userId,
        recipientIds: [ownerId],
      });
    tx.afterCommit(() => {
      for (const { ownerId, resourceId } of widenings)
        this.live.publish(`user:${ownerId}`, { type: 'widening', resourceId, title, by: by.name });
    });
  }
}
