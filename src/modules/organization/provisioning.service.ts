import { Injectable } from '@nestjs/common';
import type { RoleKey, ScopeKind } from '../../contracts/index.js';
import { Clock, type Instant } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import { newId, type Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { AccountsService, nameKey } from '../identity/index.js';
import { MembershipsRepository, type Membership } from './memberships.repository.js';
import { badgeOf } from './badge.js';
import { requireSeparateDuties } from './duties.js';
import { overlap, requireInterval, requireRole } from './rules.js';
import {
  StructureRepository,
  type Department,
  type Group,
  type School,
  type SchoolLink,
  type Team,
} from './structure.repository.js';

export interface NewMembership {
  scope: ScopeKind;
  scopeId: Id;
  role: RoleKey;
  subject?: string | null;
  /** now, when left out */
  from?: Instant;
  until?: Instant | null;
}

/**
 * Makes groups, schools, departments, teams and memberships by the rules of the house (names unique, roles in their places,
 * intervals that hold an instant), asking nobody's rights: for the first run, the command line and the demo, and
 * under the services that do ask.
 */
@Injectable()
export class Provisioning {
  constructor(
    private readonly structure: StructureRepository,
    private readonly memberships: MembershipsRepository,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
  ) {}

  /** Throws `name_taken`. */
  async createGroup(tx: Tx, name: string): Promise<Group> {
    const createdAt = this.clock.now();
    const group = { id: newId(createdAt), name };
    await this.structure.insertGroup(tx, { ...group, nameKey: keyOf(name), createdAt });
    return group;
  }

  /** A school with its first link. Throws `name_taken`, or not_found for an unknown group. */
  async createSchool(
    tx: Tx,
    input: { groupId: Id; name: string; shortName?: string; kind: SchoolLink['kind']; from?: Instant },
  ): Promise<School> {
    const createdAt = this.clock.now();
    const [group] = await this.structure.groups(tx, [input.groupId]);
    if (!group) throw notFound();
    const school: School = {
      id: newId(createdAt),
      homeGroupId: group.id,
      name: input.name,
      shortName: input.shortName ?? badgeOf(input.name, group.name),
    };
    await this.structure.insertSchool(tx, { ...school, nameKey: keyOf(input.name), createdAt });
    await this.linkSchool(tx, {
      schoolId: school.id,
      groupId: group.id,
      kind: input.kind,
      from: input.from ?? createdAt,
      until: null,
    });
    return school;
  }

  /** Links a school to a group, from now on where nothing is said. Throws `interval_invalid`, or `conflict` when it is linked to it in that time already. */
  async linkSchool(
    tx: Tx,
    { from = this.clock.now(), ...rest }: Omit<SchoolLink, 'id' | 'from'> & { from?: Instant },
  ): Promise<SchoolLink> {
    const link = { ...rest, from };
    requireInterval(link.from, link.until);
    const others = await this.structure.links(tx, { schoolIds: [link.schoolId], groupIds: [link.groupId] });
    if (others.some((other) => overlap(other, link))) throw new AppError('conflict');
    const made = { ...link, id: newId(this.clock.now()) };
    await this.structure.insertLink(tx, made);
    return made;
  }

  /** Throws `name_taken`. */
  async createDepartment(tx: Tx, input: Omit<Department, 'id'>): Promise<Department> {
    const createdAt = this.clock.now();
    const department = { ...input, id: newId(createdAt) };
    await this.structure.insertDepartment(tx, { ...department, nameKey: keyOf(input.name), createdAt });
    return department;
  }

  /** A team of a department. Throws `name_taken`. */
  async createTeam(tx: Tx, department: Department, input: Pick<Team, 'grade' | 'name'>): Promise<Team> {
    const createdAt = this.clock.now();
    const { id: departmentId, schoolId } = department;
    const team = { id: newId(createdAt), departmentId, schoolId, ...input };
    await this.structure.insertTeam(tx, { ...team, nameKey: keyOf(input.name), createdAt });
    return team;
  }

  /**
   * Throws not_found for an unknown place, `invalid_request` for a role that is not held there, `interval_invalid`,
   * `conflict` when the person holds the same role there in that time already, `duties_conflict`.
   */
  async addMembership(tx: Tx, accountId: Id, input: NewMembership): Promise<Membership> {
    const now = this.clock.now();
    await this.accounts.hold(tx, accountId);
    const membership = await this.prepare(tx, accountId, input, now);
    const others = await this.memberships.ofAccounts(tx, [accountId]);
    if (others.some((other) => sameRole(other, membership) && overlap(other, membership)))
      throw new AppError('conflict');
    requireSeparateDuties([...others, membership]);
    await this.memberships.insert(tx, membership, now);
    return membership;
  }

  /** The school and department that a place is or lies in; null for what it lies above. Throws not_found for an unknown place. */
  async placeOfScope(
    q: Queryable,
    scope: ScopeKind,
    scopeId: Id,
  ): Promise<{ schoolId: Id | null; departmentId: Id | null }> {
    switch (scope) {
      case 'group': {
        const [group] = await this.structure.groups(q, [scopeId]);
        if (!group) throw notFound();
        return { schoolId: null, departmentId: null };
      }
      case 'school': {
        const [school] = await this.structure.schools(q, [scopeId]);
        if (!school) throw notFound();
        return { schoolId: school.id, departmentId: null };
      }
      case 'department': {
        const [department] = await this.structure.departments(q, { ids: [scopeId] });
        if (!department) throw notFound();
        return { schoolId: department.schoolId, departmentId: department.id };
      }
      case 'team': {
        const [team] = await this.structure.teams(q, { ids: [scopeId] });
        if (!team) throw notFound();
        return { schoolId: team.schoolId, departmentId: team.departmentId };
      }
    }
  }

  private async prepare(
    tx: Tx,
    accountId: Id,
    { scope, scopeId, role, subject = null, from = this.clock.now(), until = null }: NewMembership,
    now: Instant,
  ): Promise<Membership> {
    requireRole(scope, role, subject);
    requireInterval(from, until);
    const place = await this.placeOfScope(tx, scope, scopeId);
    return { id: newId(now), accountId, scope, scopeId, ...place, role, subject, from, until };
  }
}

/** What a name is compared by. */
export function keyOf(name: string): string {
  return nameKey(name).slice(0, 120);
}

function sameRole(a: Membership, b: Membership): boolean {
  return a.scopeId === b.scopeId && a.role === b.role && a.subject === b.subject;
}
