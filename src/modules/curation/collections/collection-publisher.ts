import { Injectable } from '@nestjs/common';
import type { AudienceInput } from '../../../contracts/index.js';
import { Clock, type Instant } from '../../../kernel/clock.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { AudienceRules } from '../../resources/index.js';
import { sharedOf } from './collection-access.js';
import { CollectionWriter } from './collection-writer.js';
import { CollectionsRepository, type CollectionRecord } from './collections.repository.js';

type Manages = Authorized<'collection', 'manage'>;

/** Collections erased in one go. */
export const ERASED_AT_ONCE = 100;

/** The life of a collection: published to an audience, made a draft again, put in the trash, taken out of it. */
@Injectable()
export class CollectionPublisher {
  constructor(
    private readonly database: Database,
    private readonly repository: CollectionsRepository,
    private readonly writer: CollectionWriter,
    private readonly rules: AudienceRules,
    private readonly clock: Clock,
  ) {}

  /**
   * Shows a collection to exactly this audience; on a published one this changes who sees it from the next request on.
   * What is in it stays with those who may see that anyway. `publishedAt` is for imports; no request can set it.
   */
  async publish(
    right: Manages,
    rev: number,
    audience: AudienceInput,
    { publishedAt }: { publishedAt?: Instant } = {},
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, rev);
      const complete = await this.rules.complete(tx, sharedOf(record), audience);
      const next = {
        ...record,
        state: 'published',
        audience: complete,
        publishedAt: record.publishedAt ?? publishedAt ?? this.clock.now(),
      };
      await this.change(tx, right, 'publish', next, { audience: complete });
    });
  }

  /** A draft again: nobody but those who curate it sees it any more. */
  async withdraw(right: Manages): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockStanding(tx, right.id, null);
      if (record.state !== 'published') throw new AppError('state_conflict');
      await this.change(tx, right, 'withdraw', { ...record, state: 'draft' });
    });
  }

  /** To the trash; it can be restored for the time that the settings give. Trashing twice is no error. */
  async trash(right: Manages): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, null);
      if (record.trashedAt === null)
        await this.change(tx, right, 'trash', { ...record, trashedAt: this.clock.now() });
    });
  }

  /** Out of the trash, in the state and with the audience it had. */
  async restore(right: Manages): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, null);
      if (record.trashedAt === null) throw new AppError('state_conflict');
      await this.change(tx, right, 'restore', { ...record, trashedAt: null });
    });
  }

  /** Deletes for good what was trashed before `before`; returns how many, at most {@link ERASED_AT_ONCE}. */
  async empty(before: Instant): Promise<number> {
    const ids = await this.repository.trashedBefore(this.database.reader, before, ERASED_AT_ONCE);
    for (const id of ids) await this.database.transaction((tx) => this.erase(tx, id, before));
    return ids.length;
  }

  private async erase(tx: Tx, id: Id, before: Instant): Promise<void> {
    const record = await this.repository.lock(tx, id);
    if (record && record.trashedAt !== null && record.trashedAt < before) await this.writer.erase(tx, record);
  }

  private change(
    tx: Tx,
    right: Manages,
    what: 'publish' | 'withdraw' | 'trash' | 'restore',
    record: CollectionRecord,
    detail: Record<string, unknown> = {},
  ): Promise<void> {
    return this.writer.save(tx, record, { actorId: right.actorId, what, detail }, 'rights changed');
  }
}
