import { Injectable } from '@nestjs/common';
import type { AudienceInput } from '../../../contracts/index.js';
import { Clock, type Instant } from '../../../kernel/clock.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { AuditLog } from '../../../platform/audit/index.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { PublishPolicy } from '../policy/publish-policy.js';
import { usageAfter, type UsageInput } from '../audience/usage.js';
import { ResourceReleases, type Window } from './resource-releases.js';
import { ResourceWriter } from '../resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from '../resources.repository.js';

/** Resources erased in one go. */
export const ERASED_AT_ONCE = 500;

/** The life of a resource: published to an audience, withdrawn, put in the trash, taken out again. */
@Injectable()
export class ResourcePublisher {
  constructor(
    private readonly database: Database,
    private readonly repository: ResourcesRepository,
    private readonly writer: ResourceWriter,
    private readonly releases: ResourceReleases,
    private readonly policy: PublishPolicy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Shares a resource with exactly this audience; on a published one this changes who sees it from the next request on.
   * Throws `interval_invalid` for a window without an instant, `review_required` where review stands between. What waits
   * beside the version in force comes in force with it where nothing is asked for that. `publishedAt` is for imports,
   * which bring the day of first publication along; no request can set it.
   */
  async publish(
    right: Authorized<'resource', 'manage'>,
    rev: number,
    audience: AudienceInput,
    { publishedAt, ...window }: Window & { publishedAt?: Instant } = {},
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, rev);
      const complete = await this.releases.checked(tx, record, audience);
      await this.releases.publish(tx, record, right.actorId, {
        audience: complete,
        window: { ...window, publishedAt },
      });
    });
  }

  /**
   * Says how it may be used and shown. An audience that goes further than that is cut off at once, and comes back when
   * it may.
   */
  async setUsage(right: Authorized<'resource', 'manage'>, rev: number, usage: UsageInput): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, rev);
      await this.writer.save(tx, { ...record, ...usageAfter(record, usage) }, 'rights changed');
      await this.audit.record(tx, {
        ...entry(right.actorId, 'resource.usage', record),
        detail: { before: usageAfter(record, {}), change: usage },
      });
    });
  }

  /** Nobody but its author and its school's catalogue keepers sees it any more. */
  async withdraw(right: Authorized<'resource', 'manage'>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, null);
      if (record.state !== 'published' || record.trashedAt !== null) throw new AppError('state_conflict');
      await this.policy.overtaken(tx, record.id, right.actorId);
      await this.change(tx, right, 'resource.withdraw', { ...record, state: 'withdrawn' });
    });
  }

  /** To the trash; it can be restored for the time that the settings give. Trashing twice is no error. Throws `frozen`. */
  async trash(right: Authorized<'resource', 'manage'>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, null);
      if (record.trashedAt !== null) return;
      await this.policy.requireFree(tx, record.id);
      await this.policy.overtaken(tx, record.id, right.actorId);
      await this.change(tx, right, 'resource.trash', { ...record, trashedAt: this.clock.now() });
    });
  }

  /** Out of the trash, in the state and with the audience it had. */
  async restore(right: Authorized<'resource', 'manage'>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, null);
      if (record.trashedAt === null) throw new AppError('state_conflict');
      await this.change(tx, right, 'resource.restore', { ...record, trashedAt: null });
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
    if (!record || record.trashedAt === null || record.trashedAt >= before) return;
    await this.writer.erase(tx, record);
    await this.audit.record(tx, entry(null, 'resource.erase', record));
  }

  private async change(
    tx: Tx,
    right: Authorized<'resource', 'manage'>,
    action: string,
    record: ResourceRecord,
  ): Promise<void> {
    await this.writer.save(tx, record, 'rights changed');
    await this.audit.record(tx, {
      ...entry(right.actorId, action, record),
      detail: {
        audience: record.audience,
        visibleFrom: record.visibleFrom,
        visibleUntil: record.visibleUntil,
      },
    });
  }
}

function entry(actorId: Id | null, action: string, record: ResourceRecord) {
  return {
    actorId,
    schoolId: record.schoolId,
    action,
    objectType: 'resource',
    objectId: record.id,
    result: 'ok' as const,
    ip: null,
  };
}
