import { Injectable } from '@nestjs/common';
import type { CollectionNews } from '../../../contracts/index.js';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';
import type { Condition } from '../../access/index.js';

/** What became of a collection in [from, until). */
export interface NewsSpan {
  collectionId: Id;
  from: Instant;
  until: Instant;
}

/** Spans of one statement. */
const AT_ONCE = 20;
const CHANGED = 'h.collection_id = ? AND h.at >= ? AND h.at < ? AND h.actor_id <> ?';

/** Counts what came into collections and what left them. */
@Injectable()
export class CollectionNewsRepository {
  /**
   * News of each span that others than `userId` made, of items that satisfy a condition on `i`. What came and went
   * within a span, or was undone meanwhile, is in none of the counts.
   */
  async of(q: Queryable, userId: Id, seen: Condition, spans: readonly NewsSpan[]): Promise<CollectionNews[]> {
    const news: CollectionNews[] = [];
    for (let i = 0; i < spans.length; i += AT_ONCE)
      news.push(...(await this.some(q, userId, seen, spans.slice(i, i + AT_ONCE))));
    return news;
  }

  private async some(
    q: Queryable,
    userId: Id,
    seen: Condition,
    spans: readonly NewsSpan[],
  ): Promise<CollectionNews[]> {
    const counts = spans.flatMap((span, nth) => countsOf(span, nth, userId, seen));
    const rows = await q.manager.query<{ nth: number | string; what: string; found: number | string }[]>(
      counts.map(({ sql }) => sql).join(' UNION ALL '),
      counts.flatMap(({ parameters }) => [...parameters]),
    );
    const sum = (nth: number, what: string) =>
      rows
        .filter((row) => Number(row.nth) === nth && row.what === what)
        .reduce((all, { found }) => all + Number(found), 0);
    return spans.map((_, nth) => ({
      added: sum(nth, 'added'),
      removed: sum(nth, 'removed'),
      reopened: sum(nth, 'reopened') > 0,
    }));
  }
}

/** Items that came and stand, that left alone or with their section, and openings after the collection was not there to be seen. */
function countsOf(
  { collectionId, from, until }: NewsSpan,
  nth: number,
  userId: Id,
  seen: Condition,
): Condition[] {
  const span = [collectionId, from, until, userId];
  const count = (what: string, rest: string) =>
    `SELECT ${nth} AS nth, '${what}' AS what, COUNT(*) AS found FROM ${rest}`;
  return [
    {
      sql: count(
        'added',
        `collection_item i JOIN collection_section s ON s.id = i.section_id WHERE i.collection_id = ? ` +
          `AND i.added_at >= ? AND i.added_at < ? AND i.added_by <> ? AND i.removed_in IS NULL AND s.removed_in IS NULL AND ${seen.sql}`,
      ),
      parameters: [...span, ...seen.parameters],
    },
    {
      sql: count(
        'removed',
        `collection_change h JOIN collection_item i ON i.removed_in = h.id ` +
          `WHERE ${CHANGED} AND h.what = 'items_remove' AND i.added_at < ? AND ${seen.sql}`,
      ),
      parameters: [...span, from, ...seen.parameters],
    },
    {
      sql: count(
        'removed',
        `collection_change h JOIN collection_section s ON s.collection_id = h.collection_id AND s.removed_in = h.id ` +
          `JOIN collection_item i ON i.section_id = s.id ` +
          `WHERE ${CHANGED} AND h.what = 'section_remove' AND i.removed_in IS NULL AND i.added_at < ? AND ${seen.sql}`,
      ),
      parameters: [...span, from, ...seen.parameters],
    },
    {
      sql: count(
        'reopened',
        `collection_change h WHERE ${CHANGED} AND (h.what = 'restore' OR (h.what = 'publish' AND ` +
          `(SELECT w.what FROM collection_change w WHERE w.collection_id = h.collection_id AND w.rev < h.rev ` +
          `AND w.what IN ('publish', 'withdraw') ORDER BY w.rev DESC LIMIT 1) = 'withdraw'))`,
      ),
      parameters: span,
    },
  ];
}
