import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { atRevision } from '../../../kernel/revision.js';
import { AuditLog } from '../../../platform/audit/index.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { PlanAccess } from './plan-access.js';
import { PlansRepository, type PlanRecord } from './plans.repository.js';

/** The one way in which a plan is written: revision, access and audit record change together with it. */
@Injectable()
export class PlanWriter {
  constructor(
    private readonly repository: PlansRepository,
    private readonly access: PlanAccess,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async insert(tx: Tx, record: PlanRecord): Promise<void> {
    await this.repository.insert(tx, record);
    await this.access.declare(tx, [record]);
    await this.note(tx, record, record.authorId, 'create', { title: record.title });
  }

  /** Reads a plan for changing it. With `rev`, refuses when somebody else has changed it since (`rev_conflict`). */
  async lock(tx: Tx, id: Id, rev: number | null = null): Promise<PlanRecord> {
    return atRevision(await this.repository.lock(tx, id), rev);
  }

  /** The same for what is in it: not once it is closed (`state_conflict`). */
  async lockOpen(tx: Tx, id: Id, rev: number | null = null): Promise<PlanRecord> {
    const record = await this.lock(tx, id, rev);
    if (record.state === 'closed') throw new AppError('state_conflict');
    return record;
  }

  /** The same for what its people do: while it runs (`state_conflict`). */
  async lockRunning(tx: Tx, id: Id): Promise<PlanRecord> {
    const record = await this.lock(tx, id);
    if (record.state !== 'running') throw new AppError('state_conflict');
    return record;
  }

  /** Saves a record as the next revision; who may see it can have changed with it. */
  async save(
    tx: Tx,
    record: PlanRecord,
    actorId: Id,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const next = { ...record, rev: record.rev + 1, updatedAt: this.clock.now() };
    await this.repository.save(tx, next);
    await this.access.declare(tx, [next]);
    await this.note(tx, next, actorId, action, { rev: next.rev, ...detail });
  }

  /** Removes a plan for good; what hangs on it is for the caller to remove. */
  async erase(tx: Tx, record: PlanRecord, actorId: Id): Promise<void> {
    await this.repository.remove(tx, record.id);
    await this.access.erase(tx, record.id);
    await this.note(tx, record, actorId, 'remove', { title: record.title });
  }

  /** Writes into the audit record what somebody did to a plan, or to something in it: `plan.<action>`. */
  note(
    tx: Tx,
    { id: objectId, schoolId }: Pick<PlanRecord, 'id' | 'schoolId'>,
    actorId: Id | null,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(tx, {
      actorId,
      schoolId,
      action: `plan.${action}`,
      objectType: 'plan',
      objectId,
      result: 'ok',
      detail,
    });
  }
}
