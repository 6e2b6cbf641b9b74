import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { lockRows } from '../../platform/database/locking.js';
import { QuotaEntity } from './quota.entity.js';

export type QuotaRecord = { [K in keyof QuotaEntity]: QuotaEntity[K] };

@Injectable()
export class QuotaRepository {
  find(q: Queryable, scopes: readonly string[]): Promise<QuotaRecord[]> {
    return q.manager.findBy(QuotaEntity, { scope: In([...scopes]) });
  }

  /** Makes the rows that are missing and locks all, always in the same order, until the unit ends. */
  async lock(tx: Tx, scopes: readonly string[]): Promise<QuotaRecord[]> {
    const sorted = [...new Set(scopes)].sort();
    // Locked first: an insert that meets the row would share its lock with others, and none of them could go on.
    const present = await this.lockPresent(tx, sorted);
    if (present.length === sorted.length) return present;
    const missing = sorted.filter((scope) => !present.some((row) => row.scope === scope));
    await tx.manager
      .createQueryBuilder()
      .insert()
      .into(QuotaEntity)
      .values(missing.map((scope) => ({ scope, usedBytes: 0, heldBytes: 0 })))
      .orIgnore()
      .updateEntity(false)
      .execute();
    return this.lockPresent(tx, sorted);
  }

  private lockPresent(tx: Tx, scopes: readonly string[]): Promise<QuotaRecord[]> {
    const query = tx.manager
      .createQueryBuilder(QuotaEntity, 'q')
      .where('q.scope IN (:...scopes)', { scopes: [...scopes] })
      .orderBy('q.scope');
    return lockRows(tx, query).getMany();
  }

  async save(tx: Tx, record: QuotaRecord): Promise<void> {
    await tx.manager.update(QuotaEntity, { scope: record.scope }, record);
  }

  /** What the files really take, by scope. */
  async counted(q: Queryable): Promise<Map<string, number>> {
    const sums = async (prefix: string, column: string) => {
      const rows = (await q.manager.query(
        `SELECT f.${column} AS id, SUM(b.size) AS bytes FROM file f JOIN file_blob b ON b.sha256 = f.sha256 GROUP BY f.${column}`,
      )) as { id: string; bytes: number | string }[];
      return rows.map((row): [string, number] => [`${prefix}:${row.id}`, Number(row.bytes)]);
    };
    return new Map([...(await sums('u', 'owner_id')), ...(await sums('s', 'school_id'))]);
  }

  all(q: Queryable): Promise<QuotaRecord[]> {
    return q.manager.find(QuotaEntity);
  }
}
