import type { Instant } from '../../kernel/clock.js';
import { drained, type Bucket } from '../../kernel/leaky-bucket.js';

/** So much may be spent at once; one comes back every `backMs`. */
export interface Allowance {
  most: number;
  backMs: number;
}

/** By less than this sums of fractions are wrong: whoever has waited as told is not to be told to wait once more. */
const ROUNDING_MS = 1e-6;

/**
 * What is spent after `cost` more at `now`, or for how many milliseconds there is not enough. What costs more than all
 * that may be spent is let through where nothing is spent.
 */
export function spend(
  spent: Bucket,
  cost: number,
  { most, backMs }: Allowance,
  now: Instant,
): { next: Bucket } | { waitMs: number } {
  const left = drained(spent, backMs, now);
  const over = left + Math.min(cost, most) - most;
  const waitMs = Math.ceil(over * backMs - ROUNDING_MS);
  return waitMs > 0 ? { waitMs } : { next: { level: left + cost, updatedAt: now } };
}
