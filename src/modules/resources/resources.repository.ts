import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import type { AudienceInput, LicenceKey } from '../../contracts/index.js';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { lockRows } from '../../platform/database/locking.js';
import { rowsWhereIn } from '../../platform/database/rows.js';
import type { Condition } from '../access/index.js';
import { OriginEntity } from './origins/origin.entity.js';
import { ResourceEntity } from './resource.entity.js';
import { ResourceFileEntity, ResourceTagEntity, ResourceUploadEntity } from './resource-parts.entity.js';
import { tagKey } from './tags.js';

/** A resource as stored. */
export type ResourceRecord = { [K in keyof ResourceEntity]: ResourceEntity[K] };

/** What somebody looking for a published resource may go by. */
export type ResourceTitle = Pick<
  ResourceRecord,
  | 'id'
  | 'title'
  | 'tags'
  | 'stage'
  | 'subject'
  | 'grade'
  | 'type'
  | 'schoolId'
  | 'bookId'
  | 'chapterId'
  | 'marks'
>;

export interface MinePosition {
  updatedAt: Instant;
  id: Id;
}

/** Resources of one type at one chapter of a book; null: at the book itself. */
export interface ChapterCount {
  chapterId: string | null;
  type: string;
  count: number;
}

/** What is kept as JSON, as a statement of our own gives it. */
interface Stored {
  tags: string;
  marks: string | null;
}

/** Ids per statement. */
const CHUNK = 500;

/** Facts of a resource that a selection may ask for. */
export type Facts = Partial<Record<'type' | 'subject' | 'grade', string | undefined>>;

@Injectable()
export class ResourcesRepository {
  async insert(tx: Tx, record: ResourceRecord): Promise<void> {
    await tx.manager.insert(ResourceEntity, record);
    await this.replaceTags(tx, record.id, record.tags);
  }

  /** Reads a resource for changing it: locked until the unit ends. */
  lock(tx: Tx, id: Id): Promise<ResourceRecord | null> {
    return lockRows(
      tx,
      tx.manager.createQueryBuilder(ResourceEntity, 'r').where('r.id = :id', { id }),
    ).getOne();
  }

  /** Reads many for changing them, locked in the order of their ids. */
  async lockAll(tx: Tx, ids: readonly Id[]): Promise<ResourceRecord[]> {
    return rowsWhereIn(tx, ResourceEntity, 'id', [...new Set(ids)].sort(), { lock: true });
  }

  /** Gives published resources another audience: each is a revision further then. */
  async setAudience(tx: Tx, ids: readonly Id[], audience: AudienceInput, updatedAt: Instant): Promise<void> {
    await this.updateAll(tx, ids, 'audience = ?, rev = rev + 1, updated_at = ?', [
      JSON.stringify(audience),
      updatedAt,
    ]);
  }

  /** Counts an arrival at each of them. */
  async countArrivals(tx: Tx, ids: readonly Id[]): Promise<void> {
    await this.updateAll(tx, ids, 'arrivals = COALESCE(arrivals, 0) + 1', []);
  }

  private async updateAll(tx: Tx, ids: readonly Id[], change: string, values: unknown[]): Promise<void> {
    for (let i = 0; i < ids.length; i += CHUNK) {
      const chunk = ids.slice(i, i + CHUNK);
      const sql = `UPDATE resource SET ${change} WHERE id IN (${chunk.map(() => '?').join(', ')})`;
      await tx.manager.query(sql, [...values, ...chunk]);
    }
  }

  async save(tx: Tx, record: ResourceRecord): Promise<void> {
    await tx.manager.update(ResourceEntity, { id: record.id }, record);
    await this.replaceTags(tx, record.id, record.tags);
  }

  async setArrivals(tx: Tx, id: Id, arrivals: number): Promise<void> {
    await tx.manager.update(ResourceEntity, { id }, { arrivals });
  }

  async setMarks(tx: Tx, id: Id, marks: ResourceRecord['marks']): Promise<void> {
    await tx.manager.update(ResourceEntity, { id }, { marks });
  }

  byIds(q: Queryable, ids: readonly Id[]): Promise<ResourceRecord[]> {
    return rowsWhereIn(q, ResourceEntity, 'id', ids);
  }

  /** What somebody wrote, last changed first. */
  mine(
    q: Queryable,
    authorId: Id,
    trashed: boolean,
    before: MinePosition | null,
    limit: number,
  ): Promise<ResourceRecord[]> {
    const query = q.manager
      .createQueryBuilder(ResourceEntity, 'r')
      .where('r.author_id = :authorId', { authorId })
      .andWhere(trashed ? 'r.trashed_at IS NOT NULL' : 'r.trashed_at IS NULL')
      .orderBy('r.updatedAt', 'DESC')
      .addOrderBy('r.id', 'DESC')
      .limit(limit);
    if (before)
      query.andWhere('r.updated_at <= :at AND (r.updated_at < :at OR r.id < :id)', {
        at: before.updatedAt,
        id: before.id,
      });
    return query.getMany();
  }

  /** Ids of what somebody wrote and published, with further conditions that are equal; at most `limit`. */
  async publishedBy(q: Queryable, authorId: Id, equal: Facts, limit: number): Promise<Id[]> {
    const facts = Object.entries(equal).filter(([, value]) => value !== undefined);
    const sql =
      `SELECT id FROM resource WHERE author_id = ? AND state = 'published' AND trashed_at IS NULL ` +
      `${facts.map(([name]) => `AND ${name} = ? `).join('')}ORDER BY updated_at DESC, id DESC LIMIT ${limit}`;
    const rows = await q.manager.query<{ id: Id }[]>(sql, [authorId, ...facts.map(([, value]) => value)]);
    return rows.map((row) => row.id);
  }

  async licences(q: Queryable, ids: readonly Id[]): Promise<{ id: Id; licence: LicenceKey }[]> {
    const found: { id: Id; licence: LicenceKey }[] = [];
    for (let i = 0; i < ids.length; i += CHUNK) {
      const chunk = ids.slice(i, i + CHUNK);
      const sql = `SELECT id, licence FROM resource WHERE id IN (${chunk.map(() => '?').join(', ')})`;
      found.push(...(await q.manager.query<{ id: Id; licence: LicenceKey }[]>(sql, chunk)));
    }
    return found;
  }

  async namingGroup(q: Queryable, schoolId: Id, groupId: Id): Promise<Id[]> {
    const rows = await q.manager.query<{ id: Id }[]>(
      `SELECT id FROM resource WHERE school_id = ? AND state = 'published' AND trashed_at IS NULL AND audience LIKE ?`,
      [schoolId, `%"${groupId}"%`],
    );
    return rows.map((row) => row.id);
  }

  /** How many published resources that meet all the conditions stand at each chapter of a book, by type. */
  async countByChapter(
    q: Queryable,
    bookId: string,
    conditions: readonly Condition[],
  ): Promise<ChapterCount[]> {
    const rows = await q.manager.query<ChapterCount[]>(
      `SELECT r.chapter_id AS chapterId, r.type AS type, COUNT(*) AS count FROM resource r ` +
        `WHERE r.book_id = ? AND r.state = 'published' AND r.trashed_at IS NULL AND r.type IS NOT NULL ` +
        `${conditions.map(({ sql }) => `AND ${sql} `).join('')}GROUP BY r.chapter_id, r.type`,
      [bookId, ...conditions.flatMap(({ parameters }) => parameters)],
    );
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }

  trashedBefore(q: Queryable, before: Instant, limit: number): Promise<Id[]> {
    return q.manager
      .createQueryBuilder(ResourceEntity, 'r')
      .select('r.id', 'id')
      .where('r.trashed_at < :before', { before })
      .limit(limit)
      .getRawMany<{ id: Id }>()
      .then((rows) => rows.map((row) => row.id));
  }

  /** Ids of published resources in id order, for rebuilding the index. */
  publishedAfter(q: Queryable, afterId: Id, limit: number): Promise<Id[]> {
    return q.manager
      .createQueryBuilder(ResourceEntity, 'r')
      .select('r.id', 'id')
      .where('r.id > :afterId', { afterId })
      .andWhere('r.state = :state AND r.trashed_at IS NULL', { state: 'published' })
      .orderBy('r.id')
      .limit(limit)
      .getRawMany<{ id: Id }>()
      .then((rows) => rows.map((row) => row.id));
  }

  /** Titles of those that are published, by id. */
  async titles(q: Queryable, ids: readonly Id[]): Promise<Map<Id, ResourceTitle>> {
    if (ids.length === 0) return new Map();
    const sql =
      `SELECT id, title, tags, stage, subject, grade, type, school_id AS schoolId, book_id AS bookId, chapter_id AS chapterId, marks ` +
      `FROM resource WHERE state = 'published' AND trashed_at IS NULL AND id IN (${ids.map(() => '?').join(', ')})`;
    const rows = await q.manager.query<(Omit<ResourceTitle, 'tags' | 'marks'> & Stored)[]>(sql, [...ids]);
    return new Map(
      rows.map(({ tags, marks, ...row }) => [
        row.id,
        {
          ...row,
          tags: JSON.parse(tags) as string[],
          marks: marks === null ? null : (JSON.parse(marks) as ResourceRecord['marks']),
        },
      ]),
    );
  }

  /** File ids in their order, per resource. */
  async filesOf(q: Queryable, resourceIds: readonly Id[]): Promise<Map<Id, Id[]>> {
    const rows = await rowsWhereIn(q, ResourceFileEntity, 'resourceId', resourceIds, {
      order: ['position'],
    });
    return group(rows.map((row) => [row.resourceId, row.fileId]));
  }

  async holdersOf(q: Queryable, fileIds: readonly Id[]): Promise<Id[]> {
    const rows = await rowsWhereIn(q, ResourceFileEntity, 'fileId', fileIds);
    return [...new Set(rows.map((row) => row.resourceId))];
  }

  /** Those of the files that no resource holds. */
  async unheld(q: Queryable, fileIds: readonly Id[]): Promise<Id[]> {
    const rows = await rowsWhereIn(q, ResourceFileEntity, 'fileId', fileIds);
    const held = new Set(rows.map((row) => row.fileId));
    return fileIds.filter((fileId) => !held.has(fileId));
  }

  /** Whether previews of the resource are marked, if it holds the file; else null. */
  async held(q: Queryable, resourceId: Id, fileId: Id): Promise<{ watermark: boolean } | null> {
    const rows = await q.manager.query<{ watermark: number | boolean | null }[]>(
      'SELECT r.watermark FROM resource_file f INNER JOIN resource r ON r.id = f.resource_id' +
        ' WHERE f.resource_id = ? AND f.file_id = ?',
      [resourceId, fileId],
    );
    return rows[0] ? { watermark: Boolean(rows[0].watermark) } : null;
  }

  async setFiles(tx: Tx, resourceId: Id, fileIds: readonly Id[]): Promise<void> {
    await tx.manager.delete(ResourceFileEntity, { resourceId });
    if (fileIds.length > 0)
      await tx.manager.insert(
        ResourceFileEntity,
        fileIds.map((fileId, position) => ({ resourceId, fileId, position })),
      );
  }

  async addFile(tx: Tx, resourceId: Id, fileId: Id, position: number): Promise<void> {
    await tx.manager.upsert(ResourceFileEntity, { resourceId, fileId, position }, ['resourceId', 'fileId']);
  }

  /** Uploads that will attach to what readers see, or to what waits beside it. */
  async uploadsOf(
    q: Queryable,
    resourceIds: readonly Id[],
    shelf: 'in force' | 'pending' = 'in force',
  ): Promise<Map<Id, Id[]>> {
    const rows = await rowsWhereIn(q, ResourceUploadEntity, 'resourceId', resourceIds, {
      order: ['position'],
    });
    const there = rows.filter((row) => row.pending === (shelf === 'pending'));
    return group(there.map((row) => [row.resourceId, row.uploadId]));
  }

  waitingFor(q: Queryable, uploadId: Id): Promise<ResourceUploadEntity | null> {
    return q.manager.findOneBy(ResourceUploadEntity, { uploadId });
  }

  /** Which resource waits for each of these uploads; those that none waits for are left out. */
  async waitingForEach(q: Queryable, uploadIds: readonly Id[]): Promise<Map<Id, Id>> {
    const rows = await rowsWhereIn(q, ResourceUploadEntity, 'uploadId', uploadIds);
    return new Map(rows.map((row) => [row.uploadId, row.resourceId]));
  }

  async awaitUpload(tx: Tx, waiting: ResourceUploadEntity): Promise<void> {
    await tx.manager.upsert(ResourceUploadEntity, waiting, ['uploadId']);
  }

  /** What is on its way to a resource attaches to what waits for review. */
  async awaitBeside(tx: Tx, resourceId: Id): Promise<void> {
    await tx.manager.update(ResourceUploadEntity, { resourceId }, { pending: true });
  }

  async forgetUpload(tx: Tx, uploadId: Id): Promise<void> {
    await tx.manager.delete(ResourceUploadEntity, { uploadId });
  }

  /** What waits for review waits for no upload any more. */
  async forgetPendingUploads(tx: Tx, resourceId: Id): Promise<void> {
    await tx.manager.delete(ResourceUploadEntity, { resourceId, pending: true });
  }

  async remove(tx: Tx, id: Id): Promise<void> {
    await tx.manager.delete(ResourceFileEntity, { resourceId: id });
    await tx.manager.delete(ResourceUploadEntity, { resourceId: id });
    await tx.manager.delete(ResourceTagEntity, { resourceId: id });
    await tx.manager.delete(OriginEntity, { resourceId: id });
    await tx.manager.delete(ResourceEntity, { id, trashedAt: Not(IsNull()) });
  }

  /** Tags in use that begin with a text, most used first, among resources that satisfy `visible`. */
  async tagsInUse(
    q: Queryable,
    beginning: string,
    subject: string | null,
    visible: Condition,
    limit: number,
  ): Promise<{ tag: string; uses: number }[]> {
    const bySubject = subject === null ? '' : 'AND r.subject = ?';
    const sql =
      `SELECT MIN(t.tag) AS tag, COUNT(*) AS uses FROM resource_tag t JOIN resource r ON r.id = t.resource_id ` +
      `WHERE t.tag_key >= ? AND t.tag_key < ? ${bySubject} AND r.state = 'published' AND r.trashed_at IS NULL AND ${visible.sql} ` +
      `GROUP BY t.tag_key ORDER BY COUNT(*) DESC, MIN(t.tag) LIMIT ${limit}`;
    const key = tagKey(beginning);
    const parameters = [
      key,
      `${key}\u{10ffff}`,
      ...(subject === null ? [] : [subject]),
      ...visible.parameters,
    ];
    const rows = (await q.manager.query(sql, parameters)) as { tag: string; uses: number | string }[];
    return rows.map((row) => ({ tag: row.tag, uses: Number(row.uses) }));
  }

  private async replaceTags(tx: Tx, resourceId: Id, tags: readonly string[]): Promise<void> {
    await tx.manager.delete(ResourceTagEntity, { resourceId });
    if (tags.length > 0)
      await tx.manager.insert(
        ResourceTagEntity,
        tags.map((tag) => ({ resourceId, tag, tagKey: tagKey(tag) })),
      );
  }
}

function group(pairs: [Id, Id][]): Map<Id, Id[]> {
  const result = new Map<Id, Id[]>();
  for (const [key, value] of pairs) result.set(key, [...(result.get(key) ?? []), value]);
  return result;
}
