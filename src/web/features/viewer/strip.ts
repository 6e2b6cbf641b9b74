import type { PreviewView } from '../../api/resources.js';

export interface Tile {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Which rectangle of the sprite sheet shows second `time`: one tile per interval, left to right, top to bottom; null
 * behind the last tile.
 */
export function tileAt(strip: NonNullable<PreviewView['strip']>, time: number): Tile | null {
  const index = Math.max(0, Math.floor(time / strip.interval));
  if (index >= strip.columns * strip.rows) return null;
  return {
    x: (index % strip.columns) * strip.tileWidth,
    y: Math.floor(index / strip.columns) * strip.tileHeight,
    width: strip.tileWidth,
    height: strip.tileHeight,
  };
}
