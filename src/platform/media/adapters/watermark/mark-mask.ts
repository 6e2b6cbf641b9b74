import type { Font } from 'mupdf';

const ANGLE = (22 * Math.PI) / 180;
/** of the size of the letters: how far they reach above and below their line */
const ABOVE = 0.95;
const BELOW = 0.25;
/** Drawn for what the font has not. */
const UNKNOWN = '〓';

/** A line of slanting text as the pixels that it covers: `x`, `y` from the upper left of its box, `ink` 0 … 255. */
export interface MarkMask {
  width: number;
  height: number;
  x: Uint16Array;
  y: Uint16Array;
  ink: Uint8Array;
}

type MuPdf = typeof import('mupdf');

/** Draws text with the Chinese font that MuPDF carries; `size` px. */
export function markMask(mupdf: MuPdf, font: Font, text: string, size: number): MarkMask {
  const known = [...text].map((c) => (font.encodeCharacter(c.codePointAt(0)!) === 0 ? UNKNOWN : c)).join('');
  const advance = [...known].reduce(
    (sum, c) => sum + font.advanceGlyph(font.encodeCharacter(c.codePointAt(0)!)),
    0,
  );
  const [cos, sin] = [Math.cos(ANGLE) * size, Math.sin(ANGLE) * size];
  const width = Math.ceil(advance * cos + (ABOVE + BELOW) * sin);
  const height = Math.ceil(advance * sin + (ABOVE + BELOW) * cos);
  const pixmap = new mupdf.Pixmap(mupdf.ColorSpace.DeviceGray, [0, 0, width, height], true);
  pixmap.clear();
  const line = new mupdf.Text();
  line.showString(font, [cos, -sin, -sin, -cos, ABOVE * sin, height - BELOW * cos], known);
  const device = new mupdf.DrawDevice(mupdf.Matrix.identity, pixmap);
  device.fillText(line, mupdf.Matrix.identity, mupdf.ColorSpace.DeviceGray, [0], 1);
  device.close();
  const mask = covered(pixmap.getPixels(), pixmap.getStride(), width, height);
  for (const made of [device, line, pixmap]) made.destroy();
  return mask;
}

/** Of pixels of grey and alpha, those that are covered. */
function covered(pixels: Uint8ClampedArray, stride: number, width: number, height: number): MarkMask {
  const dots: [number, number, number][] = [];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const ink = pixels[y * stride + x * 2 + 1]!;
      if (ink > 0) dots.push([x, y, ink]);
    }
  return {
    ...{ width, height },
    x: Uint16Array.from(dots, ([x]) => x),
    y: Uint16Array.from(dots, ([, y]) => y),
    ink: Uint8Array.from(dots, ([, , ink]) => ink),
  };
}
