import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { RoleKey, ScopeKind } from '../../contracts/index.js';
import type { ActiveMembership } from '../../kernel/actor.js';
import { within, type Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { lockRows } from '../../platform/database/locking.js';
import { MembershipEntity } from './membership.entity.js';

export interface Membership {
  id: Id;
  accountId: Id;
  scope: ScopeKind;
  scopeId: Id;
  schoolId: Id | null;
  departmentId: Id | null;
  role: RoleKey;
  subject: string | null;
  from: Instant;
  until: Instant | null;
}

interface ActiveRow {
  id: string;
  scope_kind: ScopeKind;
  scope_id: string;
  school_id: string | null;
  department_id: string | null;
  role: string;
  subject: string | null;
  valid_until: number | string | null;
  group_id: string | null;
}

const ACTIVE =
  'SELECT m.id, m.scope_kind, m.scope_id, m.school_id, m.department_id, m.role, m.subject, m.valid_until, l.group_id' +
  ' FROM membership m LEFT JOIN school_link l ON l.school_id = m.school_id AND l.valid_from <= ?' +
  ' AND (l.valid_until IS NULL OR l.valid_until > ?)' +
  ' WHERE m.account_id = ? AND m.valid_from <= ? AND (m.valid_until IS NULL OR m.valid_until > ?)' +
  ' ORDER BY m.valid_from, m.id';

@Injectable()
export class MembershipsRepository {
  /**
   * Runs for every request: the memberships in force at `at`, oldest first, and the groups to which their schools
   * are linked then. One prepared statement over two indexes.
   */
  async active(
    q: Queryable,
    accountId: Id,
    at: Instant,
  ): Promise<{ memberships: ActiveMembership[]; linkedGroupIds: Id[] }> {
    const rows = await q.manager.query<ActiveRow[]>(ACTIVE, [at, at, accountId, at, at]);
    const memberships = new Map<Id, ActiveMembership>();
    const groups = new Set<Id>();
    for (const row of rows) {
      if (row.group_id !== null) groups.add(row.group_id);
      if (memberships.has(row.id)) continue;
      memberships.set(row.id, {
        id: row.id,
        scope: row.scope_kind,
        scopeId: row.scope_id,
        schoolId: row.school_id,
        departmentId: row.department_id,
        role: row.role,
        subject: row.subject,
        until: row.valid_until === null ? null : Number(row.valid_until),
      });
    }
    return { memberships: [...memberships.values()], linkedGroupIds: [...groups] };
  }

  /** Past, present and future ones, oldest first. */
  async ofAccounts(q: Queryable, accountIds: readonly Id[]): Promise<Membership[]> {
    if (accountIds.length === 0) return [];
    const rows = await q.manager.find(MembershipEntity, {
      where: { accountId: In(accountIds) },
      order: { validFrom: 'ASC', id: 'ASC' },
    });
    return rows.map(record);
  }

  /** Everybody who has, had or will have a membership in these schools (their departments and teams included) or groups. */
  async accountsIn(q: Queryable, schoolIds: readonly Id[], groupIds: readonly Id[]): Promise<Id[]> {
    const query = q.manager
      .createQueryBuilder(MembershipEntity, 'm')
      .select('m.accountId', 'id')
      .distinct(true);
    if (schoolIds.length > 0) query.orWhere('m.schoolId IN (:...schoolIds)', { schoolIds });
    if (groupIds.length > 0) query.orWhere('m.scopeId IN (:...groupIds)', { groupIds });
    if (schoolIds.length + groupIds.length === 0) return [];
    return (await query.getRawMany<{ id: Id }>()).map((row) => row.id);
  }

  async lock(tx: Tx, id: Id): Promise<Membership | null> {
    const query = tx.manager.createQueryBuilder(MembershipEntity, 'm').where('m.id = :id', { id });
    const row = await lockRows(tx, query).getOne();
    return row && record(row);
  }

  async byIds(q: Queryable, ids: readonly Id[]): Promise<Membership[]> {
    if (ids.length === 0) return [];
    return (await q.manager.findBy(MembershipEntity, { id: In(ids) })).map(record);
  }

  /** Everybody who has, had or will have a role in a place. */
  async ofRole(q: Queryable, scopeId: Id, role: RoleKey): Promise<Membership[]> {
    return (await q.manager.findBy(MembershipEntity, { scopeId, role })).map(record);
  }

  /** Who holds a role in these places at `at`. */
  async inForce(q: Queryable, scopeIds: readonly Id[], role: RoleKey, at: Instant): Promise<Membership[]> {
    if (scopeIds.length === 0) return [];
    const rows = await q.manager.findBy(MembershipEntity, { scopeId: In(scopeIds), role });
    return rows.map(record).filter((m) => within(at, m.from, m.until));
  }

  async insert(tx: Tx, membership: Membership, now: Instant): Promise<void> {
    const { from, until, ...rest } = membership;
    await tx.manager.insert(MembershipEntity, {
      ...rest,
      validFrom: from,
      validUntil: until,
      createdAt: now,
    });
  }

  async setInterval(tx: Tx, { id, from, until }: Pick<Membership, 'id' | 'from' | 'until'>): Promise<void> {
    await tx.manager.update(MembershipEntity, { id }, { validFrom: from, validUntil: until });
  }

  async delete(tx: Tx, id: Id): Promise<void> {
    await tx.manager.delete(MembershipEntity, { id });
  }
}

function record(row: MembershipEntity): Membership {
  const { id, accountId, scopeId, schoolId, departmentId, subject, validFrom, validUntil } = row;
  return {
    id,
    accountId,
    scope: row.scope as ScopeKind,
    scopeId,
    schoolId,
    departmentId,
    role: row.role as RoleKey,
    subject,
    from: validFrom,
    until: validUntil,
  };
}
