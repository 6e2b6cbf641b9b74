import { In, MoreThan } from 'typeorm';
import type { Queryable, Tx } from '../database/database.port.js';
import { lockRows } from '../database/locking.js';
import { insertRows } from '../database/rows.js';
import { AuditEntryEntity, AuditPendingEntity, AuditSealEntity } from './audit.entities.js';

export type AuditRecord = Readonly<AuditEntryEntity>;
export type AuditSeal = Readonly<AuditSealEntity>;

/** A condition on the columns of `audit_entry`, named `e`. */
export interface AuditCondition {
  sql: string;
  parameters: readonly unknown[];
}

/** All statements on the audit tables. */
export class AuditRepository {
  async insert(tx: Tx, entry: AuditRecord): Promise<void> {
    await tx.manager.insert(AuditEntryEntity, { ...entry });
    await tx.manager.insert(AuditPendingEntity, { entryId: entry.id });
  }

  async insertAll(tx: Tx, entries: readonly AuditRecord[]): Promise<void> {
    await insertRows(tx, AuditEntryEntity, entries);
    await insertRows(
      tx,
      AuditPendingEntity,
      entries.map((entry) => ({ entryId: entry.id })),
    );
  }

  hasPending(q: Queryable): Promise<boolean> {
    return q.manager.exists(AuditPendingEntity);
  }

  /** The oldest entries that are not sealed, locked against other sealers. */
  async pending(tx: Tx, limit: number): Promise<AuditRecord[]> {
    const query = tx.manager.createQueryBuilder(AuditPendingEntity, 'p').orderBy('p.entryId').limit(limit);
    const ids = (await lockRows(tx, query).getMany()).map((row) => row.entryId);
    return tx.manager.find(AuditEntryEntity, { where: { id: In(ids) }, order: { id: 'ASC' } });
  }

  async head(q: Queryable): Promise<AuditSeal | null> {
    const rows = await q.manager.find(AuditSealEntity, { order: { seq: 'DESC' }, take: 1 });
    return rows[0] ?? null;
  }

  async seal(tx: Tx, seals: AuditSeal[]): Promise<void> {
    await tx.manager.insert(AuditSealEntity, seals);
    await tx.manager.delete(AuditPendingEntity, { entryId: In(seals.map((seal) => seal.entryId)) });
  }

  /** Seals after a number, each with its entry, or null where that is gone. */
  async chain(
    q: Queryable,
    afterSeq: number,
    limit: number,
  ): Promise<{ seal: AuditSeal; entry: AuditRecord | null }[]> {
    const seals = await q.manager.find(AuditSealEntity, {
      where: { seq: MoreThan(afterSeq) },
      order: { seq: 'ASC' },
      take: limit,
    });
    const entries = await q.manager.findBy(AuditEntryEntity, { id: In(seals.map((seal) => seal.entryId)) });
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    return seals.map((seal) => ({ seal, entry: byId.get(seal.entryId) ?? null }));
  }

  /** Committed entries that wait for their seal. */
  async unsealed(q: Queryable): Promise<{ count: number; oldestAt: number | null }> {
    const [row] = await q.manager.query<{ n: number | string; oldest: number | string | null }[]>(
      'SELECT COUNT(*) AS n, MIN(e.at) AS oldest FROM audit_pending p JOIN audit_entry e ON e.id = p.entry_id',
    );
    const oldest = row?.oldest ?? null;
    return { count: Number(row?.n ?? 0), oldestAt: oldest === null ? null : Number(oldest) };
  }

  /** Entries that satisfy a condition, newest first. */
  async page(q: Queryable, condition: AuditCondition, limit: number): Promise<AuditRecord[]> {
    const rows = await q.manager.query<Record<string, string | number | null>[]>(
      `SELECT e.* FROM audit_entry e WHERE ${condition.sql} ORDER BY e.at DESC, e.id DESC LIMIT ${limit}`,
      [...condition.parameters],
    );
    return rows.map((row) => ({
      id: String(row['id']),
      at: Number(row['at']),
      actorId: text(row['actor_id']),
      schoolId: text(row['school_id']),
      actingSchoolId: text(row['acting_school_id']),
      action: String(row['action']),
      objectType: text(row['object_type']),
      objectId: text(row['object_id']),
      result: String(row['result']),
      ip: text(row['ip']),
      detail: typeof row['detail'] === 'string' ? (JSON.parse(row['detail']) as object) : null,
    }));
  }

  /** How many entries are neither sealed nor waiting for it: none, unless somebody wrote past us. */
  async strays(q: Queryable): Promise<number> {
    return q.manager
      .createQueryBuilder(AuditEntryEntity, 'e')
      .leftJoin(AuditSealEntity, 's', 's.entryId = e.id')
      .leftJoin(AuditPendingEntity, 'p', 'p.entryId = e.id')
      .where('s.entryId IS NULL AND p.entryId IS NULL')
      .getCount();
  }
}

const text = (value: string | number | null | undefined) => (value == null ? null : String(value));
