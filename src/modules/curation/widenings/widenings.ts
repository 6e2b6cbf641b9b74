import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { AudienceGaps } from './audience-gaps.js';
import { CollectionWriter } from '../collections/collection-writer.js';
import { OutlineRepository } from '../outline/outline.repository.js';
import { ResourceOwners } from '../collections/resource-owners.js';
import { WideningNews } from './widening-news.js';
import { WideningsRepository } from './widenings.repository.js';

/** Asking the owners of a resource to let more people see it. Asking opens nothing. */
@Injectable()
export class Widenings {
  constructor(
    private readonly database: Database,
    private readonly writer: CollectionWriter,
    private readonly outline: OutlineRepository,
    private readonly widenings: WideningsRepository,
    private readonly gaps: AudienceGaps,
    private readonly owners: ResourceOwners,
    private readonly news: WideningNews,
  ) {}

  /**
   * Asks whoever owns what stands at a place; asking twice while it is open is no error. Throws not_found where the
   * asker sees nothing, `state_conflict` where nobody of the audience is missing.
   */
  async ask(actor: Actor, right: Authorized<'collection', 'edit'>, itemId: Id): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, null);
      const [item] = await this.outline.items(tx, right.id, [itemId]);
      const resourceId = item && item.kind !== 'collection' ? item.targetId : null;
      if (!resourceId) throw notFound();
      const { title, ownerIds } = await this.owners.of(tx, actor, resourceId);
      if ((await this.gaps.of(record, [resourceId])).size === 0) throw new AppError('state_conflict');
      if ((await this.widenings.openFor(tx, right.id, [resourceId])).size > 0) return;
      const asked = ownerIds.map((ownerId) => ({
        id: newId(actor.at),
        collectionId: right.id,
        resourceId,
        ownerId,
        askedBy: actor.userId,
        askedAt: actor.at,
        settledAt: null,
      }));
      await this.widenings.insert(tx, asked);
      await this.writer.record(tx, record, actor.userId, 'collection.ask', { resource: resourceId });
      await this.news.asked(tx, actor, asked, title);
    });
  }

  /** The actor has decided, whichever way. Throws not_found for what they were not asked. */
  async settle(actor: Actor, id: Id): Promise<void> {
    await this.database.transaction(async (tx) => {
      const asked = await this.widenings.find(tx, id);
      if (asked?.ownerId !== actor.userId) throw notFound();
      await this.widenings.settle(tx, asked, actor.at);
      const record = await this.writer.lock(tx, asked.collectionId, null);
      await this.writer.record(tx, record, actor.userId, 'collection.answer', { resource: asked.resourceId });
    });
  }
}
