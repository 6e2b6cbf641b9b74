import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import {
  MOST_ITEMS,
  type addItemsRequest,
  type ItemInput,
  type moveItemsRequest,
  type updateItemRequest,
} from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import { newId, newIdApart, type Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { Acyclic } from './acyclic.js';
import { ItemSight, shownOf } from './item-sight.js';
import { requireRange, targetOf } from './item-targets.js';
import { CollectionWriter } from '../collections/collection-writer.js';
import { OrderRepository } from './order.repository.js';
import { OutlineRepository, type ItemRecord } from './outline.repository.js';

type Edits = Authorized<'collection', 'edit'>;
type NewItems = z.output<typeof addItemsRequest>;

/** The items of collections: added, described, put in another order, taken away. */
@Injectable()
export class ItemEditor {
  constructor(
    private readonly database: Database,
    private readonly writer: CollectionWriter,
    private readonly outline: OutlineRepository,
    private readonly order: OrderRepository,
    private readonly acyclic: Acyclic,
    private readonly sight: ItemSight,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds items whose targets were checked; gives their ids. Needs no revision: what others did meanwhile stays as it
   * is. Throws not_found for places that are not there, `collection_full`, `collection_cycle`.
   */
  add(right: Edits, input: NewItems): Promise<Id[]> {
    return this.database.transaction((tx) => this.addWithin(tx, right, input));
  }

  /** The same in the unit of an act that more belongs to. */
  async addWithin(tx: Tx, right: Edits, input: NewItems): Promise<Id[]> {
    const record = await this.writer.lockStanding(tx, right.id, null);
    if ((await this.outline.count(tx, right.id)) + input.items.length > MOST_ITEMS)
      throw new AppError('collection_full');
    const sectionId = await this.sectionOf(tx, right.id, input.sectionId);
    if (input.afterId != null) await this.requireIn(tx, right.id, [input.afterId]);
    const count = input.items.length;
    const positions = await this.order.positions(tx, 'items', sectionId, input.afterId, count);
    if (!positions) throw notFound();
    const place = { collectionId: right.id, sectionId, addedBy: right.actorId, addedAt: this.clock.now() };
    const items = input.items.map((item, i) => rowOf(item, { ...place, position: positions[i]! }));
    await this.outline.insertItems(tx, items);
    if (items.some((item) => item.kind === 'collection')) await this.acyclic.require(tx, right.id);
    const ids = items.map((item) => item.id);
    await this.writer.save(tx, record, {
      actorId: right.actorId,
      what: 'items_add',
      count,
      undo: { do: 'erase', rows: 'items', ids },
      detail: { targets: items.flatMap((item) => item.targetId ?? item.url ?? []) },
    });
    return ids;
  }

  /** Changes what is given and leaves the rest. Throws `range_invalid`, and not_found where the file may not be seen. */
  async update(
    actor: Actor,
    right: Edits,
    rev: number,
    itemId: Id,
    input: z.output<typeof updateItemRequest>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, rev);
      const [item] = await this.requireIn(tx, right.id, [itemId]);
      const next = described(item!, input);
      if (next.from !== item!.from || next.to !== item!.to) await this.requireSeen(actor, next);
      const { note, title, url, from, to } = item!;
      await this.outline.updateItem(tx, itemId, {
        note: next.note,
        title: next.title,
        url: next.url,
        from: next.from,
        to: next.to,
      });
      await this.writer.save(tx, record, {
        actorId: right.actorId,
        what: 'item_edit',
        count: 1,
        undo: { do: 'item', id: itemId, was: { note, title, url, from, to } },
        detail: { item: itemId },
      });
    });
  }

  /** Puts items, in the order given, behind another one. Throws not_found for what is not in the collection. */
  async move(right: Edits, rev: number, input: z.output<typeof moveItemsRequest>): Promise<void> {
    const itemIds = [...new Set(input.itemIds)];
    const { sectionId, afterId } = input;
    if (afterId !== null && itemIds.includes(afterId)) throw new AppError('invalid_request');
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, rev);
      await this.sectionOf(tx, right.id, sectionId);
      await this.requireIn(tx, right.id, afterId === null ? itemIds : [...itemIds, afterId]);
      const was = await this.order.places(tx, 'items', itemIds);
      if (!(await this.order.place(tx, 'items', itemIds, sectionId, afterId))) throw notFound();
      await this.writer.save(tx, record, {
        actorId: right.actorId,
        what: 'items_move',
        count: itemIds.length,
        undo: { do: 'place', rows: 'items', was },
        detail: { items: itemIds, section: sectionId },
      });
    });
  }

  /** Takes items away. Throws not_found for what is not in the collection. */
  async remove(right: Edits, rev: number, itemIds: readonly Id[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, rev);
      const items = await this.requireIn(tx, right.id, itemIds);
      const ids = items.map((item) => item.id);
      const changeId = newId(this.clock.now());
      await this.outline.remove(tx, 'items', ids, changeId);
      await this.writer.save(tx, record, {
        actorId: right.actorId,
        what: 'items_remove',
        id: changeId,
        count: ids.length,
        undo: { do: 'restore' },
        detail: { targets: items.flatMap((item) => item.targetId ?? item.url ?? []) },
      });
    });
  }

  /** The section asked for, else the last one. */
  private async sectionOf(tx: Tx, collectionId: Id, asked: Id | undefined): Promise<Id> {
    const found =
      asked === undefined
        ? (await this.outline.sections(tx, collectionId)).at(-1)
        : await this.outline.section(tx, collectionId, asked);
    if (!found) throw notFound();
    return found.id;
  }

  private async requireIn(tx: Tx, collectionId: Id, ids: readonly Id[]): Promise<ItemRecord[]> {
    const found = await this.outline.items(tx, collectionId, ids);
    if (found.length < new Set(ids).size) throw notFound();
    return found;
  }

  /** A new span of pages or seconds says something of the file: only those who may see it choose one. */
  private async requireSeen(actor: Actor, item: ItemRecord): Promise<void> {
    const card = shownOf(item, await this.sight.of(actor, [item])).resource;
    if (!card || (item.kind !== 'pages' && item.kind !== 'span')) throw notFound();
    requireRange(card, item.kind, item.fileId, { from: item.from ?? 0, to: item.to ?? 0 });
  }
}

function rowOf(
  item: ItemInput,
  place: Pick<ItemRecord, 'collectionId' | 'sectionId' | 'position' | 'addedBy' | 'addedAt'>,
): ItemRecord {
  return {
    // Readers see some of the items that were added together, and are not to see that there are more.
    id: newIdApart(place.addedAt),
    ...place,
    ...targetOf(item),
    note: item.note,
    version: null,
    removedIn: null,
  };
}

/** An item after a change: title and address are of links, ends of pages and spans. */
function described(item: ItemRecord, input: z.output<typeof updateItemRequest>): ItemRecord {
  const link = item.kind === 'link';
  const ranged = item.kind === 'pages' || item.kind === 'span';
  return {
    ...item,
    note: input.note ?? item.note,
    title: link ? (input.title ?? item.title) : item.title,
    url: link ? (input.url ?? item.url) : item.url,
    from: ranged ? (input.from ?? item.from) : item.from,
    to: ranged ? (input.to ?? item.to) : item.to,
  };
}
