import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { AuditLog } from '../../platform/audit/index.js';
import { Database, type Queryable, type Tx } from '../../platform/database/database.port.js';
import { AuthorityService, type Acting } from './authority.service.js';
import { LastAdmin } from './last-admin.js';
import { MembershipsRepository, type Membership } from './memberships.repository.js';
import { Provisioning, type NewMembership } from './provisioning.service.js';
import { covers, overlap, requireInterval, requireSeparateDuties } from './rules.js';

/**
 * Memberships as administrators give, move and end them. Roles in a group are given by its administrators only; nobody
 * gives themselves a role or more time except as an administrator of the group.
 */
@Injectable()
export class MembershipAdmin {
  constructor(
    private readonly database: Database,
    private readonly memberships: MembershipsRepository,
    private readonly provisioning: Provisioning,
    private readonly authority: AuthorityService,
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
    if (!covers(await this.authority.of(by.actor, q), { scope, scopeId, schoolId })) throw notFound();
  }

  /** Gives a membership in the caller's unit. Throws not_found, `forbidden`, and what `Provisioning.addMembership` throws. */
  async add(tx: Tx, by: Acting, accountId: Id, input: NewMembership): Promise<Membership> {
    await this.requireScope(by, input, tx);
    const { scope, scopeId, role, subject, from, until } = input;
    const wanted = { scope, scopeId, role, subject, from, until };
    const made = await this.provisioning.addMembership(tx, accountId, wanted);
    if (accountId === by.actor.userId) await this.requireGroupAuthority(tx, by, made);
    await this.record(tx, by, 'membership.create', made);
    return made;
  }

  /** Moves the interval. Throws not_found, `forbidden`, `interval_invalid`, `conflict`, `duties_conflict`, `last_admin`. */
  async move(by: Acting, id: Id, change: { from?: Instant; until?: Instant | null }): Promise<Membership> {
    return this.database.transaction(async (tx) => {
      const held = await this.lock(tx, by, id);
      const next: Membership = {
        ...held,
        from: change.from ?? held.from,
        until: change.until === undefined ? held.until : change.until,
      };
      requireInterval(next.from, next.until);
      if (held.accountId === by.actor.userId && isWider(next, held))
        await this.requireGroupAuthority(tx, by, held);
      const others = await this.memberships.ofAccounts(tx, [held.accountId]);
      if (others.some((o) => o.id !== id && sameRole(o, next) && overlap(o, next)))
        throw new AppError('conflict');
      requireSeparateDuties([...others.filter((o) => o.id !== id), next]);
      if (next.until !== null || next.from > this.clock.now())
        await this.lastAdmin.requireOtherThan(tx, held);
      await this.memberships.setInterval(tx, next);
      await this.record(tx, by, 'membership.update', next);
      return next;
    });
  }

  /** Ends a membership now; one that has not begun is taken back, one that is over stays as it is. Throws not_found, `last_admin`. */
  async end(by: Acting, id: Id): Promise<void> {
    await this.database.transaction(async (tx) => {
      const held = await this.lock(tx, by, id);
      const now = this.clock.now();
      if (held.until !== null && held.until <= now) return;
      await this.lastAdmin.requireOtherThan(tx, held);
      if (held.from >= now) await this.memberships.delete(tx, id);
      else await this.memberships.setInterval(tx, { ...held, until: now });
      await this.record(tx, by, 'membership.end', { ...held, until: now });
    });
  }

  private async lock(tx: Tx, by: Acting, id: Id): Promise<Membership> {
    const held = await this.memberships.lock(tx, id);
    if (!held || !covers(await this.authority.of(by.actor, tx), held)) throw notFound();
    return held;
  }

  /** For acts on oneself: throws `forbidden` unless the asker administers a group that the place belongs to. */
  private async requireGroupAuthority(tx: Tx, by: Acting, held: Membership): Promise<void> {
    const asGroup = by.actor.memberships.filter((m) => m.role === 'group_admin');
    const authority = await this.authority.of({ ...by.actor, memberships: asGroup }, tx);
    if (!covers(authority, held)) throw new AppError('forbidden');
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

function isWider(next: Membership, held: Membership): boolean {
  if (next.from < held.from) return true;
  return held.until !== null && (next.until === null || next.until > held.until);
}
