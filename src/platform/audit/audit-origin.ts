import { AsyncLocalStorage } from 'node:async_hooks';
import type { Id } from '../../kernel/ids.js';

/** Where the request came from in which something is done. */
export interface AuditOrigin {
  actorId: Id | null;
  /** the school in whose name the person works */
  actingSchoolId: Id | null;
  ip: string;
}

const present = new AsyncLocalStorage<AuditOrigin>();

/** Runs `run`; entries recorded in it say where from, unless they say so themselves. */
export function withAuditOrigin<T>(origin: AuditOrigin, run: () => T): T {
  return present.run(origin, run);
}

export function auditOrigin(): AuditOrigin | null {
  return present.getStore() ?? null;
}
