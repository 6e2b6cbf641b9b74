import { Injectable } from '@nestjs/common';
import type { Grantee, GrantView } from '../../contracts/index.js';
import { Clock } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import type { Authorized } from '../access/index.js';
import type { Grant } from './access-entries.js';
import { isWithin, principalOf } from './audience.js';
import { AddresseeNames } from './addressee-names.js';
import { GrantsRepository } from './grants.repository.js';
import { ResourceAccess } from './resource-access.js';
import { ResourceWriter } from './resource-writer.js';

/** Rights to edit or manage that are given by name; co-authors among them. */
@Injectable()
export class ResourceGrants {
  constructor(
    private readonly database: Database,
    private readonly grants: GrantsRepository,
    private readonly writer: ResourceWriter,
    private readonly access: ResourceAccess,
    private readonly names: AddresseeNames,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list(right: Authorized<'resource', 'manage'>): Promise<GrantView[]> {
    const q = this.database.reader;
    const grants = (await this.grants.of(q, [right.id])).get(right.id) ?? [];
    const shown = await this.names.of(
      q,
      grants.map((grant) => grant.to),
    );
    const givers = await this.names.people(
      q,
      grants.map((grant) => grant.grantedBy),
    );
    return grants.map((grant, i) => ({
      key: principalOf(grant.to),
      to: shown[i]!,
      right: grant.right,
      credited: grant.credited,
      grantedBy: { id: grant.grantedBy, name: givers.get(grant.grantedBy) ?? '' },
      grantedAt: new Date(grant.grantedAt).toISOString(),
    }));
  }

  /**
   * Gives a right, or changes the one given. Throws `audience_invalid` for whom the school cannot share with,
   * `consent_required` or `licence_forbids` beyond the widest audience, `own_rights` for oneself, `state_conflict` for
   * the author, who has every right already.
   */
  async give(right: Authorized<'resource', 'manage'>, grant: Grant): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, null);
      const { to } = grant;
      if (record.trashedAt !== null) throw new AppError('state_conflict');
      if (to.kind === 'user' && to.id === right.actorId) throw new AppError('own_rights');
      if (to.kind === 'user' && to.id === record.authorId) throw new AppError('state_conflict');
      const reach = await this.access.reach(tx, record.schoolId, [to]);
      if (!isWithin(to, reach)) throw new AppError('audience_invalid');
      await this.access.requireWithin(tx, record, [to]);
      const credited = grant.credited && to.kind === 'user';
      await this.grants.put(tx, {
        ...grant,
        credited,
        resourceId: right.id,
        grantedBy: right.actorId,
        grantedAt: this.clock.now(),
      });
      await this.writer.rightsChanged(tx, record);
      await this.record(tx, right, record.schoolId, 'resource.grant', { to, right: grant.right, credited });
    });
  }

  /** Takes a right back, from the next request on. Throws not_found when it was not given. */
  async take(right: Authorized<'resource', 'manage'>, key: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, null);
      if (!(await this.grants.remove(tx, right.id, key))) throw notFound();
      await this.writer.rightsChanged(tx, record);
      await this.record(tx, right, record.schoolId, 'resource.ungrant', { from: key });
    });
  }

  private record(
    tx: Tx,
    right: Authorized<'resource', 'manage'>,
    schoolId: Id,
    action: string,
    detail: { to: Grantee; right: string; credited: boolean } | { from: string },
  ): Promise<void> {
    return this.audit.record(tx, {
      actorId: right.actorId,
      schoolId,
      action,
      objectType: 'resource',
      objectId: right.id,
      result: 'ok',
      ip: null,
      detail,
    });
  }
}
