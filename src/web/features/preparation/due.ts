import { dayAfter, mondayOfWeek, type Day } from './weeks.js';

/** So many days before the week of a lesson begins; null: no day. */
export type DaysBefore = number | null;

/** The day that this means for a lesson of a week; none where it is over: nothing is late as soon as it is planned. */
export function dueBy(startsOn: Day, week: number, before: DaysBefore, today: Day): Day | null {
  if (before === null) return null;
  const day = dayAfter(mondayOfWeek(startsOn, week), -before);
  return day < today ? null : day;
}
