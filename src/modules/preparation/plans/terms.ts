import { DateTime } from 'luxon';
import type { Instant } from '../../../kernel/clock.js';

/** A day as people write it: `2026-09-01`. Days compare as texts. */
export type Day = string;

/** When a plan is. */
export interface Term {
  /** the Monday of the first week */
  startsOn: Day;
  weeks: number;
  timeZone: string;
}

const dayOf = (day: Day) => DateTime.fromISO(day, { zone: 'utc' });
const written = (date: DateTime): Day => date.toFormat('yyyy-MM-dd');

/** The Monday of the week in which a day lies. */
export const mondayOf = (day: Day): Day => written(dayOf(day).startOf('week'));
/** So many days later, or earlier. */
export const daysLater = (day: Day, days: number): Day => written(dayOf(day).plus({ days }));
/** The Monday of a week, 1 being the first. */
export const weekBegins = ({ startsOn }: Pick<Term, 'startsOn'>, week: number): Day =>
  daysLater(startsOn, 7 * (week - 1));
/** The Sunday of a week. */
export const weekEnds = (term: Pick<Term, 'startsOn'>, week: number): Day =>
  daysLater(weekBegins(term, week), 6);
/** The Sunday of the last week. */
export const endsOn = (term: Pick<Term, 'startsOn' | 'weeks'>): Day => weekEnds(term, term.weeks);
/** Which day it is there at an instant. */
export const dayThere = (at: Instant, timeZone: string): Day =>
  written(DateTime.fromMillis(at, { zone: timeZone }));
