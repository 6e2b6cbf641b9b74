import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { rowsWhereIn } from '../../../platform/database/rows.js';
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

  /** All of those of many resources, removed or not, the latest first. */
  async ofMany(q: Queryable, resourceIds: readonly Id[]): Promise<Map<Id, VersionRecord[]>> {
    const found = new Map<Id, VersionRecord[]>();
    for (const version of await rowsWhereIn(q, VersionEntity, 'resourceId', resourceIds))
      found.set(version.resourceId, [...(found.get(version.resourceId) ?? []), version]);
    for (const versions of found.values()) versions.sort((a, b) => b.number - a.number);
    return found;
  }

  /** The files of many versions, each in their order. */
  async filesOfMany(q: Queryable, versions: readonly VersionRecord[]): Promise<Map<VersionRecord, Id[]>> {
    const ids = [...new Set(versions.map(({ resourceId }) => resourceId))];
    const rows = await rowsWhereIn(q, VersionFileEntity, 'resourceId', ids, { order: ['position'] });
    const key = (one: { resourceId: Id; number: number }) => `${one.resourceId} ${one.number}`;
    const files = new Map<string, Id[]>();
    for (const row of rows) files.set(key(row), [...(files.get(key(row)) ?? []), row.fileId]);
    return new Map(versions.map((version) => [version, files.get(key(version)) ?? []]));
  }

  /** The number of the version in force. */
  async inForce(q: Queryable, resourceId: Id): Promise<number> {
    return ((await this.latest(q, resourceId))?.number ?? 0) + 1;
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
      { removed: true, title: '', linkUrl: null, shownTo: null },
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

  /** The earlier versions of a resource that hold a file. */
  async holding(q: Queryable, resourceId: Id, fileId: Id): Promise<VersionRecord[]> {
    const held = await q.manager.find(VersionFileEntity, { where: { resourceId, fileId } });
    const numbers = held.map(({ number }) => number);
    return rowsWhereIn(q, VersionEntity, 'number', numbers, { and: { resourceId } });
  }
}
