import * as mupdf from 'mupdf';

/** A colour as `#rrggbb`. */
export type Ink = `#${string}`;

export type Align = 'left' | 'center' | 'right';

export interface TextStyle {
  size?: number;
  ink?: Ink;
  align?: Align;
  alpha?: number;
}

export interface LineStyle {
  ink?: Ink;
  width?: number;
  dash?: number[];
  alpha?: number;
}

interface Run {
  font: mupdf.Font;
  text: string;
  width: number;
}

const chinese = new mupdf.Font('zh-Hans');
const latin = new mupdf.Font('Helvetica');
const symbol = new mupdf.Font('Symbol');

function fontFor(character: string): mupdf.Font {
  const code = character.codePointAt(0) ?? 0;
  const order = code < 0x2000 ? [latin, chinese, symbol] : [chinese, symbol, latin];
  const found = order.find((font) => font.encodeCharacter(code) > 0);
  if (!found) throw new Error(`no glyph for "${character}" in the built-in fonts`);
  return found;
}

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const font = fontFor(character);
    const width = font.advanceGlyph(font.encodeCharacter(character.codePointAt(0) ?? 0));
    const last = runs.at(-1);
    if (last && last.font === font) {
      last.text += character;
      last.width += width;
    } else runs.push({ font, text: character, width });
  }
  return runs;
}

/** Width of one line of text in pixels at the given size. */
export function textWidth(text: string, size: number): number {
  return runsOf(text).reduce((sum, run) => sum + run.width, 0) * size;
}

function rgb(ink: Ink): [number, number, number] {
  const value = Number.parseInt(ink.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/**
 * A small drawing surface for figures and video frames: straight RGB pixels, anti-aliased, with Chinese text
 * from the font that MuPDF carries, so that nothing depends on the fonts of the machine it runs on.
 * Coordinates are pixels, y grows downwards, angles are degrees measured counter-clockwise from "east".
 */
export class Canvas {
  readonly pixmap: mupdf.Pixmap;
  private readonly device: mupdf.DrawDevice;
  private readonly rgbSpace = mupdf.ColorSpace.DeviceRGB;

  constructor(
    readonly width: number,
    readonly height: number,
    paper: Ink = '#ffffff',
  ) {
    this.pixmap = new mupdf.Pixmap(this.rgbSpace, [0, 0, width, height], false);
    this.pixmap.clear(255);
    this.device = new mupdf.DrawDevice(mupdf.Matrix.identity, this.pixmap);
    if (paper !== '#ffffff') this.rect(0, 0, width, height, paper);
  }

  private fill(path: mupdf.Path, ink: Ink, alpha = 1): this {
    this.device.fillPath(path, false, mupdf.Matrix.identity, this.rgbSpace, rgb(ink), alpha);
    path.destroy();
    return this;
  }

  private stroke(path: mupdf.Path, style: LineStyle): this {
    const state = new mupdf.StrokeState({
      lineCap: style.dash ? 'Butt' : 'Round',
      lineJoin: 'Round',
      lineWidth: style.width ?? 3,
      miterLimit: 10,
    });
    const colour = rgb(style.ink ?? '#1f2937');
    this.device.strokePath(path, state, mupdf.Matrix.identity, this.rgbSpace, colour, style.alpha ?? 1);
    path.destroy();
    state.destroy();
    return this;
  }

  line(x1: number, y1: number, x2: number, y2: number, style: LineStyle = {}): this {
    return this.polyline(
      [
        [x1, y1],
        [x2, y2],
      ],
      style,
    );
  }

  polyline(points: readonly (readonly [number, number])[], style: LineStyle = {}): this {
    const [from, to] = points;
    if (!from || !to) return this;
    if (style.dash && points.length === 2) return this.dashed(from, to, style, style.dash);
    return this.stroke(trace(points), style);
  }

  /** MuPDF's JavaScript build ignores dash patterns, so the dashes are drawn one by one. */
  private dashed(
    from: readonly [number, number],
    to: readonly [number, number],
    style: LineStyle,
    pattern: readonly number[],
  ): this {
    const [on = 12, off = 8] = pattern;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const path = new mupdf.Path();
    for (let done = 0; done < length; done += on + off) {
      const end = Math.min(length, done + on);
      path.moveTo(
        from[0] + ((to[0] - from[0]) * done) / length,
        from[1] + ((to[1] - from[1]) * done) / length,
      );
      path.lineTo(from[0] + ((to[0] - from[0]) * end) / length, from[1] + ((to[1] - from[1]) * end) / length);
    }
    return this.stroke(path, style);
  }

  polygon(points: readonly (readonly [number, number])[], ink: Ink, alpha = 1, edge?: LineStyle): this {
    this.fill(trace(points, true), ink, alpha);
    return edge ? this.stroke(trace(points, true), edge) : this;
  }

  rect(x: number, y: number, w: number, h: number, ink: Ink, alpha = 1): this {
    const path = new mupdf.Path();
    path.rect(x, y, x + w, y + h);
    return this.fill(path, ink, alpha);
  }

  frame(x: number, y: number, w: number, h: number, style: LineStyle = {}): this {
    const path = new mupdf.Path();
    path.rect(x, y, x + w, y + h);
    return this.stroke(path, style);
  }

  disc(x: number, y: number, r: number, ink: Ink, alpha = 1): this {
    return this.fill(trace(around(x, y, r, r, 0, 360), true), ink, alpha);
  }

  ring(x: number, y: number, r: number, style: LineStyle = {}): this {
    return this.ellipse(x, y, r, r, style);
  }

  ellipse(x: number, y: number, rx: number, ry: number, style: LineStyle = {}, ink?: Ink): this {
    if (ink) this.fill(trace(around(x, y, rx, ry, 0, 360), true), ink);
    return this.stroke(trace(around(x, y, rx, ry, 0, 360), true), style);
  }

  arc(x: number, y: number, r: number, from: number, to: number, style: LineStyle = {}): this {
    return this.polyline(around(x, y, r, r, from, to), style);
  }

  sector(x: number, y: number, r: number, from: number, to: number, ink: Ink, alpha = 1): this {
    return this.fill(trace([[x, y], ...around(x, y, r, r, from, to)], true), ink, alpha);
  }

  arrow(x1: number, y1: number, x2: number, y2: number, style: LineStyle = {}): this {
    const width = style.width ?? 3;
    const angle = Math.atan2(y2 - y1, x2 - x1);
    const size = 6 + width * 3;
    const tip = (turn: number): [number, number] => [
      x2 - size * Math.cos(angle + turn),
      y2 - size * Math.sin(angle + turn),
    ];
    this.line(x1, y1, x2 - size * 0.6 * Math.cos(angle), y2 - size * 0.6 * Math.sin(angle), style);
    return this.polygon([[x2, y2], tip(0.42), tip(-0.42)], style.ink ?? '#1f2937', style.alpha ?? 1);
  }

  /** Draws one or several lines (`\n`); (x, y) is the baseline of the first line at the chosen alignment. */
  text(x: number, y: number, text: string, style: TextStyle = {}): this {
    const size = style.size ?? 32;
    text.split('\n').forEach((row, index) => {
      const runs = runsOf(row);
      const total = runs.reduce((sum, run) => sum + run.width, 0) * size;
      const shift = style.align === 'center' ? total / 2 : style.align === 'right' ? total : 0;
      let at = x - shift;
      const object = new mupdf.Text();
      for (const run of runs) {
        object.showString(run.font, [size, 0, 0, -size, at, y + index * size * 1.45], run.text);
        at += run.width * size;
      }
      const colour = rgb(style.ink ?? '#1f2937');
      this.device.fillText(object, mupdf.Matrix.identity, this.rgbSpace, colour, style.alpha ?? 1);
      object.destroy();
    });
    return this;
  }

  /** The finished pixels, three bytes each (RGB), rows without padding. Ends drawing. */
  pixels(): Buffer {
    this.finish();
    const copy = Buffer.from(this.pixmap.getPixels());
    this.pixmap.destroy();
    return copy;
  }

  /** The finished picture as PNG. Ends drawing. */
  png(): Buffer {
    this.finish();
    const copy = Buffer.from(this.pixmap.asPNG());
    this.pixmap.destroy();
    return copy;
  }

  private finish(): void {
    this.device.close();
    this.device.destroy();
  }
}

function trace(points: readonly (readonly [number, number])[], closed = false): mupdf.Path {
  const path = new mupdf.Path();
  points.forEach(([x, y], index) => (index === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
  if (closed) path.closePath();
  return path;
}

/** Points along an ellipse arc, from and to in degrees. */
export function around(
  x: number,
  y: number,
  rx: number,
  ry: number,
  from: number,
  to: number,
): [number, number][] {
  const steps = Math.max(2, Math.ceil(Math.abs(to - from) / 4));
  return Array.from({ length: steps + 1 }, (_, index) => {
    const angle = ((from + ((to - from) * index) / steps) * Math.PI) / 180;
    return [x + rx * Math.cos(angle), y - ry * Math.sin(angle)];
  });
}
