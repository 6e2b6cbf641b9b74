import { Injectable } from '@nestjs/common';
import type { VersionToPin } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import { AccessService, type Authorized } from '../../access/index.js';
import { EarlierVersions } from '../../resources/index.js';
import { CollectionWriter } from '../collections/collection-writer.js';
import { gapOf, ItemSight, versionOf } from './item-sight.js';
import { OutlineRepository, type ItemRecord } from './outline.repository.js';

/** Which version of a resource an item holds fast, while the resource goes on. */
@Injectable()
export class ItemPins {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly writer: CollectionWriter,
    private readonly outline: OutlineRepository,
    private readonly sight: ItemSight,
    private readonly versions: EarlierVersions,
  ) {}

  /**
   * Holds fast the version in force now, or an earlier one of what the actor may edit; null: follows again. Throws
   * not_found for what they may not choose and for a version without the item's file, `invalid_request` for items that
   * are no resource or part of one.
   */
  async set(
    actor: Actor,
    right: Authorized<'collection', 'edit'>,
    rev: number,
    itemId: Id,
    asked: VersionToPin,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, rev);
      const [item] = await this.outline.items(tx, right.id, [itemId]);
      if (!item) throw notFound();
      const version = asked === null ? null : await this.chosen(tx, actor, item, asked);
      if (version === item.version) return;
      await this.outline.updateItem(tx, itemId, { version });
      await this.writer.save(tx, record, {
        actorId: right.actorId,
        what: version === null ? 'item_follow' : 'item_pin',
        count: 1,
        undo: { do: 'item', id: itemId, was: { version: item.version } },
        detail: { item: itemId, ...(version === null ? {} : { resource: item.targetId, version }) },
      });
    });
  }

  private async chosen(
    tx: Tx,
    actor: Actor,
    item: ItemRecord,
    asked: NonNullable<VersionToPin>,
  ): Promise<number> {
    const { kind, targetId } = item;
    if (targetId === null || kind === 'collection') throw new AppError('invalid_request');
    const version = asked === 'in force' ? await this.versions.numberInForce(tx, targetId) : asked;
    const pinned = { ...item, version };
    const seen = await this.sight.of(actor, [pinned]);
    const shown = versionOf(pinned, seen);
    if (!shown || gapOf(pinned, seen) !== null) throw notFound();
    if (shown.earlier && !(await this.edits(actor, targetId))) throw notFound();
    return version;
  }

  private async edits(actor: Actor, resourceId: Id): Promise<boolean> {
    return (await this.access.allowed(actor, 'edit', 'resource', [resourceId])).has(resourceId);
  }
}
