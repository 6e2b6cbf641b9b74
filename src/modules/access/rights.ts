import type { RightName } from '../../contracts/index.js';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';

/** Kinds of things that rights are held to. */
export type ObjectType = 'resource' | 'collection' | 'plan';

/** Rights, each including the ones before. */
export const LEVELS: Record<RightName, number> = { view: 1, download: 2, edit: 3, manage: 4 };

/** The name of a level. */
export function rightOfLevel(level: number): RightName {
  if (level >= LEVELS.manage) return 'manage';
  if (level >= LEVELS.edit) return 'edit';
  return level >= LEVELS.download ? 'download' : 'view';
}

/** Why a principal holds a right. */
export type AccessSource = 'author' | 'catalogue' | 'audience' | 'grant' | 'support';

/** One right of one principal, as its owner module declares it. */
export interface AccessEntry {
  principal: string;
  source: AccessSource;
  right: RightName;
  sortTime: Instant | null;
  visibleFrom?: Instant | null;
  visibleUntil?: Instant | null;
}

declare const proof: unique symbol;

/** Proof that the actor holds a right to an object at the instant of the request. Only `AccessService.authorize` makes one; mutations ask for it, so that a forgotten check does not compile. */
export interface Authorized<T extends ObjectType, R extends RightName> {
  readonly type: T;
  readonly id: Id;
  readonly right: R;
  readonly actorId: Id;
  readonly [proof]: true;
}

/** Principal keys: under which name things are shared. */
export const principal = {
  user: (id: Id) => `u:${id}`,
  team: (id: Id) => `t:${id}`,
  department: (id: Id) => `d:${id}`,
  school: (id: Id) => `s:${id}`,
  group: (id: Id) => `g:${id}`,
  /** those who keep the catalogue of a school */
  managers: (schoolId: Id) => `m:${schoolId}`,
  /** an administrator, as long as they are that of the school or group */
  administrator: (userId: Id, scopeId: Id) => `p:${userId}:${scopeId}`,
  /** somebody as long as they belong to a school: an author who left no longer holds it */
  userInSchool: (userId: Id, schoolId: Id) => `a:${userId}:${schoolId}`,
};
