import { Injectable } from '@nestjs/common';
import type { SharingDefault } from '../../contracts/index.js';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { SharingDefaultEntity } from './sharing-default.entity.js';

@Injectable()
export class SharingDefaultsRepository {
  async of(q: Queryable, schoolId: Id): Promise<SharingDefault[]> {
    const rows = await q.manager.find(SharingDefaultEntity, { where: { schoolId }, order: { type: 'ASC' } });
    return rows.map(({ type, preset, previewOnly, licence }) => ({
      type: type === '' ? null : type,
      preset: preset as SharingDefault['preset'],
      previewOnly,
      licence: licence as SharingDefault['licence'],
    }));
  }

  async replace(tx: Tx, schoolId: Id, items: readonly SharingDefault[], updatedAt: Instant): Promise<void> {
    await tx.manager.delete(SharingDefaultEntity, { schoolId });
    if (items.length > 0)
      await tx.manager.insert(
        SharingDefaultEntity,
        items.map((item) => ({ ...item, type: item.type ?? '', schoolId, updatedAt })),
      );
  }
}
