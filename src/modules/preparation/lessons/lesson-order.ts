import type { Id } from '../../../kernel/ids.js';

/** A list with something put behind `afterId` (null: first); null where that is not in it. */
export function placedAfter<T extends { id: Id }>(
  others: readonly T[],
  one: T,
  afterId: Id | null,
): T[] | null {
  const at = afterId === null ? 0 : others.findIndex(({ id }) => id === afterId) + 1;
  if (afterId !== null && at === 0) return null;
  return [...others.slice(0, at), one, ...others.slice(at)];
}
