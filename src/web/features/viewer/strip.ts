import type { PreviewView } from '../../api/resources.js';

export interface Tile {
  sheet: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Which rectangle of which sprite sheet shows second `time`: one tile per interval, left to right, top to bottom. */
export function tileAt(strip: NonNullable<PreviewView['strip']>, time: number): Tile {
  const perSheet = strip.columns * strip.rows;
  const index = Math.max(0, Math.floor(time / strip.interval));
  const within = index % perSheet;
  return {
    sheet: Math.floor(index / perSheet),
    x: (within % strip.columns) * strip.tileWidth,
    y: Math.floor(within / strip.columns) * strip.tileHeight,
    width: strip.tileWidth,
    height: strip.tileHeight,
  };
}
