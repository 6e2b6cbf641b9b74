import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FfmpegVideoTool } from '../../src/platform/media/adapters/video/ffmpeg-video-tool.js';
import type { BenchCase } from './bench.js';
import { timed } from './measure.js';
import { execute, film, FILM_SECONDS, openMediaRoom } from './media-room.js';

export const name = 'ladder';

export async function prepare(size: number | null): Promise<void> {
  await film(size ?? FILM_SECONDS);
}

/** 720p and 480p of one film in the sandbox, against one bare ffmpeg command that decodes once and makes the same two. */
export async function* run(size: number | null): AsyncGenerator<BenchCase> {
  const seconds = size ?? FILM_SECONDS;
  const path = await film(seconds);
  const room = await openMediaRoom();
  try {
    const ffmpeg = room.tools.ffmpeg?.command;
    if (path === null || !ffmpeg) return yield { bench: name, case: 'skipped', note: 'ffmpeg is missing' };
    const tool = new FfmpegVideoTool(room.runner, room.locator);
    const source = { path, extension: 'mp4' };
    const baselineMs = await timed(() => bareLadder(ffmpeg, path, room.root));
    const ms = await timed(() =>
      room.runner.withJobDirectory(async (directory) => {
        const options = { directory, deadlineMs: 3_600_000 };
        await tool.ladder(source, await tool.probe(source, options), options);
      }),
    );
    yield {
      bench: name,
      case: `720p and 480p of ${seconds} s of 1080p`,
      ms,
      baselineMs,
      ratio: ms / baselineMs,
      wanted: 'ratio ≤ 1.10',
    };
  } finally {
    await room.remove();
  }
}

async function bareLadder(ffmpeg: string, film: string, root: string): Promise<void> {
  const directory = join(root, 'bare');
  await mkdir(directory, { recursive: true });
  const hls = (rung: string): string[] => [
    ...['-f', 'hls', '-hls_time', '6', '-hls_playlist_type', 'vod', '-hls_segment_type', 'fmp4'],
    ...[
      '-hls_fmp4_init_filename',
      `${rung}.mp4`,
      '-hls_segment_filename',
      join(directory, `${rung}-%05d.m4s`),
    ],
    join(directory, `${rung}.m3u8`),
  ];
  const video = (rate: number): string[] => [
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-crf',
      '23',
      '-maxrate',
      `${rate}k`,
      '-bufsize',
      `${2 * rate}k`,
    ],
    ...['-force_key_frames', 'expr:gte(t,n_forced*6)', '-map', '0:a:0', '-c:a', 'copy'],
  ];
  await execute(ffmpeg, [
    ...['-hide_banner', '-loglevel', 'error', '-y', '-i', film],
    ...['-filter_complex', '[0:v]scale=1280:720,split=2[a][b];[b]scale=854:480[c]'],
    ...['-map', '[a]', ...video(2_500), ...hls('720p')],
    ...['-map', '[c]', ...video(1_200), ...hls('480p')],
  ]);
  await rm(directory, { recursive: true });
}
