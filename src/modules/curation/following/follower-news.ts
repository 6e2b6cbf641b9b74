import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Clock, type Instant } from '../../../kernel/clock.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import { NoticeBoard } from '../../../platform/notices/index.js';
import { ActorService } from '../../organization/index.js';
import { CollectionNews } from './collection-news.js';
import { CollectionsRepository } from '../collections/collections.repository.js';
import { FollowsRepository, type FollowRecord } from './follows.repository.js';

/** Followers told in one unit of work. */
const AT_ONCE = 100;

/** A follower who may see the collection. `news`: something changed that they see. */
interface Listener extends FollowRecord {
  news: boolean;
}

/** Tells followers of what changed, each by their own rights. */
@Injectable()
export class FollowerNews {
  constructor(
    private readonly database: Database,
    private readonly collections: CollectionsRepository,
    private readonly follows: FollowsRepository,
    private readonly actors: ActorService,
    private readonly news: CollectionNews,
    private readonly notices: NoticeBoard,
    private readonly clock: Clock,
  ) {}

  /**
   * Everything since each follower last heard is one notice. Whoever may not see the collection now hears nothing, and
   * of all of it should they see it again. Told twice, it is told once: what was heard is no news any more.
   */
  async tell(
    collectionId: Id,
    signal?: AbortSignal,
    fence: (tx: Tx) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    const until = await this.settled(collectionId);
    if (until === null) return;
    let afterId: Id | null = null;
    while (!signal?.aborted) {
      const page = await this.follows.page(this.database.reader, collectionId, afterId, AT_ONCE);
      await this.tellSome(collectionId, await this.listening(page, until), until, fence);
      if (page.length < AT_ONCE) return;
      afterId = page.at(-1)!.userId;
    }
    signal.throwIfAborted();
  }

  /** An instant before which every change has been committed; null for what is gone. */
  private settled(collectionId: Id): Promise<Instant | null> {
    return this.database.transaction(async (tx) => {
      const record = await this.collections.lock(tx, collectionId);
      return record && this.clock.now();
    });
  }

  private async listening(page: readonly FollowRecord[], until: Instant): Promise<Listener[]> {
    const found: Listener[] = [];
    for (const follow of page) {
      const { userId, collectionId, heardUntil: from } = follow;
      const actor = await this.actorOf(userId);
      const seen = actor && (await this.news.of(actor, new Map([[userId, { collectionId, from, until }]])));
      const heard = seen?.get(userId);
      if (heard) found.push({ ...follow, news: heard.news !== null });
    }
    return found;
  }

  /** Null for whoever is not active any more. */
  private async actorOf(userId: Id): Promise<Actor | null> {
    try {
      return await this.actors.load(userId, userId);
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return null;
      throw error;
    }
  }

  private async tellSome(
    collectionId: Id,
    listeners: readonly Listener[],
    until: Instant,
    fence: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    if (listeners.length === 0) return;
    await this.database.transaction(async (tx) => {
      await fence(tx);
      const told = listeners.filter(({ news }) => news);
      for (const from of new Set(told.map(({ heardUntil }) => heardUntil)))
        await this.notices.tell(tx, {
          kind: 'collection_changed',
          subjectId: collectionId,
          actorId: null,
          recipientIds: told.flatMap(({ userId, heardUntil }) => (heardUntil === from ? [userId] : [])),
          gathered: { from, until },
        });
      const userIds = listeners.map(({ userId }) => userId);
      await this.follows.hear(tx, collectionId, userIds, until);
    });
  }
}
