import { MATH_FIGURES } from './figures-math.js';
import { SCIENCE_FIGURES } from './figures-science.js';
import { LIFE_FIGURES } from './figures-life.js';
import { Canvas } from './canvas.js';

/** Every figure that a deck, a document or a picture resource may show. */
export const FIGURES = { ...MATH_FIGURES, ...SCIENCE_FIGURES, ...LIFE_FIGURES };
export type FigureKey = keyof typeof FIGURES;

export interface Picture {
  png: Buffer;
  width: number;
  height: number;
}

const SIZE = { width: 1200, height: 800 };
/** Pictures that need less height. */
const HEIGHTS: Partial<Record<FigureKey, number>> = {
  tideLines: 540,
  fableFlow: 540,
  writingMap: 540,
  timelineQin: 650,
  timelineCanal: 650,
  timelineWar: 650,
  numberLine: 710,
  soundWave: 760,
};
const drawn = new Map<FigureKey, Picture>();

/** The figure as PNG, drawn once. */
export function figurePicture(key: FigureKey): Picture {
  const known = drawn.get(key);
  if (known) return known;
  const size = { ...SIZE, height: HEIGHTS[key] ?? SIZE.height };
  const canvas = new Canvas(size.width, size.height);
  FIGURES[key](canvas);
  const picture = { png: canvas.png(), ...size };
  drawn.set(key, picture);
  return picture;
}
