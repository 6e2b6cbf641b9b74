import { Injectable } from '@nestjs/common';
import type { ChangeName } from '../../../contracts/index.js';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { insertRows } from '../../../platform/database/rows.js';
import { ChangeEntity } from './collection.entity.js';
import type { Undo } from './undo.js';

export interface ChangeRecord {
  id: Id;
  collectionId: Id;
  rev: number;
  actorId: Id;
  at: Instant;
  what: ChangeName;
  count: number | null;
  name: string | null;
  undo: Undo | null;
  undone: boolean;
}

/** The history of collections. */
@Injectable()
export class ChangesRepository {
  async insert(tx: Tx, change: ChangeRecord): Promise<void> {
    await insertRows(tx, ChangeEntity, [change]);
  }

  /** The latest change that can be undone and was not. */
  async lastUndoable(q: Queryable, collectionId: Id): Promise<ChangeRecord | null> {
    const row = await q.manager
      .createQueryBuilder(ChangeEntity, 'h')
      .where('h.collection_id = :collectionId AND h.undo IS NOT NULL AND h.undone = :no', {
        collectionId,
        no: false,
      })
      .orderBy('h.rev', 'DESC')
      .limit(1)
      .getOne();
    return row && recordOf(row);
  }

  async markUndone(tx: Tx, id: Id): Promise<void> {
    await tx.manager.update(ChangeEntity, { id }, { undone: true });
  }

  /** Latest first; at most `limit` before the revision. */
  async page(q: Queryable, collectionId: Id, before: number | null, limit: number): Promise<ChangeRecord[]> {
    const query = q.manager
      .createQueryBuilder(ChangeEntity, 'h')
      .where('h.collection_id = :collectionId', { collectionId })
      .orderBy('h.rev', 'DESC')
      .limit(limit);
    if (before !== null) query.andWhere('h.rev < :before', { before });
    return (await query.getMany()).map(recordOf);
  }
}

const recordOf = (row: ChangeEntity): ChangeRecord => ({
  ...row,
  what: row.what as ChangeName,
  undo: row.undo as Undo | null,
});
