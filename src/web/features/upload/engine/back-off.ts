const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before try `attempt` + 1 (from 0): doubling from half a second to half a minute, with up to a
 * quarter taken off at random so that many parts do not come back together. `random` in [0, 1).
 */
export function backOff(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(full * (1 - random / 4));
}
