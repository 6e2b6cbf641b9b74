import type { ReactNode } from 'react';
import type { BookView } from '../../api/taxonomy.js';

export interface BookGroup {
  label: string;
  title: string;
  options: { value: string; label: string }[];
}

/** Books by edition; with a grade only that grade's books and those for every grade (必修 and the like). */
export function bookOptions(books: readonly BookView[], grade: string | null): BookGroup[] {
  const groups = new Map<string, BookGroup>();
  for (const book of books) {
    if (grade && book.grade && book.grade !== grade) continue;
    const group = groups.get(book.edition) ?? { label: book.edition, title: book.edition, options: [] };
    group.options.push({ value: book.id, label: book.title });
    groups.set(book.edition, group);
  }
  return [...groups.values()];
}

/** A chosen book with its edition: volumes of the same name are in many. */
export function bookName(groups: readonly BookGroup[], id: unknown, label: ReactNode): ReactNode {
  const edition = groups.find((group) => group.options.some(({ value }) => value === id))?.label;
  return typeof label === 'string' && edition ? `${label} · ${edition}` : label;
}
