import { Injectable } from '@nestjs/common';
import type { AudienceInput } from '../../contracts/index.js';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { atRevision } from '../../kernel/revision.js';
import { AuditLog } from '../../platform/audit/index.js';
import type { Tx } from '../../platform/database/database.port.js';
import { Outbox } from '../../platform/queue/index.js';
import { FileService } from '../files/index.js';
import { HeldFiles } from './holding/held-files.js';
import { ResourceAccess } from './resource-access.js';
import { MANY, manyResourcesChanged, resourceChanged } from './resources.events.js';
import { ResourcesRepository, type ResourceRecord } from './resources.repository.js';

/** The one way in which a resource is written: revision, access and news change together with it. */
@Injectable()
export class ResourceWriter {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly held: HeldFiles,
    private readonly access: ResourceAccess,
    private readonly files: FileService,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async insert(tx: Tx, record: ResourceRecord): Promise<void> {
    await this.repository.insert(tx, record);
    await this.access.declare(tx, record, indexRev(record));
    await this.outbox.emit(tx, resourceChanged, { resourceId: record.id });
  }

  /** Reads a resource for changing it. With `rev`, refuses when somebody else has changed it since (`rev_conflict`). */
  async lock(tx: Tx, id: Id, rev: number | null): Promise<ResourceRecord> {
    return atRevision(await this.repository.lock(tx, id), rev);
  }

  /** Saves a changed record as the next revision. `rights` says whether who may see it can have changed. */
  async save(
    tx: Tx,
    record: ResourceRecord,
    rights: 'rights changed' | 'same rights',
  ): Promise<ResourceRecord> {
    const next = { ...record, rev: record.rev + 1, updatedAt: this.clock.now() };
    await this.repository.save(tx, next);
    if (rights === 'rights changed') await this.access.declare(tx, next, indexRev(next));
    await this.outbox.emit(tx, resourceChanged, { resourceId: next.id });
    return next;
  }

  /**
   * Something came to a resource or left it without a person's edit: the index looks again, and whoever is editing may
   * still save.
   */
  async noteArrival(tx: Tx, record: ResourceRecord): Promise<void> {
    await this.repository.setArrivals(tx, record.id, record.arrivals + 1);
    await this.outbox.emit(tx, resourceChanged, { resourceId: record.id });
  }

  /** Who may do what with a resource changed beside the record itself: no edit, and whoever is editing may still save. */
  async rightsChanged(tx: Tx, record: ResourceRecord): Promise<void> {
    const next = { ...record, arrivals: record.arrivals + 1 };
    await this.access.declare(tx, next, indexRev(next));
    await this.noteArrival(tx, record);
  }

  /** The same for many at once, all of them locked by the caller. Only what the audience grants, or what is given by name, too. */
  async manyRightsChanged(
    tx: Tx,
    records: readonly ResourceRecord[],
    what: 'audiences' | 'audiences and grants',
  ): Promise<void> {
    const ids = records.map((record) => record.id);
    await this.repository.countArrivals(tx, ids);
    await this.redeclare(
      tx,
      records.map((record) => ({ ...record, arrivals: record.arrivals + 1 })),
      what,
    );
  }

  /** Gives published resources, all locked by the caller, another audience: the next revision of each. */
  async setAudience(tx: Tx, records: readonly ResourceRecord[], audience: AudienceInput): Promise<void> {
    const updatedAt = this.clock.now();
    await this.repository.setAudience(
      tx,
      records.map((record) => record.id),
      audience,
      updatedAt,
    );
    const next = records.map((record) => ({ ...record, audience, updatedAt, rev: record.rev + 1 }));
    await this.redeclare(tx, next, 'audiences');
  }

  private async redeclare(
    tx: Tx,
    records: readonly ResourceRecord[],
    what: 'audiences' | 'audiences and grants',
  ): Promise<void> {
    await this.access.redeclare(
      tx,
      records.map((record) => ({ ...record, indexRev: indexRev(record) })),
      what,
    );
    const ids = records.map((record) => record.id);
    for (let i = 0; i < ids.length; i += MANY)
      await this.outbox.emit(tx, manyResourcesChanged, { resourceIds: ids.slice(i, i + MANY) });
  }

  /** Writes into the audit record what somebody did to a resource, in the unit in which they did it. */
  note(
    tx: Tx,
    actorId: Id,
    action: string,
    record: Pick<ResourceRecord, 'id' | 'schoolId'>,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const { id: objectId, schoolId } = record;
    return this.audit.record(tx, {
      actorId,
      schoolId,
      action,
      objectType: 'resource',
      objectId,
      result: 'ok',
      detail,
    });
  }

  /** Removes files that no resource holds any more, in whichever version, and gives their room back; their bytes follow after the grace. */
  async letGo(tx: Tx, fileIds: readonly Id[]): Promise<void> {
    await this.files.keep(tx, fileIds);
    await this.files.remove(tx, await this.held.unheld(tx, fileIds));
  }

  /** Removes a resource for good, with everything that granted a right to it and the files that only it held. */
  async erase(tx: Tx, record: ResourceRecord): Promise<void> {
    await this.letGo(tx, await this.held.erase(tx, record.id));
    await this.access.erase(tx, record.id, indexRev(record) + 1);
    await this.outbox.emit(tx, resourceChanged, { resourceId: record.id });
  }
}

/** The revision by which the index tells older from newer: grows with edits and with arrivals. */
export function indexRev(record: Pick<ResourceRecord, 'rev' | 'arrivals'>): number {
  return record.rev + record.arrivals;
}
