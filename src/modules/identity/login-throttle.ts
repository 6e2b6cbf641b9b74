import { MINUTE, SECOND, type Instant } from '../../kernel/clock.js';
import { drained } from '../../kernel/leaky-bucket.js';
import type { ThrottleRow } from './login-guard.repository.js';

/** A bucket of failures: so many are free, one drains every `drainMs`; past the free ones each failure doubles the wait. */
export interface ThrottleLimit {
  free: number;
  drainMs: number;
  baseMs: number;
  capMs: number;
}

/**
 * Who is slowed down by failures.
 * pair: one account from one address, so that an attacker elsewhere never slows the victim.
 * address: all accounts from one address; wide, since a whole school sits behind one.
 * account: one account from places it has never signed in from, so that two hundred addresses do not add up.
 * link: one share link from one address, where the thirty people of a staff room may type its password in one minute.
 * device: one account on a device it has signed in from; such a device answers for nothing else.
 */
export const LIMITS = {
  pair: { free: 8, drainMs: 2 * MINUTE, baseMs: 5 * SECOND, capMs: 15 * MINUTE },
  address: { free: 60, drainMs: 20 * SECOND, baseMs: 2 * SECOND, capMs: 5 * MINUTE },
  account: { free: 60, drainMs: MINUTE, baseMs: 5 * SECOND, capMs: 15 * MINUTE },
  link: { free: 32, drainMs: 2 * MINUTE, baseMs: 5 * SECOND, capMs: 15 * MINUTE },
  device: { free: 8, drainMs: 2 * MINUTE, baseMs: 5 * SECOND, capMs: 15 * MINUTE },
} as const satisfies Record<string, ThrottleLimit>;

export interface ThrottleKey {
  kind: keyof typeof LIMITS;
  /** `kind:…`, at most 120 characters */
  id: string;
}

/** The row after one more attempt at `now`. */
export function charged(row: ThrottleRow, limit: ThrottleLimit, now: Instant): ThrottleRow {
  const level = drained(row, limit.drainMs, now) + 1;
  const over = beyond(level, limit);
  const wait = over < 0 ? 0 : Math.min(limit.capMs, limit.baseMs * 2 ** over);
  return { ...row, level, updatedAt: now, blockedUntil: wait === 0 ? 0 : now + wait };
}

/** The row after an attempt has turned out to be the right person's. */
export function refunded(row: ThrottleRow, limit: ThrottleLimit, now: Instant): ThrottleRow {
  const level = Math.max(0, drained(row, limit.drainMs, now) - 1);
  return { ...row, level, updatedAt: now, blockedUntil: beyond(level, limit) < 0 ? 0 : row.blockedUntil };
}

/** By how many failures a level is past the free ones; what drains during a burst does not buy another try. */
function beyond(level: number, limit: ThrottleLimit): number {
  return Math.round(level - limit.free);
}
