import type { Instant } from './clock.js';
import type { Id } from './ids.js';

/**
 * A membership whose interval contains now. `schoolId` is the school that the scope is or lies in (null for a group),
 * `departmentId` the department that it is or lies in (null for a school or group).
 */
export interface ActiveMembership {
  id: Id;
  scope: 'team' | 'department' | 'school' | 'group';
  scopeId: Id;
  schoolId: Id | null;
  departmentId: Id | null;
  role: string;
  subject: string | null;
  until: Instant | null;
}

/**
 * The signed-in person of one request, read afresh for each: nothing about rights is remembered between requests.
 * `principals` are the keys under which things are shared with them right now: `u:<user>`, `t:<team>`,
 * `d:<department>`, `s:<school>`, `g:<group>` and, for those who keep a school's catalogue, `m:<school>`; for its
 * administrators `p:<user>:<school or group>`, under which they open single things for support.
 */
export interface Actor {
  userId: Id;
  sessionId: Id;
  name: string;
  memberships: readonly ActiveMembership[];
  principals: readonly string[];
  /**
   * the school in whose name the person works: the one the request names, else where they are at home; null for
   * somebody without a school, and when the request names one that is not theirs (any more)
   */
  actingSchoolId: Id | null;
  /** the instant at which all this was read and for which rights are judged */
  at: Instant;
}
