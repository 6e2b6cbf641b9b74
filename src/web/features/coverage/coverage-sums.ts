import type { CoverageCell, CoverageChapter } from '../../api/coverage.js';

/** Which of a lesson's parts count as there: those that anybody shares with me, or those that the collection has. */
export type Has = (cell: CoverageCell) => boolean;

export interface CoverageRow extends CoverageChapter {
  /** of a unit: for each part, in how many of the lessons below it that part is there; of a lesson: null */
  below: { lessons: number; withPart: number[] } | null;
  /** lessons with every part, with some, with none */
  standing: 'whole' | 'partly' | 'empty' | null;
}

export interface CoverageSums {
  rows: CoverageRow[];
  lessons: number;
  whole: number;
  partly: number;
  empty: number;
}

/** Adds up a flat tree of chapters: each unit is followed by what lies below it. */
export function sumUp(chapters: readonly CoverageChapter[], has: Has): CoverageSums {
  const rows = chapters.map((chapter, at): CoverageRow => {
    if (chapter.lesson) return { ...chapter, below: null, standing: standingOf(chapter.cells.map(has)) };
    const end = chapters.findIndex((next, i) => i > at && next.depth <= chapter.depth);
    const lessons = chapters.slice(at + 1, end < 0 ? undefined : end).filter(({ lesson }) => lesson);
    const withPart = chapter.cells.map((_, part) => lessons.filter(({ cells }) => has(cells[part]!)).length);
    return { ...chapter, below: { lessons: lessons.length, withPart }, standing: null };
  });
  const standing = (name: CoverageRow['standing']) => rows.filter((row) => row.standing === name).length;
  return {
    rows,
    lessons: rows.filter(({ lesson }) => lesson).length,
    whole: standing('whole'),
    partly: standing('partly'),
    empty: standing('empty'),
  };
}

/** Rows that lead to a lesson which lacks a part. */
export function lackingOnly(rows: readonly CoverageRow[]): CoverageRow[] {
  return rows.filter(({ standing, below }) =>
    below ? below.withPart.some((count) => count < below.lessons) : standing !== 'whole',
  );
}

function standingOf(there: readonly boolean[]): CoverageRow['standing'] {
  return there.every(Boolean) ? 'whole' : there.some(Boolean) ? 'partly' : 'empty';
}
