import type { Instant } from '../../kernel/clock.js';

/** So much may be spent at once; one comes back every `backMs`. */
export interface Allowance {
  most: number;
  backMs: number;
}

/** What has been spent and has not come back yet, as of an instant. */
export interface Spent {
  level: number;
  updatedAt: Instant;
}

/**
 * What is spent after `cost` more at `now`, or for how many milliseconds there is not enough. What costs more than all
 * that may be spent is let through where nothing is spent.
 */
export function spend(
  spent: Spent,
  cost: number,
  { most, backMs }: Allowance,
  now: Instant,
): { next: Spent } | { waitMs: number } {
  const left = Math.max(0, spent.level - Math.max(0, now - spent.updatedAt) / backMs);
  const over = left + Math.min(cost, most) - most;
  return over > 0 ? { waitMs: Math.ceil(over * backMs) } : { next: { level: left + cost, updatedAt: now } };
}
