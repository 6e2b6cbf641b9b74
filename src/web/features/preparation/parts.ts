import type { PersonsPart, PlanLesson } from '../../api/plans.js';

/** What somebody can have done of a lesson, in the order in which it is done. */
export const DOINGS = ['leads', 'drafted', 'remarked', 'adapted', 'reflected'] as const;
export type Doing = (typeof DOINGS)[number];

/** What a person did of a lesson. */
export const doneOf = (part: PersonsPart, lessonId: string): Doing[] =>
  DOINGS.filter((doing) => part[doing].includes(lessonId));

/** People under their schools, both in the order in which the server lists them. */
export function bySchool(parts: readonly PersonsPart[]): { school: string; parts: PersonsPart[] }[] {
  const schools = new Map<string, PersonsPart[]>();
  for (const part of parts) {
    const name = part.school?.shortName ?? '';
    schools.set(name, [...(schools.get(name) ?? []), part]);
  }
  return [...schools].map(([school, list]) => ({ school, parts: list }));
}

/** So many lessons at a time: a table of hundreds is read by nobody. */
export const LESSONS_AT_ONCE = 24;

/** The lessons of one part of the table, and how many parts there are. */
export function pageOf(lessons: readonly PlanLesson[], page: number) {
  const kept = lessons.filter(({ state }) => state !== 'dropped');
  return {
    pages: Math.max(1, Math.ceil(kept.length / LESSONS_AT_ONCE)),
    items: kept.slice(page * LESSONS_AT_ONCE, (page + 1) * LESSONS_AT_ONCE),
  };
}

/** The part of the table in which the lessons of a week begin. */
export function pageOfWeek(lessons: readonly PlanLesson[], week: number): number {
  const kept = lessons.filter(({ state }) => state !== 'dropped');
  const first = kept.findIndex((lesson) => lesson.week >= week);
  return Math.floor(Math.max(0, first) / LESSONS_AT_ONCE);
}
