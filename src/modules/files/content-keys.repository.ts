import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { ContentKeyEntity } from './content-key.entity.js';

export type ContentKey = { [K in keyof ContentKeyEntity]: ContentKeyEntity[K] };

@Injectable()
export class ContentKeysRepository {
  async newest(q: Queryable): Promise<ContentKey | null> {
    const [key] = await q.manager.find(ContentKeyEntity, {
      order: { createdAt: 'DESC', id: 'DESC' },
      take: 1,
    });
    return key ?? null;
  }

  find(q: Queryable, id: string): Promise<ContentKey | null> {
    return q.manager.findOneBy(ContentKeyEntity, { id });
  }

  async add(tx: Tx, key: ContentKey): Promise<void> {
    await tx.manager.insert(ContentKeyEntity, key);
  }

  async removeBefore(tx: Tx, before: Instant): Promise<void> {
    await tx.manager.delete(ContentKeyEntity, { createdAt: LessThan(before) });
  }
}
