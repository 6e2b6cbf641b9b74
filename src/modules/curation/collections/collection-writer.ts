import { Injectable } from '@nestjs/common';
import type { ChangeName } from '../../../contracts/index.js';
import { Clock } from '../../../kernel/clock.js';
import { AppError } from '../../../kernel/errors.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { atRevision } from '../../../kernel/revision.js';
import { AuditLog } from '../../../platform/audit/index.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { ChangesRepository } from './changes.repository.js';
import { CollectionAccess } from './collection-access.js';
import { CollectionsRepository, type CollectionRecord } from './collections.repository.js';
import { FollowerBell } from '../following/follower-bell.js';
import type { Undo } from './undo.js';

/** Something that somebody did to a collection. */
export interface Act {
  actorId: Id;
  what: ChangeName;
  /** of the change, where rows already bear its mark */
  id?: Id;
  count?: number;
  name?: string;
  undo?: Undo;
  /** for the audit record, which keeps ids where the history keeps numbers */
  detail?: Record<string, unknown>;
}

/** The one way in which a collection is written: revision, history and audit record change together with it, and its followers hear of it. */
@Injectable()
export class CollectionWriter {
  constructor(
    private readonly repository: CollectionsRepository,
    private readonly changes: ChangesRepository,
    private readonly access: CollectionAccess,
    private readonly audit: AuditLog,
    private readonly followers: FollowerBell,
    private readonly clock: Clock,
  ) {}

  /** `made`: how it came to be, where not by an empty beginning. */
  async insert(tx: Tx, record: CollectionRecord, made: Partial<Act> = {}): Promise<void> {
    await this.repository.insert(tx, record);
    await this.access.declare(tx, [record]);
    await this.note(tx, record, { actorId: record.authorId, what: 'create', name: record.title, ...made });
  }

  /** Reads a collection for changing it. With `rev`, refuses when somebody else has changed it since (`rev_conflict`). */
  async lock(tx: Tx, id: Id, rev: number | null): Promise<CollectionRecord> {
    return atRevision(await this.repository.lock(tx, id), rev);
  }

  /** The same for what is in it: not while it lies in the trash (`state_conflict`). */
  async lockStanding(tx: Tx, id: Id, rev: number | null): Promise<CollectionRecord> {
    const record = await this.lock(tx, id, rev);
    if (record.trashedAt !== null) throw new AppError('state_conflict');
    return record;
  }

  /** Saves a record as the next revision, with the act that made it. `rights`: who may see or edit it can have changed. */
  async save(
    tx: Tx,
    record: CollectionRecord,
    act: Act,
    rights: 'rights changed' | 'same rights' = 'same rights',
  ): Promise<void> {
    const next = { ...record, rev: record.rev + 1, updatedAt: this.clock.now() };
    await this.repository.save(tx, next);
    if (rights === 'rights changed') await this.access.declare(tx, [next]);
    await this.note(tx, next, act);
    await this.followers.ring(tx, next, act.what);
  }

  /** Removes a collection for good, with everything that granted a right to it. */
  async erase(tx: Tx, record: CollectionRecord): Promise<void> {
    await this.repository.remove(tx, record.id);
    await this.access.erase(tx, record.id);
    await this.record(tx, record, null, 'collection.erase', {});
  }

  /** Writes into the audit record what somebody did about a collection without changing it. */
  record(
    tx: Tx,
    record: Pick<CollectionRecord, 'id' | 'schoolId'>,
    actorId: Id | null,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const { id: objectId, schoolId } = record;
    return this.audit.record(tx, {
      actorId,
      schoolId,
      action,
      objectType: 'collection',
      objectId,
      result: 'ok',
      detail,
    });
  }

  private async note(tx: Tx, record: CollectionRecord, act: Act): Promise<void> {
    const { actorId, what, count = null, name = null, undo = null } = act;
    const at = this.clock.now();
    await this.changes.insert(tx, {
      id: act.id ?? newId(at),
      collectionId: record.id,
      rev: record.rev,
      actorId,
      at,
      what,
      count,
      name: name === null ? null : name.slice(0, 200),
      undo,
      undone: false,
    });
    // Rights given by name write their own entry, which says to whom.
    if (what === 'grant' || what === 'ungrant') return;
    const said = { ...(count === null ? {} : { count }), ...act.detail };
    await this.record(tx, record, actorId, `collection.${what}`, { rev: record.rev, ...said });
  }
}
