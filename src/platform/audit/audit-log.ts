import type { Clock } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import type { Tx } from '../database/database.port.js';
import { auditOrigin } from './audit-origin.js';
import type { AuditRecord, AuditRepository } from './audit.repository.js';
import type { AuditSealer } from './audit-sealer.js';

/** An act, as the one who carries it out describes it. */
export interface AuditEntry {
  /** null = nobody known, or the program itself */
  actorId: Id | null;
  /** the school that the thing belongs to, where it belongs to one */
  schoolId: Id | null;
  /** the school in whose name it was done; left out: the one of the request */
  actingSchoolId?: Id | null;
  /** `what.did`, at most 80 characters */
  action: string;
  objectType: string | null;
  /** at most 64 characters */
  objectId: string | null;
  result: 'ok' | 'denied' | 'failed';
  /** of the client; null or left out: the one of the request, if a request caused it */
  ip?: string | null;
  /** Anything JSON, at most some kilobytes; never a secret, never the content of a person's file. */
  detail?: Record<string, unknown>;
}

/** Writes the audit record. */
export class AuditLog {
  constructor(
    private readonly repository: AuditRepository,
    private readonly sealer: AuditSealer,
    private readonly clock: Clock,
  ) {}

  /** Records an act in the unit that carries it out: neither is ever there without the other. */
  async record(tx: Tx, entry: AuditEntry): Promise<void> {
    await this.repository.insert(tx, this.written(entry));
    tx.afterCommit(() => this.sealer.wake());
  }

  /** The same for many acts at once: what one act did to each of many things. */
  async recordAll(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.repository.insertAll(
      tx,
      entries.map((entry) => this.written(entry)),
    );
    tx.afterCommit(() => this.sealer.wake());
  }

  private written(entry: AuditEntry): AuditRecord {
    const at = this.clock.now();
    const origin = auditOrigin();
    const own = origin !== null && origin.actorId === entry.actorId ? origin.actingSchoolId : null;
    const detail = entry.detail
      ? (JSON.parse(JSON.stringify(entry.detail)) as Record<string, unknown>)
      : null;
    return {
      id: newId(at),
      at,
      actorId: entry.actorId,
      schoolId: entry.schoolId,
      actingSchoolId: entry.actingSchoolId === undefined ? own : entry.actingSchoolId,
      action: entry.action,
      objectType: entry.objectType,
      objectId: entry.objectId,
      result: entry.result,
      ip: entry.ip ?? origin?.ip ?? null,
      detail,
    };
  }
}
