import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../../kernel/errors.js';
import type { HlsRendition, HlsSegment } from '../../video.port.js';

export const SEGMENT_SECONDS = 6;

/** Makes the rendition's directory and gives ffmpeg's arguments for writing HLS with fragmented MP4 into it. */
export async function hlsOutputArgs(directory: string, name: string): Promise<string[]> {
  const folder = join(directory, name);
  await mkdir(folder, { recursive: true });
  return [
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-max_muxing_queue_size', '2048'],
    ...[
      '-f',
      'hls',
      '-hls_time',
      String(SEGMENT_SECONDS),
      '-hls_list_size',
      '0',
      '-hls_playlist_type',
      'vod',
    ],
    ...['-hls_flags', 'independent_segments', '-hls_segment_type', 'fmp4'],
    ...['-hls_fmp4_init_filename', 'init.mp4', '-hls_segment_filename', join(folder, 'seg-%05d.m4s')],
    join(folder, 'index.m3u8'),
  ];
}

/** Reads back what ffmpeg wrote (RFC 8216 §4.3.2). Throws AppError `media_damaged` when there is no segment. */
export async function readHlsOutput(
  directory: string,
  name: string,
  size: { width: number; height: number },
): Promise<HlsRendition> {
  const folder = join(directory, name);
  const playlist = await readFile(join(folder, 'index.m3u8'), 'utf8').catch(() => '');
  const segments: HlsSegment[] = [];
  let seconds = 0;
  for (const line of playlist.split('\n')) {
    const length = /^#EXTINF:([\d.]+)/.exec(line)?.[1];
    if (length !== undefined) seconds = Number(length);
    else if (line !== '' && !line.startsWith('#')) {
      const path = join(folder, line);
      const bytes = (await stat(path)).size;
      segments.push({ path, name: line, durationMs: Math.round(seconds * 1000), bytes });
    }
  }
  if (segments.length === 0) throw new AppError('media_damaged');
  const initPath = join(folder, 'init.mp4');
  const rate = (s: HlsSegment): number => (s.durationMs < 500 ? 0 : (s.bytes * 8000) / s.durationMs);
  return {
    name,
    ...size,
    bandwidth: Math.round(Math.max(...segments.map(rate)) || segments[0]!.bytes * 8),
    init: { path: initPath, name: 'init.mp4', bytes: (await stat(initPath)).size },
    segments,
    durationMs: segments.reduce((sum, segment) => sum + segment.durationMs, 0),
  };
}
