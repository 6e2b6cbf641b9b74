import type { Id } from '../../../kernel/ids.js';
import { dueOf } from '../lessons/lesson-due.js';
import type { LessonRecord } from '../lessons/lessons.repository.js';
import { daysLater, type Day } from '../plans/terms.js';
import type { ReminderRecord } from './reminders.repository.js';

/** So many days before a day its lead is told. */
const DAYS_BEFORE = 3;

export type Reminder = Omit<ReminderRecord, 'at'>;

/**
 * Of whom something of a lesson is to be told on a day: its lead three days before what is due, on the day and once when it
 * is late; the organizers when it is late or nobody leads it then, and of a lead who is gone.
 */
export function remindersOf(
  lesson: Pick<LessonRecord, 'id' | 'leadId' | 'state' | 'draftDue' | 'agreeDue'>,
  today: Day,
  { present, organizers }: { present: ReadonlySet<Id>; organizers: readonly Id[] },
): Reminder[] {
  const { id: lessonId, leadId, state } = lesson;
  if (state === 'agreed' || state === 'dropped') return [];
  const reminders: Reminder[] = [];
  const isGone = leadId !== null && !present.has(leadId);
  if (isGone) reminders.push({ lessonId, userId: leadId, what: 'gone', due: '' });
  const due = dueOf(lesson);
  if (!due) return reminders;
  const what = whenIs(due.day, today);
  if (what === null) return reminders;
  const lead = leadId === null || isGone ? [] : [leadId];
  const told = new Set([...lead, ...(what === 'late' ? organizers : [])]);
  return [...reminders, ...[...told].map((userId) => ({ lessonId, userId, what, due: due.day }))];
}

function whenIs(due: Day, today: Day): 'soon' | 'today' | 'late' | null {
  if (due < today) return 'late';
  if (due === today) return 'today';
  return due <= daysLater(today, DAYS_BEFORE) ? 'soon' : null;
}

/** One reminder is the other. */
export const keyOf = ({ lessonId, userId, what, due }: Reminder): string =>
  `${lessonId} ${userId} ${what} ${due}`;
