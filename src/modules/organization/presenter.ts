import { Injectable } from '@nestjs/common';
import type { MembershipView, PersonView, SchoolView, SessionView } from '../../contracts/index.js';
import type { ActiveMembership } from '../../kernel/actor.js';
import type { Instant } from '../../kernel/clock.js';
import { Database, type Queryable } from '../../platform/database/database.port.js';
import type { Account } from '../identity/index.js';
import { Directory, type DirectoryNames } from './directory.service.js';
import type { Membership } from './memberships.repository.js';
import { schoolsOf } from './rules.js';
import type { School, SchoolLink } from './structure.repository.js';

export const iso = (instant: Instant): string => new Date(instant).toISOString();
export const isoOrNull = (instant: Instant | null): string | null => (instant === null ? null : iso(instant));
/** The instant of a checked ISO text. */
export const instantOf = (text: string): Instant => Date.parse(text);

/** Makes of records what pages show. */
@Injectable()
export class OrganizationPresenter {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
  ) {}

  async memberships(
    list: readonly Membership[],
    q: Queryable = this.database.reader,
  ): Promise<MembershipView[]> {
    const idsIn = (scope: string) => list.filter((m) => m.scope === scope).map((m) => m.scopeId);
    const names = await this.directory.names(q, {
      schoolIds: list.flatMap((m) => m.schoolId ?? []),
      departmentIds: idsIn('department'),
      teamIds: idsIn('team'),
      groupIds: idsIn('group'),
    });
    return list.map((m) => ({
      id: m.id,
      userId: m.accountId,
      scope: m.scope,
      scopeId: m.scopeId,
      scopeName: scopeName(m, names),
      schoolId: m.schoolId,
      schoolName: m.schoolId && (names.schools.get(m.schoolId)?.name ?? ''),
      departmentId: m.departmentId,
      role: m.role,
      subject: m.subject,
      from: iso(m.from),
      until: isoOrNull(m.until),
    }));
  }

  async people(accounts: readonly Account[], memberships: readonly Membership[]): Promise<PersonView[]> {
    const views = await this.memberships(memberships);
    return accounts.map(({ id, loginName, name, active }) => ({
      id,
      loginName,
      name,
      active,
      memberships: views.filter((m) => m.userId === id),
    }));
  }

  /** The schools of memberships in force, home first. */
  async ownSchools(memberships: readonly ActiveMembership[]): Promise<SessionView['schools']> {
    const ends = schoolsOf(memberships);
    const { schools } = await this.directory.names(this.database.reader, { schoolIds: [...ends.keys()] });
    return [...ends].map(([id, until]) => {
      const { name, shortName } = schools.get(id) ?? { name: '', shortName: '' };
      return { id, name, shortName, until: isoOrNull(until) };
    });
  }

  school(school: School, links: readonly SchoolLink[], manageable: boolean): SchoolView {
    return {
      id: school.id,
      name: school.name,
      shortName: school.shortName,
      links: links
        .filter((l) => l.schoolId === school.id)
        .map((l) => ({
          id: l.id,
          groupId: l.groupId,
          kind: l.kind,
          from: iso(l.from),
          until: isoOrNull(l.until),
        })),
      manageable,
    };
  }
}

function scopeName({ scope, scopeId }: Membership, names: DirectoryNames): string {
  switch (scope) {
    case 'school':
      return names.schools.get(scopeId)?.name ?? '';
    case 'department':
      return names.departments.get(scopeId)?.name ?? '';
    case 'team':
      return names.teams.get(scopeId)?.name ?? '';
    case 'group':
      return names.groups.get(scopeId) ?? '';
  }
}
