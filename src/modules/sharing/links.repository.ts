import { Injectable } from '@nestjs/common';
import { IsNull, LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { lockRows } from '../../platform/database/locking.js';
import { LinkEventEntity, LinkVisitEntity, ShareLinkEntity } from './share-link.entity.js';

export type ShareLink = { [K in keyof ShareLinkEntity]: ShareLinkEntity[K] };
export type LinkVisit = { [K in keyof LinkVisitEntity]: LinkVisitEntity[K] };
export type LinkEventRow = { [K in keyof LinkEventEntity]: LinkEventEntity[K] };

@Injectable()
export class LinksRepository {
  async insert(tx: Tx, link: ShareLink): Promise<void> {
    await tx.manager.insert(ShareLinkEntity, link);
  }

  byToken(q: Queryable, tokenHash: string): Promise<ShareLink | null> {
    return q.manager.findOneBy(ShareLinkEntity, { tokenHash });
  }

  byId(q: Queryable, id: Id): Promise<ShareLink | null> {
    return q.manager.findOneBy(ShareLinkEntity, { id });
  }

  /** Newest first. */
  of(q: Queryable, resourceId: Id): Promise<ShareLink[]> {
    return q.manager.find(ShareLinkEntity, {
      where: { resourceId },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
  }

  lock(tx: Tx, id: Id): Promise<ShareLink | null> {
    const query = tx.manager.createQueryBuilder(ShareLinkEntity, 'l').where('l.id = :id', { id });
    return lockRows(tx, query).getOne();
  }

  async save(tx: Tx, { id, ...change }: Partial<ShareLink> & { id: Id }): Promise<void> {
    await tx.manager.update(ShareLinkEntity, { id }, change);
  }

  /** Resources of a school to which somebody made links that are still open. */
  async openBy(q: Queryable, madeBy: Id, schoolId: Id, now: Instant): Promise<Id[]> {
    const rows = await q.manager.query<{ id: Id }[]>(
      `SELECT DISTINCT l.resource_id AS id FROM share_link l JOIN resource r ON r.id = l.resource_id ` +
        `WHERE l.made_by = ? AND r.school_id = ? AND r.trashed_at IS NULL AND l.revoked_at IS NULL AND l.expires_at > ?`,
      [madeBy, schoolId, now],
    );
    return rows.map((row) => row.id);
  }

  /** Gives somebody's links to whom their resources go; returns how many. */
  async reassign(tx: Tx, madeBy: Id, to: ReadonlyMap<Id, Id>): Promise<number> {
    const links = await tx.manager.findBy(ShareLinkEntity, { madeBy, revokedAt: IsNull() });
    const going = links.filter((link) => to.has(link.resourceId));
    for (const { id, resourceId } of going)
      await tx.manager.update(ShareLinkEntity, { id }, { madeBy: to.get(resourceId)! });
    return going.length;
  }

  async insertVisit(tx: Tx, visit: LinkVisit): Promise<void> {
    await tx.manager.insert(LinkVisitEntity, visit);
  }

  visit(q: Queryable, tokenHash: string): Promise<LinkVisit | null> {
    return q.manager.findOneBy(LinkVisitEntity, { tokenHash });
  }

  visitById(q: Queryable, id: Id): Promise<LinkVisit | null> {
    return q.manager.findOneBy(LinkVisitEntity, { id });
  }

  async forgetVisits(tx: Tx, before: Instant): Promise<void> {
    await tx.manager.delete(LinkVisitEntity, { expiresAt: LessThanOrEqual(before) });
  }

  async insertEvent(tx: Tx, event: LinkEventRow): Promise<void> {
    await tx.manager.insert(LinkEventEntity, event);
  }

  /** Whether an event like this one has been noted since. */
  noted(
    q: Queryable,
    { linkId, what, ip, userAgent, fileName }: Omit<LinkEventRow, 'id' | 'at'>,
    since: Instant,
  ): Promise<boolean> {
    return q.manager.existsBy(LinkEventEntity, {
      linkId,
      what,
      ip,
      userAgent,
      fileName: fileName ?? '',
      at: MoreThanOrEqual(since),
    });
  }

  /** Newest first. */
  events(q: Queryable, linkId: Id, limit: number): Promise<LinkEventRow[]> {
    return q.manager.find(LinkEventEntity, {
      where: { linkId },
      order: { at: 'DESC', id: 'DESC' },
      take: limit,
    });
  }
}
