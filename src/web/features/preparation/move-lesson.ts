import type { PlanLesson } from '../../api/plans.js';

/** Where a lesson goes: into a week, behind another one there; null: first. */
export interface WeekPlace {
  week: number;
  afterId: string | null;
}

/** The lessons in their order after a move. */
export function movedTo(
  lessons: readonly PlanLesson[],
  id: string,
  { week, afterId }: WeekPlace,
): PlanLesson[] {
  const lesson = lessons.find((one) => one.id === id);
  if (!lesson) return [...lessons];
  const others = lessons.filter((one) => one.id !== id);
  const before = others.findIndex((one) => one.week >= week);
  const first = before < 0 ? others.length : before;
  const at = afterId === null ? first : others.findIndex((one) => one.id === afterId) + 1;
  return [...others.slice(0, at), { ...lesson, week }, ...others.slice(at)];
}

/** One place up or down among the lessons of its week; null where there is none. */
export function stepWithin(lessons: readonly PlanLesson[], id: string, by: 1 | -1): WeekPlace | null {
  const lesson = lessons.find((one) => one.id === id);
  if (!lesson) return null;
  const own = lessons.filter(({ week }) => week === lesson.week);
  const at = own.indexOf(lesson) + by;
  if (at < 0 || at >= own.length) return null;
  const others = own.filter((one) => one !== lesson);
  return { week: lesson.week, afterId: others[at - 1]?.id ?? null };
}
