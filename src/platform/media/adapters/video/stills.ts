import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaSource, ThumbnailStrip, VideoInfo } from '../../video.port.js';
import type { ImageFile } from '../../work.js';
import { inputArgs } from './demuxers.js';
import { pictureFilters } from './ladder.js';

const POSTER_WIDTH = 1280;
const THUMBNAIL_WIDTH = 480;
const TILE_WIDTH = 160;
const COLUMNS = 10;
const MAX_TILES = 100;

interface Size {
  width: number;
  height: number;
}

const even = (n: number): number => Math.max(2, Math.round(n / 2) * 2);

function fitWidth(info: VideoInfo, width: number): Size {
  const used = Math.min(width, info.width);
  return { width: even(used), height: even((info.height * used) / info.width) };
}

const JPEG = ['-f', 'image2', '-update', '1', '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '4'];

export interface PosterPlan {
  args: string[];
  poster: { path: string } & Size;
  thumbnail: { path: string } & Size;
}

/**
 * Poster and thumbnail from the most telling of a few key frames a little into the film; `plain` takes the very
 * first picture instead, for films in which that finds none.
 */
export function posterPlan(
  source: MediaSource,
  info: VideoInfo,
  directory: string,
  options: { canToneMap: boolean; plain: boolean },
): PosterPlan {
  const large = fitWidth(info, POSTER_WIDTH);
  const small = fitWidth(info, THUMBNAIL_WIDTH);
  const poster = { path: join(directory, 'poster.jpg'), ...large };
  const thumbnail = { path: join(directory, 'thumbnail.jpg'), ...small };
  const seconds = Math.min(30, (info.durationMs / 1000) * 0.1);
  const seek = ['-ss', seconds.toFixed(3), '-noaccurate_seek', '-skip_frame', 'nokey'];
  const choose = options.plain ? '' : 'thumbnail=4,';
  const graph =
    `[0:V:0]${choose}${pictureFilters({ ...info, framesPerSecond: 0 }, large, options.canToneMap)},split=2[p][q];` +
    `[q]scale=${small.width}:${small.height}[t]`;
  const args = [
    ...(options.plain ? [] : seek),
    ...inputArgs(source.path, source.extension),
    ...['-an', '-sn', '-dn', '-filter_complex', graph],
    ...['-map', '[p]', '-frames:v', '1', ...JPEG, poster.path],
    ...['-map', '[t]', '-frames:v', '1', ...JPEG, thumbnail.path],
  ];
  return { args, poster, thumbnail };
}

export interface StripPlan {
  args: string[];
  path: string;
  strip: Omit<ThumbnailStrip, 'sheets'>;
}

/** One sheet of at most 10 × 10 pictures, evenly over the film, from its key frames. */
export function stripPlan(
  source: MediaSource,
  info: VideoInfo,
  directory: string,
  canToneMap: boolean,
): StripPlan {
  const intervalMs = Math.max(1000, Math.ceil(info.durationMs / MAX_TILES / 1000) * 1000);
  const count = Math.max(1, Math.min(MAX_TILES, Math.ceil(info.durationMs / intervalMs)));
  const tile = { width: TILE_WIDTH, height: even((info.height * TILE_WIDTH) / info.width) };
  const columns = Math.min(COLUMNS, count);
  const rows = Math.ceil(count / columns);
  const path = join(directory, 'strip.jpg');
  const filters = [
    `fps=fps=1000/${intervalMs}:start_time=0:round=near:eof_action=pass`,
    pictureFilters({ ...info, framesPerSecond: 0, interlaced: false }, tile, canToneMap),
    // The last picture stands for the rest of the film, and fills the sheet.
    `tpad=stop_mode=clone:stop=${MAX_TILES}`,
    `tile=${columns}x${rows}`,
  ].join(',');
  const args = [
    ...['-skip_frame', 'nokey', ...inputArgs(source.path, source.extension)],
    ...['-map', '0:V:0', '-an', '-sn', '-dn', '-vf', filters, '-frames:v', '1', ...JPEG, path],
  ];
  return {
    args,
    path,
    strip: { columns, rows, tileWidth: tile.width, tileHeight: tile.height, intervalMs, count },
  };
}

/** The file as an {@link ImageFile}, or null when it was not made. */
export async function jpegFile(path: string, size: Size): Promise<ImageFile | null> {
  const info = await stat(path).catch(() => null);
  if (info === null || info.size === 0) return null;
  return { path, mime: 'image/jpeg', width: size.width, height: size.height, bytes: info.size };
}
