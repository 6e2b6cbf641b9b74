import type { Clock } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import type { Tx } from '../database/database.port.js';
import type { AuditRepository } from './audit.repository.js';
import type { AuditSealer } from './audit-sealer.js';

/** An act, as the one who carries it out describes it. */
export interface AuditEntry {
  /** null = nobody known, or the program itself */
  actorId: Id | null;
  /** the school on whose behalf, where there is one */
  schoolId: Id | null;
  /** `what.did`, at most 80 characters */
  action: string;
  objectType: string | null;
  /** at most 64 characters */
  objectId: string | null;
  result: 'ok' | 'denied' | 'failed';
  /** of the client; null for work that no request caused */
  ip: string | null;
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
    const at = this.clock.now();
    const detail = entry.detail
      ? (JSON.parse(JSON.stringify(entry.detail)) as Record<string, unknown>)
      : null;
    await this.repository.insert(tx, {
      id: newId(at),
      at,
      actorId: entry.actorId,
      schoolId: entry.schoolId,
      action: entry.action,
      objectType: entry.objectType,
      objectId: entry.objectId,
      result: entry.result,
      ip: entry.ip,
      detail,
    });
    tx.afterCommit(() => this.sealer.wake());
  }
}
