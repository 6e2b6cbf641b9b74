import fc from 'fast-check';
import type { Membership } from './memberships.repository.js';
import {
  homeSchoolOf,
  mayAdministerAccount,
  overlap,
  requireInterval,
  requireRole,
  schoolsOf,
  type Authority,
} from './rules.js';

const authority = (schools: string[], groups: string[] = []): Authority => ({
  schools: new Set(schools),
  groups: new Set(groups),
});
const membership = (change: Partial<Membership>): Membership => ({
  id: 'm',
  accountId: 'p',
  scope: 'school',
  scopeId: change.schoolId ?? 'a',
  schoolId: 'a',
  departmentId: null,
  role: 'teacher',
  subject: null,
  from: 0,
  until: null,
  ...change,
});
const groupRole = (change: Partial<Membership> = {}) =>
  membership({ scope: 'group', scopeId: 'g', schoolId: null, role: 'group_admin', ...change });

describe('the schools somebody belongs to', () => {
  const held = (schoolId: string | null, until: number | null) => ({ schoolId, until });

  it('begin with home and last as long as the longest membership in each', () => {
    const memberships = [held('b', 50), held(null, null), held('a', null), held('b', 90), held('a', 20)];
    expect([...schoolsOf(memberships)]).toEqual([
      ['a', null],
      ['b', 90],
    ]);
    expect([...schoolsOf([held('b', 50), held('b', null)])]).toEqual([['b', null]]);
    expect([...schoolsOf([held(null, null)])]).toEqual([]);
  });
});

describe('roles and intervals', () => {
  it('hold each role only where it belongs, and a subject only for the group subject lead', () => {
    expect(() => requireRole('school', 'librarian', null)).not.toThrow();
    expect(() => requireRole('group', 'group_subject_lead', 'math')).not.toThrow();
    expect(() => requireRole('team', 'team_lead', null)).not.toThrow();
    expect(() => requireRole('department', 'team_lead', null)).toThrow('invalid_request');
    expect(() => requireRole('school', 'group_admin', null)).toThrow('invalid_request');
    expect(() => requireRole('department', 'school_admin', null)).toThrow('invalid_request');
    expect(() => requireRole('group', 'group_subject_lead', null)).toThrow('invalid_request');
    expect(() => requireRole('school', 'teacher', 'math')).toThrow('invalid_request');
  });

  it('refuse an interval without an instant', () => {
    expect(() => requireInterval(5, 5)).toThrow('interval_invalid');
    expect(() => requireInterval(5, 6)).not.toThrow();
    expect(() => requireInterval(5, null)).not.toThrow();
  });

  it('overlap exactly when some instant lies in both', () => {
    const instant = fc.integer({ min: 0, max: 12 });
    const interval = fc
      .record({ from: instant, until: fc.option(instant) })
      .filter((i) => i.until === null || i.until > i.from);
    const has = (i: { from: number; until: number | null }, t: number) =>
      i.from <= t && (i.until === null || t < i.until);
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const shared = Array.from({ length: 20 }, (_, t) => t).some((t) => has(a, t) && has(b, t));
        return overlap(a, b) === shared;
      }),
    );
  });
});

describe('home school', () => {
  it('stays the one without an end while a rotation lasts', () => {
    expect(homeSchoolOf([membership({ schoolId: 'b', until: 9 }), membership({ schoolId: 'a' })])).toBe('a');
    expect(homeSchoolOf([membership({ schoolId: 'b', until: 9 })])).toBe('b');
    expect(homeSchoolOf([groupRole()])).toBeNull();
  });
});

describe('who may act on an account', () => {
  const now = 100;
  const may = (who: Authority, ...held: Membership[]) => mayAdministerAccount(who, held, now);

  it('is the home school, not the host of a rotation', () => {
    const rotating = [membership({}), membership({ schoolId: 'b', until: 200 })];
    expect(may(authority(['a']), ...rotating)).toBe(true);
    expect(may(authority(['b']), ...rotating)).toBe(false);
  });

  it('is nobody below a role that the person holds, or will hold, elsewhere', () => {
    expect(may(authority(['a']), membership({}), groupRole())).toBe(false);
    expect(may(authority(['a'], ['g']), membership({}), groupRole())).toBe(true);
    expect(may(authority(['a']), membership({}), groupRole({ from: 150 }))).toBe(false);
    expect(may(authority(['a']), membership({}), membership({ schoolId: 'b', role: 'librarian' }))).toBe(
      false,
    );
    expect(may(authority(['a']), membership({}), groupRole({ until: 100 }))).toBe(true);
  });

  it('is the last home of somebody who left, and of nobody for an account without memberships', () => {
    expect(may(authority(['a']), membership({ until: 50 }))).toBe(true);
    expect(may(authority(['a']))).toBe(false);
  });
});
