import { Injectable } from '@nestjs/common';
import type { RoleKey } from '../../contracts/index.js';
import { Clock, within, type Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Queryable } from '../../platform/database/database.port.js';
import { AccountsService } from '../identity/index.js';
import { MembershipsRepository } from './memberships.repository.js';
import { homeSchoolOf } from './rules.js';
import { tiesOf, type Ties } from './ties.js';
import { StructureRepository, type Department, type Group, type Team } from './structure.repository.js';

export interface DirectoryIds {
  userIds?: readonly Id[];
  schoolIds?: readonly Id[];
  departmentIds?: readonly Id[];
  teamIds?: readonly Id[];
  groupIds?: readonly Id[];
}

/**
 * Names by id; an id that names nothing is missing. The departments of the teams and the schools of the departments are
 * among them.
 */
export interface DirectoryNames {
  people: ReadonlyMap<Id, string>;
  schools: ReadonlyMap<Id, { name: string; shortName: string }>;
  departments: ReadonlyMap<Id, { name: string; subject: string; schoolId: Id }>;
  teams: ReadonlyMap<Id, { name: string; grade: string; departmentId: Id; schoolId: Id }>;
  groups: ReadonlyMap<Id, string>;
}

/** What others may ask about people, schools and groups. It names things; whether somebody may know of them is not asked here. */
@Injectable()
export class Directory {
  constructor(
    private readonly database: Database,
    private readonly structure: StructureRepository,
    private readonly memberships: MembershipsRepository,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
  ) {}

  /** Names for a whole list in at most five statements. */
  async names(q: Queryable, ids: DirectoryIds): Promise<DirectoryNames> {
    const unique = (list: readonly Id[] | undefined) => [...new Set(list ?? [])];
    const teams = await this.structure.teams(q, { ids: unique(ids.teamIds) });
    const departments = await this.structure.departments(q, {
      ids: unique([...(ids.departmentIds ?? []), ...teams.map((t) => t.departmentId)]),
    });
    const schools = await this.structure.schools(
      q,
      unique([...(ids.schoolIds ?? []), ...departments.map((d) => d.schoolId)]),
    );
    const groups = await this.structure.groups(q, unique(ids.groupIds));
    const people = await this.accounts.byIds(unique(ids.userIds), q);
    return {
      people: new Map(people.map((p) => [p.id, p.name])),
      schools: new Map(schools.map(({ id, name, shortName }) => [id, { name, shortName }])),
      departments: new Map(
        departments.map(({ id, name, subject, schoolId }) => [id, { name, subject, schoolId }]),
      ),
      teams: new Map(
        teams.map(({ id, name, grade, departmentId, schoolId }) => [
          id,
          { name, grade, departmentId, schoolId },
        ]),
      ),
      groups: new Map(groups.map((g) => [g.id, g.name])),
    };
  }

  /** Every group of the installation, by name. */
  groups(q: Queryable): Promise<Group[]> {
    return this.structure.allGroups(q);
  }

  /** The schools linked to a group at an instant (now, when left out). */
  async schoolsOfGroup(q: Queryable, groupId: Id, at: Instant = this.clock.now()): Promise<Id[]> {
    const links = await this.structure.links(q, { groupIds: [groupId] }, at);
    return [...new Set(links.map((l) => l.schoolId))];
  }

  /** The schools that are, were or will be linked to a group. */
  async schoolsEverOf(q: Queryable, groupId: Id): Promise<Id[]> {
    const links = await this.structure.links(q, { groupIds: [groupId] });
    return [...new Set(links.map((l) => l.schoolId))];
  }

  /** The instants after `now` at which links of a school to a group begin or end. */
  async turns(q: Queryable, of: { schoolId: Id; groupId: Id }, now: Instant): Promise<Instant[]> {
    const links = await this.structure.links(q, { schoolIds: [of.schoolId], groupIds: [of.groupId] });
    return links.flatMap((l) => [l.from, ...(l.until === null ? [] : [l.until])]).filter((at) => at > now);
  }

  /** Whether a school is or will be linked to a group (`stands`), was once, or never. */
  async linkStands(q: Queryable, schoolId: Id, groupId: Id): Promise<'stands' | 'over' | 'never'> {
    const links = await this.structure.links(q, { schoolIds: [schoolId], groupIds: [groupId] });
    const now = this.clock.now();
    if (links.some((l) => l.until === null || l.until > now)) return 'stands';
    return links.length > 0 ? 'over' : 'never';
  }

  /** The groups a school is linked to at an instant (now, when left out). */
  groupsOfSchool(q: Queryable, schoolId: Id, at: Instant = this.clock.now()): Promise<Id[]> {
    return this.groupsOfSchools(q, [schoolId], at);
  }

  async groupsOfSchools(
    q: Queryable,
    schoolIds: readonly Id[],
    at: Instant = this.clock.now(),
  ): Promise<Id[]> {
    const links = await this.structure.links(q, { schoolIds }, at);
    return [...new Set(links.map((l) => l.groupId))];
  }

  departmentsOfSchools(q: Queryable, schoolIds: readonly Id[]): Promise<Department[]> {
    return this.structure.departments(q, { schoolIds });
  }

  teamsOfSchools(q: Queryable, schoolIds: readonly Id[]): Promise<Team[]> {
    return this.structure.teams(q, { schoolIds });
  }

  /**
   * What a school can share with now: the groups it is linked to, the schools of those groups (itself included), their
   * departments and the teams of those. `through`: by way of those groups only.
   */
  async reachOf(
    q: Queryable,
    schoolId: Id,
    through?: ReadonlySet<Id>,
  ): Promise<{ groupIds: Id[]; schoolIds: Id[]; departmentIds: Id[]; teamIds: Id[] }> {
    const now = this.clock.now();
    const all = await this.groupsOfSchool(q, schoolId, now);
    const groupIds = through ? all.filter((id) => through.has(id)) : all;
    const links = await this.structure.links(q, { groupIds }, now);
    const schoolIds = [...new Set([schoolId, ...links.map((l) => l.schoolId)])];
    const departments = await this.structure.departments(q, { schoolIds });
    const teams = await this.structure.teams(q, { schoolIds });
    return {
      groupIds,
      schoolIds,
      departmentIds: departments.map((d) => d.id),
      teamIds: teams.map((t) => t.id),
    };
  }

  /** When the school is tied to groups and to other schools. */
  async tiesOf(q: Queryable, schoolId: Id): Promise<Ties> {
    const own = await this.structure.links(q, { schoolIds: [schoolId] });
    const groupIds = [...new Set(own.map((link) => link.groupId))];
    return tiesOf(schoolId, await this.structure.links(q, { groupIds }), this.clock.now());
  }

  /** Active people who hold a role in these places now, with the subject where the role has one. */
  async officers(
    q: Queryable,
    role: RoleKey,
    scopeIds: readonly Id[],
  ): Promise<{ userId: Id; scopeId: Id; subject: string | null }[]> {
    const held = await this.memberships.inForce(q, [...new Set(scopeIds)], role, this.clock.now());
    const people = await this.accounts.byIds(
      held.map((m) => m.accountId),
      q,
    );
    const active = new Set(people.filter((person) => person.active).map((person) => person.id));
    return held
      .filter((m) => active.has(m.accountId))
      .map(({ accountId, scopeId, subject }) => ({ userId: accountId, scopeId, subject }));
  }

  /** The grade teams that people are in now. */
  async teamsOf(q: Queryable, userIds: readonly Id[]): Promise<Map<Id, Id[]>> {
    const now = this.clock.now();
    const teams = new Map<Id, Id[]>();
    for (const { accountId, scope, scopeId, from, until } of await this.memberships.ofAccounts(q, userIds))
      if (scope === 'team' && within(now, from, until))
        teams.set(accountId, [...(teams.get(accountId) ?? []), scopeId]);
    return teams;
  }

  /** The school a person is at home in now; null for somebody without a school. */
  async homeSchool(userId: Id, q: Queryable = this.database.reader): Promise<Id | null> {
    const { memberships } = await this.memberships.active(q, userId, this.clock.now());
    return homeSchoolOf(memberships);
  }
}
