import type { Id } from '../../../kernel/ids.js';

/** Where a row stood: behind `afterId` (null: first) of a list, rows that were taken away counted. */
export interface Place {
  id: Id;
  listId: Id;
  afterId: Id | null;
}

/** Facts of a row as they were. */
type Facts = Record<string, string | number | boolean | null>;

/**
 * What takes a change back. Changes are undone latest first, so each finds what stood when it had just been made.
 * `restore`: brings back what the change took away, by the mark that it left.
 */
export type Undo =
  | { do: 'describe'; was: Facts }
  | { do: 'section' | 'item'; id: Id; was: Facts }
  | { do: 'place'; rows: 'sections' | 'items'; was: Place[] }
  | { do: 'erase'; rows: 'sections' | 'items'; ids: Id[] }
  | { do: 'restore' };
