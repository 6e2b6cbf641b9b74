import type { Catalogue } from './catalogue.js';
import type { Book } from './catalogue.model.js';

export interface BookTraits {
  stage: string | null;
  subject: string | null;
  grade: string | null;
  volume: string | null;
  edition: string | null;
}

/**
 * Textbooks that fit what is known, narrowed to the named edition: the very one, else its publisher's. Empty while
 * subject or volume is unknown, or grade, where the volume is one of a school year.
 */
export function candidateBooks(catalogue: Catalogue, traits: BookTraits): readonly Book[] {
  const { stage, subject, grade, volume, edition } = traits;
  const ofYear = volume === 'a' || volume === 'b' || volume === 'full';
  if (!subject || !volume || (ofYear && !grade)) return [];
  const shelf = catalogue.booksOf({
    subject,
    volume,
    kind: 'textbook',
    ...(stage ? { stage } : {}),
    ...(grade ? { grade } : {}),
  });
  if (!edition) return shelf;
  const exact = shelf.filter((book) => book.edition === edition);
  if (exact.length > 0) return exact;
  const family = catalogue.edition(edition)?.family;
  return shelf.filter((book) => catalogue.edition(book.edition)?.family === family);
}

/** One book out of several: the only one, else the one of the person's usual edition. */
export function chooseBook(books: readonly Book[], usualEdition: string | null): Book | undefined {
  if (books.length <= 1) return books[0];
  const usual = books.filter((book) => book.edition === usualEdition);
  return usual.length === 1 ? usual[0] : undefined;
}
