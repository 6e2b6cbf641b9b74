import type { Catalogue } from './catalogue.js';
import type { Placement } from './catalogue.model.js';
import { toHan } from './numerals.js';

const MOST_POINTS = 20;
const LAST_JUNIOR_GRADE = 9;

/**
 * The words by which somebody may look for what stands at a place: names in both languages of stage, subject, grade,
 * edition and volume, the short form that teachers type (三上), the chapter with all above it and the knowledge
 * points below it. Unknown ids contribute nothing; no word appears twice.
 */
export function searchLabels(
  catalogue: Catalogue,
  place: Partial<Placement> & { type?: string | null },
): string[] {
  const words: string[] = [];
  const book = catalogue.book(place.bookId ?? catalogue.node(place.chapterId ?? '')?.bookId ?? '');
  const gradeKeys = place.grade ? [place.grade] : (book?.grades ?? []);
  const named = [
    catalogue.stage(place.stage ?? book?.stage ?? ''),
    catalogue.subject(place.subject ?? book?.subject ?? ''),
    ...gradeKeys.map((key) => catalogue.grade(key)),
    catalogue.edition(book?.edition ?? ''),
    catalogue.volume(book?.volume ?? ''),
    catalogue.type(place.type ?? ''),
  ];
  for (const item of named) if (item) words.push(item.zh, item.en);
  const subject = catalogue.subject(place.subject ?? book?.subject ?? '');
  words.push(...(subject?.aliases ?? []), ...(catalogue.edition(book?.edition ?? '')?.aliases ?? []));
  if (book) {
    words.push(book.title);
    for (const key of gradeKeys) words.push(...shortVolume(catalogue.grade(key)?.number, book.volume));
  }
  if (place.chapterId) words.push(...chapterWords(catalogue, place.chapterId));
  return [...new Set(words)];
}

/**
 * The ids under which a placed resource is to be found in the tree: its book, the chapters above it, itself.
 */
export function nodesOfPlacement(
  catalogue: Catalogue,
  place: Pick<Placement, 'bookId' | 'chapterId'>,
): string[] {
  const path = place.chapterId ? catalogue.pathOf(place.chapterId) : [];
  const bookId = place.bookId ?? path[0]?.bookId;
  return bookId ? [bookId, ...path.map((node) => node.id)] : [];
}

function shortVolume(grade: number | undefined, volume: string): string[] {
  if (!grade || grade > LAST_JUNIOR_GRADE) return [];
  if (volume === 'a') return [`${toHan(grade)}上`];
  return volume === 'b' ? [`${toHan(grade)}下`] : [];
}

function chapterWords(catalogue: Catalogue, chapterId: string): string[] {
  const points = catalogue.childrenOf(chapterId).filter((node) => node.kind === 'point');
  return [
    ...catalogue.pathOf(chapterId).map((node) => node.title),
    ...points.slice(0, MOST_POINTS).map((node) => node.name),
  ];
}
