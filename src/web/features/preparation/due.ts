import { dayAfter, mondayOfWeek, type Day } from './weeks.js';

/** So many days before the week of a lesson begins; null: no day. */
export type DaysBefore = number | null;

/** The day that this means for a lesson of a week. */
export const dueBy = (startsOn: Day, week: number, before: DaysBefore): Day | null =>
  before === null ? null : dayAfter(mondayOfWeek(startsOn, week), -before);
