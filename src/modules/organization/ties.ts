import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';

/** `[from, until)`; null = open. */
export interface Span {
  from: Instant | null;
  until: Instant | null;
}

/**
 * When a school is tied to groups and, through them, to other schools: in the present span, or the next one where there
 * is none now. What is missing is tied to it no more.
 */
export interface Ties {
  groups: ReadonlyMap<Id, Span>;
  schools: ReadonlyMap<Id, Span>;
}

interface Link {
  schoolId: Id;
  groupId: Id;
  from: Instant;
  until: Instant | null;
}
type Interval = Pick<Link, 'from' | 'until'>;

/** The ties of a school, from all links of the groups that it was, is or will be linked to. */
export function tiesOf(schoolId: Id, links: readonly Link[], now: Instant): Ties {
  const own = links.filter((link) => link.schoolId === schoolId);
  const ofGroup = new Map<Id, Interval[]>();
  for (const link of own) push(ofGroup, link.groupId, link);
  const ofSchool = new Map<Id, Interval[]>();
  for (const other of links) {
    if (other.schoolId === schoolId) continue;
    for (const mine of ofGroup.get(other.groupId) ?? []) {
      const both = shared(mine, other);
      if (both) push(ofSchool, other.schoolId, both);
    }
  }
  return { groups: spans(ofGroup, now), schools: spans(ofSchool, now) };
}

function spans(intervals: ReadonlyMap<Id, Interval[]>, now: Instant): Map<Id, Span> {
  const found = new Map<Id, Span>();
  for (const [id, list] of intervals) {
    const span = presentOrNext(list, now);
    if (span) found.set(id, span);
  }
  return found;
}

/** Of the time that the intervals cover together: the stretch that holds now, else the next one. */
function presentOrNext(intervals: readonly Interval[], now: Instant): Span | null {
  let run: Interval | null = null;
  for (const next of [...intervals].sort((a, b) => a.from - b.from)) {
    if (run !== null && (run.until === null || next.from <= run.until)) {
      run = { from: run.from, until: later(run.until, next.until) };
      continue;
    }
    if (run !== null && (run.until === null || run.until > now)) break;
    run = { from: next.from, until: next.until };
  }
  if (run === null || (run.until !== null && run.until <= now)) return null;
  return { from: run.from <= now ? null : run.from, until: run.until };
}

function shared(a: Interval, b: Interval): Interval | null {
  const from = Math.max(a.from, b.from);
  const until = a.until === null ? b.until : b.until === null ? a.until : Math.min(a.until, b.until);
  return until !== null && until <= from ? null : { from, until };
}

const later = (a: Instant | null, b: Instant | null) => (a === null || b === null ? null : Math.max(a, b));

function push<T>(map: Map<Id, T[]>, key: Id, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
