import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import type { Instant } from '../../kernel/clock.js';
import type { Tx } from '../../platform/database/database.port.js';
import { lockRows } from '../../platform/database/locking.js';
import { SetupCodeEntity } from './membership.entity.js';

/** The hashes of the codes that open the first-run page. */
@Injectable()
export class SetupCodeRepository {
  async add(tx: Tx, hash: string, createdAt: Instant, dropBefore: Instant): Promise<void> {
    await tx.manager.delete(SetupCodeEntity, { createdAt: LessThan(dropBefore) });
    await tx.manager.insert(SetupCodeEntity, { id: hash, createdAt });
  }

  /** Every hash, held until the unit ends: of two setups at once the second waits and then finds none. */
  async lockAll(tx: Tx): Promise<string[]> {
    const rows = await lockRows(tx, tx.manager.createQueryBuilder(SetupCodeEntity, 'c')).getMany();
    return rows.map((row) => row.id);
  }

  async clear(tx: Tx): Promise<void> {
    await tx.manager.createQueryBuilder().delete().from(SetupCodeEntity).execute();
  }
}
