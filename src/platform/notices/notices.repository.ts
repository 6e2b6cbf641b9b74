import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../database/database.port.js';
import { deleteWhereIn, insertRows } from '../database/rows.js';
import { NoticeEntity } from './notice.entity.js';

/** A notice as stored. */
export type NoticeRecord = { [K in keyof NoticeEntity]: NoticeEntity[K] };

/** The notices of everybody. Nothing here asks what the recipient may still see. */
@Injectable()
export class NoticesRepository {
  async insert(tx: Tx, rows: readonly NoticeRecord[]): Promise<void> {
    await insertRows(tx, NoticeEntity, rows);
  }

  /** Removes what the recipients were told of the same before and have not seen. */
  async removeUnseen(
    tx: Tx,
    recipientIds: readonly Id[],
    { kind, subjectId }: Pick<NoticeRecord, 'kind' | 'subjectId'>,
  ): Promise<void> {
    await deleteWhereIn(tx, NoticeEntity, 'recipientId', recipientIds, {
      sql: 'seen_at IS NULL AND kind = ? AND subject_id = ?',
      parameters: [kind, subjectId],
    });
  }

  /** Since when what the recipients have not seen gathers, of those that gather. */
  async unseenSince(
    tx: Tx,
    recipientIds: readonly Id[],
    { kind, subjectId }: Pick<NoticeRecord, 'kind' | 'subjectId'>,
  ): Promise<Map<Id, Instant>> {
    const marks = recipientIds.map(() => '?').join(', ');
    const rows = await tx.manager.query<{ recipient: Id; since: number | string }[]>(
      `SELECT recipient_id AS recipient, since FROM notice WHERE seen_at IS NULL AND kind = ? AND subject_id = ? ` +
        `AND since IS NOT NULL AND recipient_id IN (${marks})`,
      [kind, subjectId, ...recipientIds],
    );
    return new Map(rows.map(({ recipient, since }) => [recipient, Number(since)]));
  }

  /** Of one person, latest first; at most `limit` before the notice `beforeId`. */
  page(
    q: Queryable,
    recipientId: Id,
    beforeId: Id | null,
    limit: number,
    which: 'all' | 'unseen' = 'all',
  ): Promise<NoticeRecord[]> {
    const query = q.manager
      .createQueryBuilder(NoticeEntity, 'n')
      .where('n.recipient_id = :recipientId', { recipientId })
      .orderBy('n.id', 'DESC')
      .limit(limit);
    if (which === 'unseen') query.andWhere('n.seen_at IS NULL');
    if (beforeId !== null) query.andWhere('n.id < :beforeId', { beforeId });
    return query.getMany();
  }

  /** Whether the notice is one of the person's. */
  has(q: Queryable, recipientId: Id, id: Id): Promise<boolean> {
    return q.manager.existsBy(NoticeEntity, { id, recipientId });
  }

  /** One notice has been seen. */
  async see(tx: Tx, recipientId: Id, id: Id, seenAt: Instant): Promise<void> {
    await tx.manager.query(
      'UPDATE notice SET seen_at = ? WHERE id = ? AND recipient_id = ? AND seen_at IS NULL',
      [seenAt, id, recipientId],
    );
  }

  /** Everything up to a notice has been seen, and that notice. */
  async seeUntil(tx: Tx, recipientId: Id, id: Id, seenAt: Instant): Promise<void> {
    await tx.manager.query(
      'UPDATE notice SET seen_at = ? WHERE recipient_id = ? AND seen_at IS NULL AND id <= ?',
      [seenAt, recipientId, id],
    );
  }

  /**
   * Of one person, those of these kinds that they have not seen and no mail takes, from `since` on; oldest first. In a unit
   * that holds the person's address: two mails never take one notice.
   */
  unmailed(
    q: Queryable,
    recipientId: Id,
    { kinds, since, limit }: { kinds: readonly string[]; since: Instant; limit: number },
  ): Promise<NoticeRecord[]> {
    if (kinds.length === 0) return Promise.resolve([]);
    return q.manager
      .createQueryBuilder(NoticeEntity, 'n')
      .where('n.recipient_id = :recipientId AND n.seen_at IS NULL AND n.mail_id IS NULL', { recipientId })
      .andWhere('n.kind IN (:...kinds) AND n.at >= :since', { kinds, since })
      .orderBy('n.id')
      .limit(limit)
      .getMany();
  }

  /** Puts notices into a mail. */
  async mail(tx: Tx, ids: readonly Id[], mailId: Id): Promise<void> {
    await tx.manager.update(NoticeEntity, { id: In([...ids]) }, { mailId });
  }

  /** What a mail takes to its recipient, oldest first. */
  ofMail(q: Queryable, recipientId: Id, mailId: Id): Promise<NoticeRecord[]> {
    return q.manager.find(NoticeEntity, { where: { recipientId, mailId }, order: { id: 'ASC' } });
  }

  /** Removes at most `limit` notices from before an instant; returns how many. */
  async removeBefore(tx: Tx, before: Instant, limit: number): Promise<number> {
    const rows = await tx.manager.query<{ id: Id }[]>(
      `SELECT id FROM notice WHERE at < ? ORDER BY at LIMIT ${limit}`,
      [before],
    );
    await deleteWhereIn(
      tx,
      NoticeEntity,
      'id',
      rows.map((row) => row.id),
    );
    return rows.length;
  }
}
