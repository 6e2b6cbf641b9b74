import { decodeCursor, encodeCursor } from '../../../../kernel/cursor.js';
import { AppError } from '../../../../kernel/errors.js';

/** Where a page ended. By relevance it is a number of hits, so it tells nothing of what was counted for the order. */
export type MeiliCursor = { sort: 'relevance'; offset: number } | { sort: 'newest'; at: number; id: string };

export function writeCursor(cursor: MeiliCursor): string {
  return encodeCursor(
    cursor.sort === 'relevance' ? [cursor.sort, cursor.offset] : [cursor.sort, cursor.at, cursor.id],
  );
}

/** @throws AppError invalid_request when the cursor is none of ours, or of another order of hits */
export function readCursor(text: string | null, sort: MeiliCursor['sort']): MeiliCursor | null {
  if (text === null) return null;
  const [name, first, second] = decodeCursor(text, sort === 'relevance' ? 2 : 3) ?? [];
  const isPosition = Number.isSafeInteger(first) && (first as number) >= 0;
  if (name !== sort || !isPosition) throw new AppError('invalid_request');
  if (sort === 'relevance') return { sort, offset: first as number };
  if (typeof second !== 'string') throw new AppError('invalid_request');
  return { sort, at: first as number, id: second };
}
