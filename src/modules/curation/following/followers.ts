import { Injectable } from '@nestjs/common';
import { MOST_FOLLOWED } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { AppError } from '../../../kernel/errors.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService, type Authorized } from '../../access/index.js';
import { CollectionWriter } from '../collections/collection-writer.js';
import { FollowsRepository } from './follows.repository.js';

type Views = Authorized<'collection', 'view'>;

/** Following collections. It gives no right, and nobody else is told of it. */
@Injectable()
export class Followers {
  constructor(
    private readonly database: Database,
    private readonly writer: CollectionWriter,
    private readonly access: AccessService,
    private readonly follows: FollowsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * From now on the actor hears of changes; following twice is no error. Throws `state_conflict` for what is not
   * published, `follows_full` with MOST_FOLLOWED others that they see.
   */
  async follow(actor: Actor, right: Views): Promise<void> {
    await this.database.transaction(async (tx) => {
      // Held until the unit ends: whatever is changed after it is news to them.
      const { state } = await this.writer.lockStanding(tx, right.id, null);
      if (state !== 'published') throw new AppError('state_conflict');
      if ((await this.follows.among(tx, actor.userId, [right.id])).has(right.id)) return;
      const seen = this.access.visible(actor, 'collection', 'f.collection_id');
      if ((await this.follows.count(tx, actor.userId, seen)) >= MOST_FOLLOWED)
        throw new AppError('follows_full', { most: MOST_FOLLOWED });
      const now = this.clock.now();
      await this.follows.insert(tx, {
        collectionId: right.id,
        userId: actor.userId,
        followedAt: now,
        heardUntil: now,
      });
    });
  }

  /** Not following is no error. */
  async unfollow(actor: Actor, right: Views): Promise<void> {
    await this.database.transaction((tx) => this.follows.remove(tx, right.id, actor.userId));
  }
}
