import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { lockRows } from '../../platform/database/locking.js';
import { FOREVER, UploadEntity } from './upload.entity.js';

export type UploadRecord = { [K in keyof UploadEntity]: UploadEntity[K] };

@Injectable()
export class UploadsRepository {
  async insert(tx: Tx, upload: UploadRecord): Promise<void> {
    await tx.manager.insert(UploadEntity, upload);
  }

  find(q: Queryable, id: Id): Promise<UploadRecord | null> {
    return q.manager.findOneBy(UploadEntity, { id });
  }

  byIds(q: Queryable, ids: readonly Id[]): Promise<UploadRecord[]> {
    return ids.length === 0 ? Promise.resolve([]) : q.manager.findBy(UploadEntity, { id: In([...ids]) });
  }

  /** The upload under way that the store knows by this id. */
  openInStore(q: Queryable, storeUploadId: string): Promise<UploadRecord | null> {
    return q.manager.findOneBy(UploadEntity, { state: 'uploading', storeUploadId });
  }

  /** Reads uploads for changing them, or for relying on their state: locked until the unit ends. */
  lock(tx: Tx, ids: readonly Id[]): Promise<UploadRecord[]> {
    const query = tx.manager
      .createQueryBuilder(UploadEntity, 'u')
      .where('u.id IN (:...ids)', { ids: [...ids] });
    return lockRows(tx, query).getMany();
  }

  async change(tx: Tx, id: Id, change: Partial<UploadRecord>): Promise<void> {
    await tx.manager.update(UploadEntity, { id }, change);
  }

  /** What a person sees of their uploads: those under way and those that ended lately, newest first. */
  listed(q: Queryable, userId: Id, now: Instant, limit: number): Promise<UploadRecord[]> {
    return q.manager.find(UploadEntity, {
      where: { userId, listedUntil: MoreThan(now) },
      order: { listedUntil: 'DESC', id: 'DESC' },
      take: limit,
    });
  }

  countOpen(q: Queryable, userId: Id): Promise<number> {
    return q.manager.countBy(UploadEntity, { userId, listedUntil: FOREVER });
  }

  /** Uploads in which nothing has happened for too long. */
  expired(q: Queryable, now: Instant, limit: number): Promise<UploadRecord[]> {
    return q.manager.find(UploadEntity, {
      where: { state: 'uploading', expiresAt: LessThanOrEqual(now) },
      take: limit,
    });
  }

  /** Uploads that ended before an instant and may have left something in the store. */
  uncleared(q: Queryable, endedBefore: Instant, limit: number): Promise<UploadRecord[]> {
    return q.manager.find(UploadEntity, {
      where: { cleared: false, endedAt: LessThanOrEqual(endedBefore) },
      take: limit,
    });
  }

  /** Uploads that ended before an instant and have left nothing. */
  past(q: Queryable, endedBefore: Instant, limit: number): Promise<UploadRecord[]> {
    return q.manager.find(UploadEntity, {
      where: { cleared: true, endedAt: LessThanOrEqual(endedBefore) },
      take: limit,
    });
  }

  /** Those for which room is held. */
  open(q: Queryable): Promise<UploadRecord[]> {
    return q.manager.findBy(UploadEntity, { state: In(['uploading', 'verifying']) });
  }

  async remove(tx: Tx, id: Id): Promise<void> {
    await tx.manager.delete(UploadEntity, { id });
  }
}
