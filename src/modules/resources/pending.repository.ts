import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { insertRows, rowsWhereIn } from '../../platform/database/rows.js';
import { PendingEntity, PendingFileEntity } from './pending.entity.js';

/** What a resource holds, held or is to hold: its files in their order. */
export interface Contents {
  linkUrl: string | null;
  /** 学生出镜 is to be noted of it */
  pupils: boolean;
  fileIds: Id[];
}

/** What waits, and in which resource. */
export type PendingRecord = Contents & { resourceId: Id };

/** What resources are to hold once it is approved. Files that stand here are held, as those in force are. */
@Injectable()
export class PendingRepository {
  async find(q: Queryable, resourceId: Id): Promise<PendingRecord | null> {
    const found = await q.manager.findOneBy(PendingEntity, { resourceId });
    if (!found) return null;
    const rows = await rowsWhereIn(q, PendingFileEntity, 'resourceId', [resourceId], { order: ['position'] });
    return { ...found, fileIds: rows.map((row) => row.fileId) };
  }

  async put(tx: Tx, { fileIds, ...record }: PendingRecord): Promise<void> {
    const { resourceId } = record;
    await tx.manager.upsert(PendingEntity, record, ['resourceId']);
    await tx.manager.delete(PendingFileEntity, { resourceId });
    await insertRows(
      tx,
      PendingFileEntity,
      fileIds.map((fileId, position) => ({ resourceId, fileId, position })),
    );
  }

  async addFile(tx: Tx, resourceId: Id, fileId: Id, position: number): Promise<void> {
    await tx.manager.upsert(PendingFileEntity, { resourceId, fileId, position }, ['resourceId', 'fileId']);
  }

  /** Lets go of what waits; gives the files. */
  async erase(tx: Tx, resourceId: Id): Promise<Id[]> {
    const rows = await rowsWhereIn(tx, PendingFileEntity, 'resourceId', [resourceId]);
    await tx.manager.delete(PendingFileEntity, { resourceId });
    await tx.manager.delete(PendingEntity, { resourceId });
    return rows.map((row) => row.fileId);
  }

  /** Those of the files that wait in some resource. */
  async held(q: Queryable, fileIds: readonly Id[]): Promise<Set<Id>> {
    const rows = await rowsWhereIn(q, PendingFileEntity, 'fileId', fileIds);
    return new Set(rows.map((row) => row.fileId));
  }

  /** Whether the file waits in this resource. */
  holds(q: Queryable, resourceId: Id, fileId: Id): Promise<boolean> {
    return q.manager.exists(PendingFileEntity, { where: { resourceId, fileId } });
  }
}
