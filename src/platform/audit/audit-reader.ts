import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Database } from '../database/database.port.js';
import type { AuditCondition, AuditRecord, AuditRepository } from './audit.repository.js';

/** What is looked for; what is left out does not matter. */
export interface AuditFilter {
  actorId?: Id;
  /** the action itself, or with a dot at its end everything that begins so: `membership.` */
  action?: string;
  objectType?: string;
  objectId?: string;
  schoolId?: Id;
  result?: string;
  /** `[from, until)` */
  from?: Instant;
  until?: Instant;
}

export interface AuditPosition {
  at: Instant;
  id: Id;
}

/** Reads the audit record, newest first. Whoever asks says what they may read of it. */
export class AuditReader {
  constructor(
    private readonly database: Database,
    private readonly repository: AuditRepository,
  ) {}

  /** At most `limit` entries behind `before`. */
  page(
    filter: AuditFilter,
    scope: AuditCondition,
    before: AuditPosition | null,
    limit: number,
  ): Promise<AuditRecord[]> {
    return this.repository.page(this.database.reader, conditionOf(filter, scope, before), limit);
  }

  /** Everything that fits, a batch at a time. */
  async *all(filter: AuditFilter, scope: AuditCondition, batch = 500): AsyncGenerator<AuditRecord[]> {
    for (let before: AuditPosition | null = null; ;) {
      const entries: AuditRecord[] = await this.page(filter, scope, before, batch);
      if (entries.length > 0) yield entries;
      const last: AuditRecord | undefined = entries.at(-1);
      if (!last || entries.length < batch) return;
      before = { at: last.at, id: last.id };
    }
  }

  /** How far the record is sealed, and what waits for it. */
  async standing(): Promise<{
    head: { seq: number; hash: string } | null;
    unsealed: { count: number; oldestAt: Instant | null };
  }> {
    const { reader } = this.database;
    const head = await this.repository.head(reader);
    return {
      head: head && { seq: head.seq, hash: head.hash },
      unsealed: await this.repository.unsealed(reader),
    };
  }
}

/** Everything that anybody may ever read: for the command line, whose user holds the database anyway. */
export const EVERYTHING: AuditCondition = { sql: '1 = 1', parameters: [] };

function conditionOf(
  filter: AuditFilter,
  scope: AuditCondition,
  before: AuditPosition | null,
): AuditCondition {
  const parts: AuditCondition[] = [{ sql: `(${scope.sql})`, parameters: scope.parameters }];
  const equal = (column: string, value: string | undefined) => {
    if (value !== undefined) parts.push({ sql: `e.${column} = ?`, parameters: [value] });
  };
  equal('actor_id', filter.actorId);
  equal('object_type', filter.objectType);
  equal('object_id', filter.objectId);
  equal('school_id', filter.schoolId);
  equal('result', filter.result);
  if (filter.action?.endsWith('.'))
    parts.push({
      sql: 'e.action >= ? AND e.action < ?',
      parameters: [filter.action, `${filter.action.slice(0, -1)}/`],
    });
  else equal('action', filter.action);
  if (filter.from !== undefined) parts.push({ sql: 'e.at >= ?', parameters: [filter.from] });
  if (filter.until !== undefined) parts.push({ sql: 'e.at < ?', parameters: [filter.until] });
  if (before)
    parts.push({
      sql: 'e.at <= ? AND (e.at < ? OR e.id < ?)',
      parameters: [before.at, before.at, before.id],
    });
  return { sql: parts.map((p) => p.sql).join(' AND '), parameters: parts.flatMap((p) => p.parameters) };
}
