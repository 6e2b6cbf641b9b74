/** A place on a page in shares of its width and height, as remarks keep it. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** Where the pointer is on a page, in the same shares; beyond it below 0 or above 1. */
export interface Spot {
  x: number;
  y: number;
}

/** Whatever is smaller was a press, and marks nothing. */
export const LEAST = 0.01;

const within = (share: number) => Math.max(0, Math.min(1, share));
const rounded = (share: number) => Math.round(share * 10_000) / 10_000;

/** The spot under a pointer, of a page that the browser shows in `frame`. */
export const spotIn = (
  frame: { left: number; top: number; width: number; height: number },
  pointer: { clientX: number; clientY: number },
): Spot => ({
  x: (pointer.clientX - frame.left) / frame.width,
  y: (pointer.clientY - frame.top) / frame.height,
});

/** The box between two corners, drawn in any direction, without what lies beyond the page. */
export function boxBetween(from: Spot, to: Spot): Box {
  const [left, right] = [rounded(within(Math.min(from.x, to.x))), rounded(within(Math.max(from.x, to.x)))];
  const [top, bottom] = [rounded(within(Math.min(from.y, to.y))), rounded(within(Math.max(from.y, to.y)))];
  return { x: left, y: top, width: rounded(right - left), height: rounded(bottom - top) };
}

export const isBox = ({ width, height }: Box): boolean => width >= LEAST && height >= LEAST;

const percent = (share: number) => `${rounded(share) * 100}%`;

/** Where a box is drawn within its page. */
export const placedAt = ({ x, y, width, height }: Box) => ({
  left: percent(x),
  top: percent(y),
  width: percent(width),
  height: percent(height),
});
