import type { RoleKey, ScopeKind } from '../../contracts/index.js';
import type { ActiveMembership } from '../../kernel/actor.js';
import type { Instant } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Membership } from './memberships.repository.js';

/** Which roles are held where. */
export const ROLES_OF: Record<ScopeKind, readonly RoleKey[]> = {
  school: ['teacher', 'librarian', 'school_admin', 'auditor'],
  department: ['teacher', 'department_lead'],
  team: ['teacher', 'team_lead'],
  group: ['group_admin', 'security_admin', 'group_subject_lead', 'inspector', 'auditor'],
};

/** Throws `invalid_request` for a role that is not held in that kind of place, or a subject where none belongs. */
export function requireRole(scope: ScopeKind, role: RoleKey, subject: string | null): void {
  if (!ROLES_OF[scope].includes(role)) throw new AppError('invalid_request', { field: 'role' });
  if ((role === 'group_subject_lead') !== (subject !== null))
    throw new AppError('invalid_request', { field: 'subject' });
}

/** Throws `interval_invalid` unless `[from, until)` contains an instant. */
export function requireInterval(from: Instant, until: Instant | null): void {
  if (until !== null && until <= from) throw new AppError('interval_invalid');
}

/** `[from, until)`; null = open. */
export interface Interval {
  from: Instant;
  until: Instant | null;
}

/** Whether two intervals share an instant. */
export function overlap(a: Interval, b: Interval): boolean {
  return (a.until === null || b.from < a.until) && (b.until === null || a.from < b.until);
}

/**
 * The school a person is at home in: the one of the oldest membership without an end, so that a rotation for a term
 * changes nothing; else of the oldest. Null for people of the group only. Wants the memberships oldest first.
 */
export function homeSchoolOf(
  memberships: readonly Pick<ActiveMembership, 'schoolId' | 'until'>[],
): Id | null {
  const inSchools = memberships.filter((m) => m.schoolId !== null);
  return (inSchools.find((m) => m.until === null) ?? inSchools[0])?.schoolId ?? null;
}

/**
 * The schools somebody belongs to, each with the instant at which they cease to (null = open): the one they are at home
 * in first. Wants the memberships in force, oldest first.
 */
export function schoolsOf(
  memberships: readonly Pick<ActiveMembership, 'schoolId' | 'until'>[],
): Map<Id, Instant | null> {
  const home = homeSchoolOf(memberships);
  const ends = new Map<Id, Instant | null>();
  if (home !== null) ends.set(home, 0);
  for (const { schoolId, until } of memberships) {
    if (schoolId === null) continue;
    const before = ends.get(schoolId);
    ends.set(schoolId, until === null || before === null ? null : Math.max(until, before ?? 0));
  }
  return ends;
}

/** The places that somebody's office covers now. */
export interface Authority {
  groups: ReadonlySet<Id>;
  /** linked now to those groups, or held directly */
  schools: ReadonlySet<Id>;
}

/** Whether a membership lies in what the authority covers. */
export function covers(authority: Authority, membership: Pick<Membership, 'scope' | 'scopeId' | 'schoolId'>) {
  return membership.scope === 'group'
    ? authority.groups.has(membership.scopeId)
    : membership.schoolId !== null && authority.schools.has(membership.schoolId);
}

/** Those that hold now or will. */
export function notOver<T extends Interval>(memberships: readonly T[], now: Instant): T[] {
  return memberships.filter((m) => m.until === null || m.until > now);
}

/**
 * Whether an administrator may act on the account itself (name, standing, password). Whoever resets a password could
 * sign in as that person: so every role above teacher that the person holds or will hold must lie within the
 * authority, and so must the home school (without a school: everything). For people who have left, what they last
 * held counts. Wants the memberships oldest first.
 */
export function mayAdministerAccount(
  authority: Authority,
  memberships: readonly Membership[],
  now: Instant,
): boolean {
  const standing = notOver(memberships, now);
  const judged = standing.length > 0 ? standing : memberships;
  if (judged.some((m) => m.role !== 'teacher' && !covers(authority, m))) return false;
  const home = homeSchoolOf(judged);
  if (home !== null) return authority.schools.has(home);
  return judged.length > 0 && judged.every((m) => covers(authority, m));
}
