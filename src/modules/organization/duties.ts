import { ADMINISTRATIVE_ROLES } from '../../contracts/index.js';
import { AppError } from '../../kernel/errors.js';
import type { Membership } from './memberships.repository.js';
import { covers, overlap, type Authority, type Interval } from './rules.js';

/**
 * The three duties that no person unites (三权分立): administering schools, people and catalogues; deciding who
 * administers; reading the record of what both did.
 */
type Duty = 'administer' | 'secure' | 'audit';

const DUTY_OF: Partial<Record<string, Duty>> = {
  group_admin: 'administer',
  school_admin: 'administer',
  librarian: 'administer',
  security_admin: 'secure',
  auditor: 'audit',
};

const ADMINISTRATIVE: ReadonlySet<string> = new Set(ADMINISTRATIVE_ROLES);

/** Roles that must not run out, by the kind of place in which somebody has to hold them. */
export const NEVER_VACANT: ReadonlySet<string> = new Set(['group_admin', 'school_admin', 'security_admin']);

export const isAdministrative = ({ role }: { role: string }): boolean => ADMINISTRATIVE.has(role);

/** Throws `duties_conflict` where one person would have two of the three duties at the same time, anywhere. */
export function requireSeparateDuties(held: readonly (Interval & { role: string })[]): void {
  const duties = held.filter(({ role }) => DUTY_OF[role] !== undefined);
  if (duties.some((a) => duties.some((b) => DUTY_OF[a.role] !== DUTY_OF[b.role] && overlap(a, b))))
    throw new AppError('duties_conflict');
}

/** What somebody's offices cover, and whether the place in question has a security administrator. */
export interface Powers {
  administers: Authority;
  secures: Authority;
  separated: boolean;
}

type Given = Pick<Membership, 'scope' | 'scopeId' | 'schoolId' | 'role'>;

/**
 * Who gives, moves and takes a role. Where there is a security administrator: administrative roles that person, all
 * others the administrators; elsewhere the administrators all. Throws `role_by_security_admin` or
 * `role_by_administrator` for whom it is not, and `not_found` is for the caller to throw where neither office covers
 * the place.
 */
export function requireGiver(powers: Powers, given: Given): void {
  const bySecurity = powers.separated && isAdministrative(given);
  if (covers(bySecurity ? powers.secures : powers.administers, given)) return;
  throw new AppError(bySecurity ? 'role_by_security_admin' : 'role_by_administrator');
}

/**
 * Nobody raises their own rights. Throws `own_role` for a role given to oneself, or a longer time for one that one
 * holds; giving up is free.
 */
export function requireNotOwn(
  actorId: string,
  accountId: string,
  held: Interval | null,
  next: Interval,
): void {
  if (actorId === accountId && (held === null || isWider(next, held))) throw new AppError('own_role');
}

function isWider(next: Interval, held: Interval): boolean {
  if (next.from < held.from) return true;
  return held.until !== null && (next.until === null || next.until > held.until);
}
