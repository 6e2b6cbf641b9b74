import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { lockRows } from '../../platform/database/locking.js';
import { rowsWhereIn } from '../../platform/database/rows.js';
import { BlobEntity, FileEntity, FileTextEntity, RenderingEntity } from './files.entity.js';

export type BlobRecord = { [K in keyof BlobEntity]: BlobEntity[K] };
export type FileRecord = { [K in keyof FileEntity]: FileEntity[K] };
export type RenderingRecord = { [K in keyof RenderingEntity]: RenderingEntity[K] };

const CHUNK = 500;

@Injectable()
export class FilesRepository {
  blob(q: Queryable, sha256: string): Promise<BlobRecord | null> {
    return q.manager.findOneBy(BlobEntity, { sha256 });
  }

  async insertBlob(tx: Tx, blob: BlobRecord): Promise<void> {
    await tx.manager.insert(BlobEntity, blob);
  }

  async insertFile(tx: Tx, file: FileRecord): Promise<void> {
    await tx.manager.insert(FileEntity, file);
  }

  /** Keeps a blob that a new file uses, if it is there: it is no longer on its way out, and a sweep waits for this unit. */
  async keepBlob(tx: Tx, sha256: string): Promise<boolean> {
    const { affected } = await tx.manager.update(BlobEntity, { sha256 }, { unusedSince: null });
    return affected !== 0;
  }

  file(q: Queryable, id: Id): Promise<FileRecord | null> {
    return q.manager.findOneBy(FileEntity, { id });
  }

  async files(q: Queryable, ids: readonly Id[]): Promise<FileRecord[]> {
    return rowsWhereIn(q, FileEntity, 'id', ids);
  }

  /** Locks files until the unit ends, always in the same order; gives those that exist. */
  async lockFiles(tx: Tx, ids: readonly Id[]): Promise<Set<Id>> {
    if (ids.length === 0) return new Set();
    const query = tx.manager
      .createQueryBuilder(FileEntity, 'f')
      .where('f.id IN (:...ids)', { ids: [...ids] })
      .orderBy('f.id');
    return new Set((await lockRows(tx, query).getMany()).map((file) => file.id));
  }

  async blobs(q: Queryable, hashes: readonly string[]): Promise<BlobRecord[]> {
    return rowsWhereIn(q, BlobEntity, 'sha256', hashes);
  }

  async renderings(q: Queryable, hashes: readonly string[]): Promise<RenderingRecord[]> {
    return rowsWhereIn(q, RenderingEntity, 'sha256', hashes);
  }

  rendering(q: Queryable, sha256: string): Promise<RenderingRecord | null> {
    return q.manager.findOneBy(RenderingEntity, { sha256 });
  }

  /** The same, locked until the unit ends. */
  lockRendering(tx: Tx, sha256: string): Promise<RenderingRecord | null> {
    const query = tx.manager.createQueryBuilder(RenderingEntity, 'r').where('r.sha256 = :sha256', { sha256 });
    return lockRows(tx, query).getOne();
  }

  async putRendering(tx: Tx, rendering: RenderingRecord): Promise<void> {
    await tx.manager.upsert(RenderingEntity, rendering, ['sha256']);
  }

  filesWithBlob(q: Queryable, sha256: string): Promise<FileRecord[]> {
    return q.manager.findBy(FileEntity, { sha256 });
  }

  /** Replaces the text of a blob: rows of page (0 = on no page) and text. */
  async replaceText(tx: Tx, sha256: string, pages: readonly { page: number; text: string }[]): Promise<void> {
    await tx.manager.delete(FileTextEntity, { sha256 });
    const rows = pages.map(({ page, text }) => ({ sha256, page: String(page).padStart(8, '0'), text }));
    for (let i = 0; i < rows.length; i += CHUNK)
      await tx.manager.insert(FileTextEntity, rows.slice(i, i + CHUNK));
  }

  async text(q: Queryable, sha256: string): Promise<{ page: number; text: string }[]> {
    const rows = await q.manager.find(FileTextEntity, { where: { sha256 }, order: { page: 'ASC' } });
    return rows.map((row) => ({ page: Number(row.page), text: row.text }));
  }

  /** Every blob, in the order of the hashes, read in pages. */
  async *allBlobs(q: Queryable, pageSize: number): AsyncGenerator<BlobRecord> {
    for (let after = ''; ;) {
      const rows = await q.manager.find(BlobEntity, {
        where: { sha256: MoreThan(after) },
        order: { sha256: 'ASC' },
        take: pageSize,
      });
      yield* rows;
      if (rows.length < pageSize) return;
      after = rows.at(-1)!.sha256;
    }
  }

  /** Blobs that no file refers to and that are not marked yet. */
  async unreferenced(q: Queryable, limit: number): Promise<string[]> {
    const rows = (await q.manager.query(
      `SELECT b.sha256 AS sha256 FROM file_blob b WHERE b.unused_since IS NULL AND NOT EXISTS (SELECT 1 FROM file f WHERE f.sha256 = b.sha256) LIMIT ${limit}`,
    )) as { sha256: string }[];
    return rows.map((row) => row.sha256);
  }

  async markUnused(tx: Tx, hashes: readonly string[], now: Instant): Promise<void> {
    if (hashes.length > 0)
      await tx.manager.update(
        BlobEntity,
        { sha256: In([...hashes]), unusedSince: IsNull() },
        { unusedSince: now },
      );
  }

  /** Blobs marked before an instant and still without a file. */
  async expired(q: Queryable, before: Instant, limit: number): Promise<BlobRecord[]> {
    return q.manager
      .createQueryBuilder(BlobEntity, 'b')
      .where('b.unused_since < :before', { before })
      .andWhere('NOT EXISTS (SELECT 1 FROM file f WHERE f.sha256 = b.sha256)')
      .limit(limit)
      .getMany();
  }

  /** Removes a blob and what was made of it, unless it has been taken into use since it was marked. */
  async removeUnusedBlob(tx: Tx, sha256: string, markedBefore: Instant): Promise<boolean> {
    const { affected } = await tx.manager
      .createQueryBuilder()
      .delete()
      .from(BlobEntity)
      .where('sha256 = :sha256 AND unused_since < :markedBefore', { sha256, markedBefore })
      .andWhere('NOT EXISTS (SELECT 1 FROM file f WHERE f.sha256 = file_blob.sha256)')
      .execute();
    if (affected === 0) return false;
    await tx.manager.delete(FileTextEntity, { sha256 });
    await tx.manager.delete(RenderingEntity, { sha256 });
    return true;
  }

  async removeFiles(tx: Tx, ids: readonly Id[]): Promise<void> {
    if (ids.length > 0) await tx.manager.delete(FileEntity, { id: In([...ids]) });
  }
}
