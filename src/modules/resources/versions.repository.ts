import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { rowsWhereIn } from '../../platform/database/rows.js';
import { VersionEntity, VersionFileEntity } from './version.entity.js';

/** An earlier version as stored. */
export type VersionRecord = { [K in keyof VersionEntity]: VersionEntity[K] };

/** Earlier versions of resources, and the files that they hold. */
@Injectable()
export class VersionsRepository {
  /** The latest one, removed or not. */
  async latest(q: Queryable, resourceId: Id): Promise<VersionRecord | null> {
    const [latest] = await q.manager.find(VersionEntity, {
      where: { resourceId },
      order: { number: 'DESC' },
      take: 1,
    });
    return latest ?? null;
  }

  /** Those that still hold something, the latest first. */
  kept(q: Queryable, resourceId: Id): Promise<VersionRecord[]> {
    return q.manager.find(VersionEntity, {
      where: { resourceId, removed: false },
      order: { number: 'DESC' },
    });
  }

  /** One that still holds something. */
  find(q: Queryable, resourceId: Id, number: number): Promise<VersionRecord | null> {
    return q.manager.findOne(VersionEntity, { where: { resourceId, number, removed: false } });
  }

  async insert(tx: Tx, version: VersionRecord, fileIds: readonly Id[]): Promise<void> {
    const { resourceId, number } = version;
    await tx.manager.insert(VersionEntity, version);
    if (fileIds.length > 0)
      await tx.manager.insert(
        VersionFileEntity,
        fileIds.map((fileId, position) => ({ resourceId, number, fileId, position })),
      );
  }

  /** Lets go of what a version held; gives the files. Its row stays. */
  async empty(tx: Tx, resourceId: Id, number: number): Promise<Id[]> {
    const fileIds = (await this.filesOf(tx, resourceId)).get(number) ?? [];
    await tx.manager.delete(VersionFileEntity, { resourceId, number });
    await tx.manager.update(
      VersionEntity,
      { resourceId, number },
      { removed: true, title: '', linkUrl: null },
    );
    return fileIds;
  }

  /** Removes all versions of a resource that is erased; gives the files that they held. */
  async erase(tx: Tx, resourceId: Id): Promise<Id[]> {
    const fileIds = [...(await this.filesOf(tx, resourceId)).values()].flat();
    await tx.manager.delete(VersionFileEntity, { resourceId });
    await tx.manager.delete(VersionEntity, { resourceId });
    return [...new Set(fileIds)];
  }

  /** File ids in their order, by number of the version. */
  async filesOf(q: Queryable, resourceId: Id): Promise<Map<number, Id[]>> {
    const rows = await q.manager.find(VersionFileEntity, {
      where: { resourceId },
      order: { number: 'ASC', position: 'ASC' },
    });
    const files = new Map<number, Id[]>();
    for (const { number, fileId } of rows) files.set(number, [...(files.get(number) ?? []), fileId]);
    return files;
  }

  /** Those of the files that an earlier version of some resource holds. */
  async held(q: Queryable, fileIds: readonly Id[]): Promise<Set<Id>> {
    const rows = await rowsWhereIn(q, VersionFileEntity, 'fileId', fileIds);
    return new Set(rows.map((row) => row.fileId));
  }

  /** Whether an earlier version of this resource holds the file. */
  holds(q: Queryable, resourceId: Id, fileId: Id): Promise<boolean> {
    return q.manager.exists(VersionFileEntity, { where: { resourceId, fileId } });
  }
}
