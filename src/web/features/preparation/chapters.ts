import type { ChapterNodeView } from '../../../contracts/taxonomy.js';
import type { NewLesson } from '../../api/plans.js';
import { dueBy, type DaysBefore } from './due.js';
import { spread, type Day } from './weeks.js';

/** The chapters that have none below them, in the order of the book. */
export const leavesOf = (chapters: readonly ChapterNodeView[]): ChapterNodeView[] =>
  chapters.flatMap((one) => (one.children.length > 0 ? leavesOf(one.children) : [one]));

/** When the lessons are, and when their drafts and agreed versions are due. */
export interface Schedule {
  startsOn: Day;
  firstWeek: number;
  lastWeek: number;
  today: Day;
  draft: DaysBefore;
  agree: DaysBefore;
}

/** Lessons of these titles, spread over the weeks in their order. */
export function lessonsOf(
  chapters: readonly { id: string | null; title: string }[],
  { startsOn, firstWeek, lastWeek, today, draft, agree }: Schedule,
): NewLesson[] {
  const weeks = spread(chapters.length, firstWeek, lastWeek);
  return chapters.map(({ id, title }, i) => {
    const week = weeks[i] ?? lastWeek;
    return {
      ...{ title: title.slice(0, 200), chapterId: id, week },
      ...{ draftDue: dueBy(startsOn, week, draft, today), agreeDue: dueBy(startsOn, week, agree, today) },
    };
  });
}
