import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { SupportOpeningEntity } from './support-opening.entity.js';

export type SupportOpening = Readonly<SupportOpeningEntity>;

const MOST_SHOWN = 100;

@Injectable()
export class SupportRepository {
  /** Of one resource, the newest first; with `adminId` those of that administrator. */
  of(q: Queryable, resourceId: Id, adminId?: Id): Promise<SupportOpening[]> {
    return q.manager.find(SupportOpeningEntity, {
      where: { resourceId, ...(adminId === undefined ? {} : { adminId }) },
      order: { openedAt: 'DESC', id: 'DESC' },
      take: MOST_SHOWN,
    });
  }

  /** Those of one resource that are open at `at`. */
  open(q: Queryable, resourceId: Id, at: Instant): Promise<SupportOpening[]> {
    return q.manager.findBy(SupportOpeningEntity, { resourceId, endedAt: IsNull(), until: MoreThan(at) });
  }

  find(q: Queryable, id: Id): Promise<SupportOpening | null> {
    return q.manager.findOneBy(SupportOpeningEntity, { id });
  }

  async insert(tx: Tx, opening: SupportOpening): Promise<void> {
    await tx.manager.insert(SupportOpeningEntity, opening);
  }

  async end(tx: Tx, id: Id, endedAt: Instant, endedBy: Id): Promise<void> {
    await tx.manager.update(SupportOpeningEntity, { id }, { endedAt, endedBy });
  }

  async removeAll(tx: Tx, resourceId: Id): Promise<void> {
    await tx.manager.delete(SupportOpeningEntity, { resourceId });
  }
}
