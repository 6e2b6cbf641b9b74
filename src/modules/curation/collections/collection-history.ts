import { Injectable } from '@nestjs/common';
import type { CollectionChange } from '../../../contracts/index.js';
import { decodeCursor, encodeCursor } from '../../../kernel/cursor.js';
import { AppError } from '../../../kernel/errors.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { Directory } from '../../organization/index.js';
import { Acyclic } from '../outline/acyclic.js';
import { ChangesRepository, type ChangeRecord } from './changes.repository.js';
import { CollectionWriter } from './collection-writer.js';
import type { CollectionRecord } from './collections.repository.js';
import { OrderRepository } from '../outline/order.repository.js';
import { OutlineRepository } from '../outline/outline.repository.js';

type Edits = Authorized<'collection', 'edit'>;

/** What was done to collections, and taking the last of it back. */
@Injectable()
export class CollectionHistory {
  constructor(
    private readonly database: Database,
    private readonly writer: CollectionWriter,
    private readonly changes: ChangesRepository,
    private readonly outline: OutlineRepository,
    private readonly order: OrderRepository,
    private readonly acyclic: Acyclic,
    private readonly directory: Directory,
  ) {}

  /** Latest first. It tells of numbers and headings, never of what was collected. */
  async page(
    right: Edits,
    cursor: string | undefined,
    limit: number,
  ): Promise<{ items: CollectionChange[]; next: string | null }> {
    const q = this.database.reader;
    const before = positionOf(cursor);
    const found = await this.changes.page(q, right.id, before, limit + 1);
    const shown = found.slice(0, limit);
    const { people } = await this.directory.names(q, { userIds: shown.map((change) => change.actorId) });
    return {
      items: shown.map(({ id, at, actorId, what, count, name, undone }) => ({
        id,
        at: new Date(at).toISOString(),
        by: { id: actorId, name: people.get(actorId) ?? '' },
        what,
        count,
        name,
        undone,
      })),
      next: found.length > limit ? encodeCursor([shown.at(-1)!.rev]) : null,
    };
  }

  /**
   * Takes back the latest change of the contents that was not taken back yet, whoever made it; who may see or edit the
   * collection is never undone. Throws `nothing_to_undo`, `rev_conflict`, and `collection_cycle` where another
   * collection has come to hold this one meanwhile.
   */
  async undo(right: Edits, rev: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, rev);
      const change = await this.changes.lastUndoable(tx, right.id);
      if (!change) throw new AppError('nothing_to_undo');
      const next = await this.takeBack(tx, record, change);
      await this.changes.markUndone(tx, change.id);
      await this.writer.save(tx, next, {
        actorId: right.actorId,
        what: 'undo',
        name: change.what,
        ...(change.count === null ? {} : { count: change.count }),
        detail: { change: change.id, what: change.what },
      });
    });
  }

  private async takeBack(tx: Tx, record: CollectionRecord, change: ChangeRecord): Promise<CollectionRecord> {
    const undo = change.undo!;
    switch (undo.do) {
      case 'describe':
        return { ...record, ...undo.was };
      case 'section':
        await this.outline.updateSection(tx, undo.id, undo.was);
        return record;
      case 'item':
        await this.outline.updateItem(tx, undo.id, undo.was);
        return record;
      case 'place':
        for (const { id, listId, afterId } of undo.was)
          await this.order.place(tx, undo.rows, [id], listId, afterId);
        return record;
      case 'erase':
        await this.outline.erase(tx, undo.rows, undo.ids);
        return record;
      case 'restore':
        await this.outline.restore(tx, record.id, change.id);
        await this.acyclic.require(tx, record.id);
        return record;
    }
  }
}

function positionOf(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const [rev] = decodeCursor(cursor, 1) ?? [];
  if (typeof rev !== 'number') throw new AppError('invalid_request');
  return rev;
}
