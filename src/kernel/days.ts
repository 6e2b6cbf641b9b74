import { DateTime } from 'luxon';
import type { Instant } from './clock.js';

/**
 * A day that people write as `2026-9-1`, `2026/09/01`, `2026.9.1` or `2026年9月1日`, as the half-open interval that it
 * is in a time zone (IANA, such as `Asia/Shanghai`): 23 or 25 hours long where clocks are changed on it. Undefined when there is no such day.
 */
export function dayOf(text: string, timeZone: string): { from: Instant; until: Instant } | undefined {
  const [, ...parts] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim()) ?? [];
  const [year, month, day] = parts.map(Number);
  const start = DateTime.fromObject({ year, month, day }, { zone: timeZone });
  if (parts.length === 0 || !start.isValid) return undefined;
  return { from: start.toMillis(), until: start.plus({ days: 1 }).startOf('day').toMillis() };
}

/** The last time before or at an instant at which clocks in a time zone showed this full hour. */
export function lastHour(hour: number, timeZone: string, now: Instant): Instant {
  const today = DateTime.fromMillis(now, { zone: timeZone }).set({
    hour,
    minute: 0,
    second: 0,
    millisecond: 0,
  });
  return (today.toMillis() <= now ? today : today.minus({ days: 1 })).toMillis();
}
