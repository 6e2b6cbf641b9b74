import { AppError } from '../../../kernel/errors.js';
import type { Catalogue } from './catalogue.js';
import type { Book, Placement } from './catalogue.model.js';

const SHOWN_VALUE = 80;

/**
 * Checks that the parts of a placement exist and belong together, and fills in what follows from the others: a
 * chapter tells its book; a book its stage, its subject and, when it is made for one grade, the grade.
 * @throws AppError `taxonomy_unknown` {field, value} for an id that the catalogue lacks;
 *   `stage_subject_mismatch` {field, value} naming the part that does not fit (物理 in 一年级).
 */
export function checkConsistency(catalogue: Catalogue, given: Partial<Placement>): Placement {
  const chapter = known('chapterId', given.chapterId, catalogue.node);
  const book = known('bookId', given.bookId ?? chapter?.bookId, catalogue.book);
  if (chapter && book && chapter.bookId !== book.id) throw mismatch('chapterId', chapter.id);
  const stage = known('stage', given.stage, catalogue.stage);
  const subject = known('subject', given.subject, catalogue.subject);
  const grade = known('grade', given.grade, catalogue.grade);
  if (book) checkBook(book, given);
  const placement: Placement = {
    stage: stage?.key ?? book?.stage ?? null,
    subject: subject?.key ?? book?.subject ?? null,
    grade: grade?.key ?? onlyGrade(book),
    bookId: book?.id ?? null,
    chapterId: chapter?.id ?? null,
  };
  checkStage(catalogue, placement);
  return placement;
}

/** Looks a given key up; null and undefined mean "not given". */
function known<T>(field: string, value: string | null | undefined, find: (key: string) => T | undefined) {
  if (value === null || value === undefined) return undefined;
  const found = find(value);
  if (found === undefined) {
    throw new AppError('taxonomy_unknown', { field, value: value.slice(0, SHOWN_VALUE) });
  }
  return found;
}

function checkBook(book: Book, given: Partial<Placement>): void {
  if (given.stage && given.stage !== book.stage) throw mismatch('stage', given.stage);
  if (given.subject && given.subject !== book.subject) throw mismatch('subject', given.subject);
  if (given.grade && book.grades.length > 0 && !book.grades.includes(given.grade)) {
    throw mismatch('grade', given.grade);
  }
}

/** Some stage (the given one, if any) must have the grade and teach the subject in it. */
function checkStage(catalogue: Catalogue, { stage, subject, grade }: Placement): void {
  const stages = catalogue.stages.filter((s) => stage === null || s.key === stage);
  const withGrade = stages.filter((s) => grade === null || s.grades.includes(grade));
  if (withGrade.length === 0) throw mismatch('grade', grade ?? '');
  const teaches = withGrade.some(
    (s) =>
      subject === null ||
      catalogue.subjectsOf(s.key, grade ?? undefined).some((taught) => taught.key === subject),
  );
  if (!teaches) throw mismatch('subject', subject ?? '');
}

function onlyGrade(book: Book | undefined): string | null {
  return book?.grades.length === 1 ? (book.grades[0] ?? null) : null;
}

function mismatch(field: keyof Placement, value: string): AppError {
  return new AppError('stage_subject_mismatch', { field, value });
}
