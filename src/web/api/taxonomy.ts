import type { z } from 'zod';
import type { BookView, bookList, ChapterNodeView, guess, TaxonomyView } from '../../contracts/taxonomy.js';
import { request } from './http.js';

export type { BookView, ChapterNodeView, TaxonomyView } from '../../contracts/taxonomy.js';
export type Guess = z.infer<typeof guess>;
export interface ChapterTree {
  book: BookView;
  chapters: ChapterNodeView[];
}

export const readTaxonomy = () => request<TaxonomyView>('GET', '/taxonomy');
export const readBooks = (query: { stage?: string; subject?: string }) =>
  request<z.infer<typeof bookList>>('GET', '/books', { query });
export const readChapters = (bookId: string) =>
  request<ChapterTree>('GET', `/books/${encodeURIComponent(bookId)}/chapters`);
export const guessFromNames = (fileNames: string[]) =>
  request<{ items: Guess[] }>('POST', '/taxonomy/guesses', { body: { fileNames } });
