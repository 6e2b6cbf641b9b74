import type { FiguresPeriod } from '../../contracts/index.js';
import { DAY, HOUR, type Instant } from '../../kernel/clock.js';

/** Schools of one country, which does not change its clocks. */
const OFFSET = 8 * HOUR;

/** A month as its schools count it. */
export interface Month {
  /** `2026-11` */
  key: string;
  from: Instant;
}

/** When a period began: so many days ago, or with the term: the first of August or of February. */
export function beginningOf(period: FiguresPeriod, now: Instant): Instant {
  switch (period) {
    case '30':
    case '90':
      return now - Number(period) * DAY;
    case 'term': {
      const local = new Date(now + OFFSET);
      const month = local.getUTCMonth();
      if (month === 0) return Date.UTC(local.getUTCFullYear() - 1, 7, 1) - OFFSET;
      return Date.UTC(local.getUTCFullYear(), month < 7 ? 1 : 7, 1) - OFFSET;
    }
  }
}

/** The months that `[from, until)` touches, the latest first. */
export function monthsOf(from: Instant, until: Instant): Month[] {
  const months: Month[] = [];
  const last = new Date(until - 1 + OFFSET);
  for (let i = 0; ; i += 1) {
    const start = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - i, 1));
    months.push({ key: start.toISOString().slice(0, 7), from: start.getTime() - OFFSET });
    if (start.getTime() - OFFSET <= from) return months;
  }
}
