import { Injectable } from '@nestjs/common';
import { MARK_STATES, type MarkKind } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import { QualityMarkEntity } from './quality-mark.entity.js';

/** A mark as stored. */
export type MarkRow = Omit<{ [K in keyof QualityMarkEntity]: QualityMarkEntity[K] }, 'kind' | 'state'> & {
  kind: MarkKind;
  state: (typeof MARK_STATES)[number];
};
export type MarkEnd = Pick<MarkRow, 'state' | 'endedAt' | 'endedBy' | 'words'>;

/** Marks that were ever given. Nothing here asks for rights. */
@Injectable()
export class MarksRepository {
  async insert(tx: Tx, rows: readonly MarkRow[]): Promise<void> {
    await insertRows(tx, QualityMarkEntity, rows);
  }

  async end(tx: Tx, id: Id, end: MarkEnd): Promise<void> {
    await tx.manager.update(QualityMarkEntity, { id }, end);
  }

  async byIds(q: Queryable, ids: readonly Id[]): Promise<MarkRow[]> {
    return (await rowsWhereIn(q, QualityMarkEntity, 'id', ids)) as MarkRow[];
  }

  /** Those that what a resource holds now bears. */
  async inForce(q: Queryable, resourceId: Id): Promise<MarkRow[]> {
    const rows = await q.manager.find(QualityMarkEntity, { where: { resourceId, state: 'in_force' } });
    return rows as MarkRow[];
  }

  /** Of one resource, the latest first; at most `limit`. */
  async ofResource(q: Queryable, resourceId: Id, limit: number): Promise<MarkRow[]> {
    const rows = await q.manager.find(QualityMarkEntity, {
      where: { resourceId },
      order: { id: 'DESC' },
      take: limit,
    });
    return rows as MarkRow[];
  }
}
