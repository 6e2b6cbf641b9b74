import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Tx } from '../../platform/database/database.port.js';
import { isUniqueViolation } from '../../platform/database/unique-violation.js';
import { RequestKeyEntity } from './request-key.entity.js';

export type RequestKeyRecord = { [K in keyof RequestKeyEntity]: RequestKeyEntity[K] };

@Injectable()
export class RequestKeysRepository {
  /**
   * Claims a key for this unit: null when it was free, else what was carried out under it. A twin in another unit
   * under way is waited for.
   */
  async claim(tx: Tx, record: RequestKeyRecord, notBefore: Instant): Promise<RequestKeyRecord | null> {
    const { id } = record;
    await tx.manager.delete(RequestKeyEntity, { id, createdAt: LessThanOrEqual(notBefore) });
    const held = await tx.manager.findOneBy(RequestKeyEntity, { id });
    if (held) return held;
    try {
      await tx.manager.insert(RequestKeyEntity, record);
      return null;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return tx.manager.findOneByOrFail(RequestKeyEntity, { id });
    }
  }

  async keep(tx: Tx, id: string, result: RequestKeyRecord['result']): Promise<void> {
    await tx.manager.update(RequestKeyEntity, { id }, { result });
  }

  async removeBefore(tx: Tx, before: Instant): Promise<void> {
    await tx.manager.delete(RequestKeyEntity, { createdAt: LessThanOrEqual(before) });
  }
}
