import type { MarkMask } from './mark-mask.js';

/** How far ink moves a colour, of 255. */
const STRENGTH = 58;
/** Between one mark and the next, of the mark's own size. */
const APART = { x: 1.25, y: 1.5 };

/** Pixels of three bytes each, line after line. */
export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
}

/**
 * Repeats the mark over the whole picture, every second row shifted, so that no part large enough to be of use is
 * without it. It darkens what is light and lightens what is dark. Only covered pixels are visited: a millisecond for a page.
 */
export function stamp({ data, width, height }: Pixels, mask: MarkMask): void {
  const [stepX, stepY] = [Math.ceil(mask.width * APART.x), Math.ceil(mask.height * APART.y)];
  for (let row = 0, top = -(mask.height >> 2); top < height; row += 1, top += stepY)
    for (let left = row % 2 === 0 ? -(mask.width >> 3) : -(stepX >> 1); left < width; left += stepX)
      stampOnce({ data, width, height }, mask, left, top);
}

function stampOnce({ data, width, height }: Pixels, mask: MarkMask, left: number, top: number): void {
  for (let i = 0; i < mask.ink.length; i += 1) {
    const x = left + mask.x[i]!;
    const y = top + mask.y[i]!;
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const at = (y * width + x) * 3;
    const light = data[at]! * 2 + data[at + 1]! * 5 + data[at + 2]! > 8 * 127;
    const by = Math.round((mask.ink[i]! * STRENGTH) / 255) * (light ? -1 : 1);
    for (let c = at; c < at + 3; c += 1) data[c] = Math.max(0, Math.min(255, data[c]! + by));
  }
}
