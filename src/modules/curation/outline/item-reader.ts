import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import {
  MOST_ITEMS,
  type CollectionItem,
  type itemsQuery,
  type RightName,
} from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { decodeCursor, encodeCursor } from '../../../kernel/cursor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { CollectionReader } from '../collections/collection-reader.js';
import { mayEdit } from '../collections/collection-presenter.js';
import { CuratorNotes } from '../curators/curator-notes.js';
import { gapOf, ItemSight, shownOf, versionOf, type Seen } from './item-sight.js';
import { OutlineRepository, type ItemPosition, type ItemRecord } from './outline.repository.js';
import { seenItems } from './seen-items.js';

const EVERYTHING = { sql: '1 = 1', parameters: [] };

/** The items of a collection, as somebody may see them. */
@Injectable()
export class ItemReader {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly collections: CollectionReader,
    private readonly outline: OutlineRepository,
    private readonly sight: ItemSight,
    private readonly notes: CuratorNotes,
  ) {}

  /**
   * In order, in pages. Reading: what the actor may see, for everybody by the same rule. Curating: every place, with
   * what is to be known of it, for those who may edit; throws not_found for others.
   */
  async page(
    actor: Actor,
    id: Id,
    query: z.output<typeof itemsQuery>,
  ): Promise<{ items: CollectionItem[]; next: string | null }> {
    const { record, right } = await this.collections.require(actor, id);
    const curating = query.mode === 'curating';
    if (curating && !mayEdit(right)) throw notFound();
    const among = curating ? EVERYTHING : seenItems(this.access, actor);
    const after = await this.positionOf(id, query.cursor);
    const found = await this.outline.page(this.database.reader, id, among, after, query.limit + 1);
    const shown = found.slice(0, query.limit);
    const seen = await this.sight.of(actor, shown);
    const last = shown.at(-1);
    const next = found.length > query.limit && last ? encodeCursor([last.id]) : null;
    const items = shown.map((item) => ({ item, gap: gapOf(item, seen), version: versionOf(item, seen) }));
    if (!curating)
      return { items: items.flatMap(({ item, gap }) => (gap ? [] : [present(item, seen, null)])), next };
    const rights: ReadonlyMap<Id, RightName> = await this.access.rights(actor, 'resource', [
      ...seen.resources.keys(),
    ]);
    const notes = await this.notes.of(record, items, rights);
    return { items: items.map(({ item }) => present(item, seen, notes.get(item.id)!)), next };
  }

  /** All that the actor may read of a collection, in order. Throws not_found. */
  async whole(actor: Actor, id: Id): Promise<CollectionItem[]> {
    await this.collections.require(actor, id);
    const among = seenItems(this.access, actor);
    const found = await this.outline.page(this.database.reader, id, among, null, MOST_ITEMS);
    const seen = await this.sight.of(actor, found);
    return found.flatMap((item) => (gapOf(item, seen) ? [] : [present(item, seen, null)]));
  }

  /** A cursor names the last item that was shown: the numbers behind the order would tell of those between. */
  private async positionOf(collectionId: Id, cursor: string | undefined): Promise<ItemPosition | null> {
    if (cursor === undefined) return null;
    const [itemId] = decodeCursor(cursor, 1) ?? [];
    const q = this.database.reader;
    const place = typeof itemId === 'string' ? await this.outline.place(q, collectionId, itemId) : null;
    if (!place) throw new AppError('invalid_request');
    return place;
  }
}

function present(item: ItemRecord, seen: Seen, curating: CollectionItem['curating']): CollectionItem {
  const shown = shownOf(item, seen);
  const version = versionOf(item, seen);
  return {
    id: item.id,
    sectionId: item.sectionId,
    note: item.note,
    ...shown,
    pinned: version && { number: version.number, since: version.since, earlier: version.earlier },
    ...(curating?.gap === 'away' ? { fileId: null, from: null, to: null } : {}),
    curating,
  };
}
