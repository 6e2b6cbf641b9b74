import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/database.port.js';
import { Outbox } from '../../platform/queue/index.js';
import { AccessService } from '../access/index.js';
import { accessEntries } from './audience.js';
import { resourceChanged } from './resources.events.js';
import { ResourcesRepository, type ResourceRecord } from './resources.repository.js';

/** The one way in which a resource is written: revision, access and news change together with it. */
@Injectable()
export class ResourceWriter {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly access: AccessService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async insert(tx: Tx, record: ResourceRecord): Promise<void> {
    await this.repository.insert(tx, record);
    await this.access.declare(tx, 'resource', record.id, record.rev, accessEntries(record));
    await this.outbox.emit(tx, resourceChanged, { resourceId: record.id });
  }

  /** Reads a resource for changing it. With `rev`, refuses when somebody else has changed it since (`rev_conflict`). */
  async lock(tx: Tx, id: Id, rev: number | null): Promise<ResourceRecord> {
    const record = await this.repository.lock(tx, id);
    if (!record) throw notFound();
    if (rev !== null && record.rev !== rev) throw new AppError('rev_conflict', { rev: record.rev });
    return record;
  }

  /** Saves a changed record as the next revision. `rights` says whether who may see it can have changed. */
  async save(
    tx: Tx,
    record: ResourceRecord,
    rights: 'rights changed' | 'same rights',
  ): Promise<ResourceRecord> {
    const next = { ...record, rev: record.rev + 1, updatedAt: this.clock.now() };
    await this.repository.save(tx, next);
    if (rights === 'rights changed')
      await this.access.declare(tx, 'resource', next.id, next.rev, accessEntries(next));
    await this.outbox.emit(tx, resourceChanged, { resourceId: next.id });
    return next;
  }

  /** Removes a resource for good, with everything that granted a right to it. */
  async erase(tx: Tx, record: ResourceRecord): Promise<void> {
    await this.repository.remove(tx, record.id);
    await this.access.declare(tx, 'resource', record.id, record.rev + 1, []);
    await this.outbox.emit(tx, resourceChanged, { resourceId: record.id });
  }
}
