import { formatPlainDay } from '../../ui/format.js';

/** A day as the API writes it, `2026-09-01`, without a time or a zone. */
export type Day = string;

const DAY_MS = 86_400_000;
const at = (day: Day) => Date.parse(`${day}T00:00:00Z`);

/** The day so many days on; negative: before. */
export const dayAfter = (day: Day, days: number): Day =>
  new Date(at(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The Monday of the week that a day is in. */
export const mondayOf = (day: Day): Day => dayAfter(day, -((new Date(at(day)).getUTCDay() + 6) % 7));

/** The first day of a week of a plan (1 …). */
export const mondayOfWeek = (startsOn: Day, week: number): Day => dayAfter(startsOn, (week - 1) * 7);

/** Today where the plan is. */
export const todayIn = (timeZone: string, now = Date.now()): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    now,
  );

/** In which week of a plan a day is: 1 …; 0 or less before its first, more than it has behind its last. */
export const weekOf = (startsOn: Day, day: Day): number =>
  Math.floor((at(day) - at(startsOn)) / DAY_MS / 7) + 1;

/** The weeks for so many lessons in their order, spread evenly over the weeks from `first` to `last`. */
export const spread = (lessons: number, first: number, last: number): number[] =>
  Array.from({ length: lessons }, (_, i) => first + Math.floor((i * (last - first + 1)) / lessons));

/** `8月31日 – 9月6日`. */
export const weekWords = (startsOn: Day, week: number): string => {
  const monday = mondayOfWeek(startsOn, week);
  return `${shortDay(monday)} – ${shortDay(dayAfter(monday, 6))}`;
};

/** Without a year: what stands beside it says which. */
const shortDay = (day: Day) => formatPlainDay(day, at(day) + DAY_MS / 2);
