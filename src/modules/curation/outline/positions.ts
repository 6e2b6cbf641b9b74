/** How far apart rows are put at first: so many times one can be put between two others before a list is spread anew. */
export const GAP = 1 << 14;
/** Where a list is spread anew before numbers end (an `int` of both databases). */
const END = 2 ** 31 - 1;

/**
 * Positions for `count` rows between two others, strictly growing; null when there is no room. `left` null: at the
 * beginning; `right` null: at the end.
 */
export function positionsBetween(left: number | null, right: number | null, count: number): number[] | null {
  const from = left ?? 0;
  if (right === null) {
    const last = from + GAP * count;
    return last > END ? null : Array.from({ length: count }, (_, i) => from + GAP * (i + 1));
  }
  const step = Math.floor((right - from) / (count + 1));
  return step < 1 ? null : Array.from({ length: count }, (_, i) => from + step * (i + 1));
}

/** Positions of a whole list of `count` rows. */
export function positionsAnew(count: number): number[] {
  return positionsBetween(null, null, count) ?? Array.from({ length: count }, (_, i) => i + 1);
}
