import type { CoverageView } from '../../contracts/coverage.js';
import { request } from './http.js';

export type { CoverageCell, CoverageChapter, CoverageView } from '../../contracts/coverage.js';

export const readCoverage = (bookId: string, part: string[], collectionId?: string) =>
  request<CoverageView>('GET', `/books/${encodeURIComponent(bookId)}/coverage`, {
    query: { part, collectionId },
  });
