/** An instant: whole milliseconds since 1970-01-01T00:00:00Z. Intervals are `[from, until)`. */
export type Instant = number;

/** Where the program asks what time it is; tests set their own. Bound to {@link SystemClock} in production. */
export abstract class Clock {
  abstract now(): Instant;
}

export class SystemClock extends Clock {
  now(): Instant {
    return Date.now();
  }
}

/** A clock that stands still until it is moved. */
export class ManualClock extends Clock {
  constructor(private current: Instant = Date.UTC(2026, 8, 1)) {
    super();
  }
  now(): Instant {
    return this.current;
  }
  set(instant: Instant): void {
    this.current = instant;
  }
  advance(ms: number): void {
    this.current += ms;
  }
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Whether `now` lies in `[from, until)`; a missing bound is open. */
export function within(now: Instant, from: Instant | null, until: Instant | null): boolean {
  return (from === null || from <= now) && (until === null || now < until);
}
