import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { deleteWhereIn, insertRows, rowsWhereIn } from '../../../platform/database/rows.js';
import type { Condition } from '../../access/index.js';
import { ItemEntity, SectionEntity } from './outline.entity.js';

export type SectionRecord = { [K in keyof SectionEntity]: SectionEntity[K] };
export type ItemRecord = { [K in keyof ItemEntity]: ItemEntity[K] };

/** Where an item stands in a collection. */
export interface ItemPosition {
  section: number;
  position: number;
  id: Id;
}
/** An item with the place of its section. */
export type PlacedItem = ItemRecord & { section: number };

const STANDING = 'i.removed_in IS NULL AND s.removed_in IS NULL';
const FROM = 'FROM collection_item i JOIN collection_section s ON s.id = i.section_id';

/** Sections and items of collections. Nothing here asks for rights. */
@Injectable()
export class OutlineRepository {
  /** The sections that stand, in order. */
  async sections(q: Queryable, collectionId: Id): Promise<SectionRecord[]> {
    return q.manager
      .createQueryBuilder(SectionEntity, 's')
      .where('s.collection_id = :collectionId AND s.removed_in IS NULL', { collectionId })
      .orderBy('s.position')
      .addOrderBy('s.id')
      .getMany();
  }

  /** A section that stands in the collection. */
  async section(q: Queryable, collectionId: Id, id: Id): Promise<SectionRecord | null> {
    const [found] = await rowsWhereIn(q, SectionEntity, 'id', [id], { and: { collectionId } });
    return found && found.removedIn === null ? found : null;
  }

  /** Those of the items that stand in the collection, in its order. */
  async items(q: Queryable, collectionId: Id, ids: readonly Id[]): Promise<PlacedItem[]> {
    const unique = [...new Set(ids)];
    if (unique.length === 0) return [];
    return this.placed(
      q,
      {
        sql: `i.collection_id = ? AND ${STANDING} AND i.id IN (${marks(unique)})`,
        parameters: [collectionId, ...unique],
      },
      unique.length,
    );
  }

  /** Where an item stands, or stood before it was taken away; null for what is not in the collection. */
  async place(q: Queryable, collectionId: Id, id: Id): Promise<ItemPosition | null> {
    const [row] = await q.manager.query<{ section: number; position: number }[]>(
      `SELECT s.position AS section, i.position AS position ${FROM} WHERE i.collection_id = ? AND i.id = ?`,
      [collectionId, id],
    );
    return row ? { section: row.section, position: row.position, id } : null;
  }

  /** The items that stand and satisfy a condition on the item `i`, in order; at most `limit` behind `after`. */
  page(
    q: Queryable,
    collectionId: Id,
    among: Condition,
    after: ItemPosition | null,
    limit: number,
  ): Promise<PlacedItem[]> {
    const behind = after
      ? 'AND (s.position > ? OR (s.position = ? AND (i.position > ? OR (i.position = ? AND i.id > ?))))'
      : '';
    const { section, position, id } = after ?? { section: 0, position: 0, id: '' };
    return this.placed(
      q,
      {
        sql: `s.collection_id = ? AND ${STANDING} AND ${among.sql} ${behind}`,
        parameters: [
          collectionId,
          ...among.parameters,
          ...(after ? [section, section, position, position, id] : []),
        ],
      },
      limit,
    );
  }

  private async placed(q: Queryable, { sql, parameters }: Condition, limit: number): Promise<PlacedItem[]> {
    const rows = await q.manager.query<(Row & { section: number })[]>(
      `SELECT ${COLUMNS}, s.position AS section ${FROM} WHERE ${sql} ORDER BY s.position, i.position, i.id LIMIT ${limit}`,
      [...parameters],
    );
    return rows.map(({ section, ...row }) => ({ ...itemOf(row), section: Number(section) }));
  }

  /** Ids of the sections in which an item stands that satisfies a condition on `i`. */
  async sectionsWith(q: Queryable, collectionId: Id, among: Condition): Promise<Set<Id>> {
    const rows = await q.manager.query<{ id: Id }[]>(
      `SELECT DISTINCT i.section_id AS id ${FROM} WHERE s.collection_id = ? AND ${STANDING} AND ${among.sql}`,
      [collectionId, ...among.parameters],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** The resources of the first items of each collection that satisfy a condition on `i`, in order; at most `each`. */
  async firstResources(
    q: Queryable,
    collectionIds: readonly Id[],
    among: Condition,
    each: number,
  ): Promise<Map<Id, Id[]>> {
    const found = new Map<Id, Id[]>();
    if (collectionIds.length === 0) return found;
    const rows = await q.manager.query<{ collection: Id; target: Id }[]>(
      `SELECT f.collection, f.target FROM (SELECT s.collection_id AS collection, i.target_id AS target, ` +
        `ROW_NUMBER() OVER (PARTITION BY s.collection_id ORDER BY s.position, i.position, i.id) AS nth ${FROM} ` +
        `WHERE s.collection_id IN (${marks(collectionIds)}) AND i.kind IN ('resource', 'pages', 'span') AND ${STANDING} AND ${among.sql}) f ` +
        `WHERE f.nth <= ${each} ORDER BY f.collection, f.nth`,
      [...collectionIds, ...among.parameters],
    );
    for (const { collection, target } of rows)
      found.set(collection, [...(found.get(collection) ?? []), target]);
    return found;
  }

  /** Those of the resources that stand in the collection, whole or in parts. */
  async holds(q: Queryable, collectionId: Id, resourceIds: readonly Id[]): Promise<Set<Id>> {
    if (resourceIds.length === 0) return new Set();
    const rows = await q.manager.query<{ id: Id }[]>(
      `SELECT DISTINCT i.target_id AS id ${FROM} WHERE i.collection_id = ? AND i.target_id IN (${marks(resourceIds)}) AND ${STANDING}`,
      [collectionId, ...resourceIds],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** A condition on `<column>` (a resource id) that holds for what stands in the collection, whole or in parts. */
  holding(collectionId: Id, column: string): Condition {
    return {
      sql: `${column} IN (SELECT i.target_id ${FROM} WHERE i.collection_id = ? AND i.kind IN ('resource', 'pages', 'span') AND ${STANDING})`,
      parameters: [collectionId],
    };
  }

  /**
   * The versions of a resource that items hold fast which satisfy a condition on `i`, each with how many collections; not
   * in the trash.
   */
  async pinned(q: Queryable, resourceId: Id, among: Condition): Promise<Map<number, number>> {
    const rows = await q.manager.query<{ version: number; collections: number | string }[]>(
      `SELECT i.pinned_version AS version, COUNT(DISTINCT i.collection_id) AS collections ${FROM} JOIN collection c ON c.id = i.collection_id ` +
        `WHERE i.target_id = ? AND i.pinned_version IS NOT NULL AND c.trashed_at IS NULL AND ${STANDING} AND ${among.sql} GROUP BY i.pinned_version`,
      [resourceId, ...among.parameters],
    );
    return new Map(rows.map(({ version, collections }) => [version, Number(collections)]));
  }

  /** The versions of a resource that any item holds fast, in the trash too: whoever restores a collection finds them. */
  async everyPin(q: Queryable, resourceId: Id): Promise<Set<number>> {
    const rows = await q.manager.query<{ version: number }[]>(
      `SELECT DISTINCT i.pinned_version AS version ${FROM} WHERE i.target_id = ? AND i.pinned_version IS NOT NULL AND ${STANDING}`,
      [resourceId],
    );
    return new Set(rows.map(({ version }) => version));
  }

  async count(q: Queryable, collectionId: Id): Promise<number> {
    const [row] = await q.manager.query<{ items: number | string }[]>(
      `SELECT COUNT(*) AS items ${FROM} WHERE s.collection_id = ? AND ${STANDING}`,
      [collectionId],
    );
    return Number(row?.items ?? 0);
  }

  /** The collections that stand in these ones, by the newest state that anybody has written. */
  async nested(tx: Tx, collectionIds: readonly Id[]): Promise<Id[]> {
    if (collectionIds.length === 0) return [];
    const rows = await tx.manager.query<{ id: Id }[]>(
      `SELECT i.target_id AS id ${FROM} WHERE i.collection_id IN (${marks(collectionIds)}) AND i.kind = 'collection' AND ${STANDING}` +
        (tx.dialect === 'mysql' ? ' FOR UPDATE' : ''),
      [...collectionIds],
    );
    return [...new Set(rows.map((row) => row.id))];
  }

  async insertSection(tx: Tx, section: SectionRecord): Promise<void> {
    await insertRows(tx, SectionEntity, [section]);
  }

  async insertItems(tx: Tx, items: readonly ItemRecord[]): Promise<void> {
    await insertRows(tx, ItemEntity, items);
  }

  async updateSection(tx: Tx, id: Id, change: Partial<SectionRecord>): Promise<void> {
    await tx.manager.update(SectionEntity, { id }, change);
  }

  async updateItem(tx: Tx, id: Id, change: Partial<ItemRecord>): Promise<void> {
    await tx.manager.update(ItemEntity, { id }, change);
  }

  /** Takes rows away until the change is undone. */
  async remove(tx: Tx, rows: 'sections' | 'items', ids: readonly Id[], changeId: Id): Promise<void> {
    const table = rows === 'sections' ? 'collection_section' : 'collection_item';
    await tx.manager.query(`UPDATE ${table} SET removed_in = ? WHERE id IN (${marks(ids)})`, [
      changeId,
      ...ids,
    ]);
  }

  /** Brings back what a change took away. */
  async restore(tx: Tx, collectionId: Id, changeId: Id): Promise<void> {
    for (const table of ['collection_section', 'collection_item'])
      await tx.manager.query(
        `UPDATE ${table} SET removed_in = NULL WHERE collection_id = ? AND removed_in = ?`,
        [collectionId, changeId],
      );
  }

  /** Removes rows for good, sections with their items. */
  async erase(tx: Tx, rows: 'sections' | 'items', ids: readonly Id[]): Promise<void> {
    await deleteWhereIn(tx, ItemEntity, rows === 'sections' ? 'sectionId' : 'id', ids);
    if (rows === 'sections') await deleteWhereIn(tx, SectionEntity, 'id', ids);
  }
}

const marks = (values: readonly unknown[]) => values.map(() => '?').join(', ');

const COLUMNS =
  'i.id, i.collection_id, i.section_id, i.position, i.kind, i.target_id, i.file_id, i.range_from, i.range_to, i.url, i.title, i.note, i.pinned_version, i.added_by, i.added_at, i.removed_in';

interface Row {
  id: Id;
  collection_id: Id;
  section_id: Id;
  position: number;
  kind: string;
  target_id: Id | null;
  file_id: Id | null;
  range_from: number | null;
  range_to: number | null;
  url: string | null;
  title: string | null;
  note: string;
  pinned_version: number | null;
  added_by: Id;
  added_at: number | string;
  removed_in: Id | null;
}

const itemOf = (row: Row): ItemRecord => ({
  id: row.id,
  collectionId: row.collection_id,
  sectionId: row.section_id,
  position: row.position,
  kind: row.kind,
  targetId: row.target_id,
  fileId: row.file_id,
  from: row.range_from,
  to: row.range_to,
  url: row.url,
  title: row.title,
  note: row.note,
  version: row.pinned_version,
  addedBy: row.added_by,
  addedAt: Number(row.added_at),
  removedIn: row.removed_in,
});
