import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database, type Queryable, type Tx } from '../../platform/database/database.port.js';
import type { Acting } from './authority.service.js';
import { requireNotOwn, requireSeparateDuties } from './duties.js';
import { Duties } from './duties.service.js';
import { LastAdmin } from './last-admin.js';
import { MembershipsRepository, type Membership } from './memberships.repository.js';
import { Provisioning, type NewMembership } from './provisioning.service.js';
import { overlap, requireInterval } from './rules.js';

/** Memberships as administrators and security administrators give, move and end them, by the policy of `duties.ts`. */
@Injectable()
export class MembershipAdmin {
  constructor(
    private readonly database: Database,
    private readonly memberships: MembershipsRepository,
    private readonly provisioning: Provisioning,
    private readonly duties: Duties,
    private readonly lastAdmin: LastAdmin,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Throws not_found unless the asker administers the place. */
  async requireScope(
    by: Acting,
    { scope, scopeId }: Pick<NewMembership, 'scope' | 'scopeId'>,
    q: Queryable = this.database.reader,
  ): Promise<void> {
    const { schoolId } = await this.provisioning.placeOfScope(q, scope, scopeId);
    await this.duties.requireAdministered(q, by, { scope, scopeId, schoolId });
  }

  /** Gives a membership in the caller's unit. Throws what `Duties.requireGiver` and `Provisioning.addMembership` throw, and `own_role`. */
  async add(tx: Tx, by: Acting, accountId: Id, input: NewMembership): Promise<Membership> {
    const { scope, scopeId, role, subject, from = this.clock.now(), until = null } = input;
    const { schoolId } = await this.provisioning.placeOfScope(tx, scope, scopeId);
    await this.duties.requireGiver(tx, by, { scope, scopeId, schoolId, role });
    requireNotOwn(by.actor.userId, accountId, null, { from, until });
    const wanted = { scope, scopeId, role, subject, from, until };
    const made = await this.provisioning.addMembership(tx, accountId, wanted);
    await this.record(tx, by, 'membership.create', made);
    return made;
  }

  /** Moves the interval. Throws what `Duties.requireGiver` throws, `own_role`, `interval_invalid`, `conflict`, `duties_conflict`, `last_admin`. */
  async move(by: Acting, id: Id, change: { from?: Instant; until?: Instant | null }): Promise<Membership> {
    return this.database.transaction(async (tx) => {
      const held = await this.lock(tx, by, id);
      const next: Membership = {
        ...held,
        from: change.from ?? held.from,
        until: change.until === undefined ? held.until : change.until,
      };
      requireInterval(next.from, next.until);
      requireNotOwn(by.actor.userId, held.accountId, held, next);
      const others = await this.memberships.ofAccounts(tx, [held.accountId]);
      if (others.some((o) => o.id !== id && sameRole(o, next) && overlap(o, next)))
        throw new AppError('conflict');
      requireSeparateDuties([...others.filter((o) => o.id !== id), next]);
      await this.lastAdmin.requireKept(tx, held, next);
      await this.memberships.setInterval(tx, next);
      await this.record(tx, by, 'membership.update', next);
      return next;
    });
  }

  /** Ends a membership now; one that has not begun is taken back, one that is over stays as it is. Throws what `Duties.requireGiver` throws, `last_admin`. */
  async end(by: Acting, id: Id): Promise<void> {
    await this.database.transaction(async (tx) => {
      const held = await this.lock(tx, by, id);
      const now = this.clock.now();
      if (held.until !== null && held.until <= now) return;
      await this.lastAdmin.requireKept(tx, held, null);
      if (held.from >= now) await this.memberships.delete(tx, id);
      else await this.memberships.setInterval(tx, { ...held, until: now });
      await this.record(tx, by, 'membership.end', { ...held, until: now });
    });
  }

  private async lock(tx: Tx, by: Acting, id: Id): Promise<Membership> {
    const held = await this.memberships.lock(tx, id);
    if (!held) throw notFound();
    await this.duties.requireGiver(tx, by, held);
    return held;
  }

  private record(tx: Tx, by: Acting, action: string, m: Membership): Promise<void> {
    const { accountId, scope, scopeId, role, subject, from, until } = m;
    return this.audit.record(tx, {
      actorId: by.actor.userId,
      schoolId: m.schoolId,
      action,
      objectType: 'membership',
      objectId: m.id,
      result: 'ok',
      ip: by.ip,
      detail: { accountId, scope, scopeId, role, subject, from, until },
    });
  }
}

function sameRole(a: Membership, b: Membership): boolean {
  return a.scopeId === b.scopeId && a.role === b.role && a.subject === b.subject;
}
