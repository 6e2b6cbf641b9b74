import { Injectable } from '@nestjs/common';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { OriginEntity } from './origin.entity.js';

/** Which resources were made from which. */
@Injectable()
export class OriginsRepository {
  async insert(tx: Tx, resourceId: Id, sourceId: Id, at: Instant): Promise<void> {
    await tx.manager.insert(OriginEntity, { resourceId, sourceId, at });
  }

  /** What a resource was made from; null where it was made by itself. */
  async sourceOf(q: Queryable, resourceId: Id): Promise<Id | null> {
    return (await q.manager.findOneBy(OriginEntity, { resourceId }))?.sourceId ?? null;
  }

  async remove(tx: Tx, resourceId: Id): Promise<void> {
    await tx.manager.delete(OriginEntity, { resourceId });
  }
}
