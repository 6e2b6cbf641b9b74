import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ContentInspector } from '../../src/platform/media/adapters/content-inspector.js';
import { FfmpegVideoTool } from '../../src/platform/media/adapters/video/ffmpeg-video-tool.js';
import type { BenchCase } from './bench.js';
import { execute, inTurn, isFull, makeFilm, openMediaRoom } from './media-room.js';

export const name = 'play';

/** From the stored film to HLS that can be played (inspect, probe, repackage), against one bare `ffmpeg -c copy`. */
export async function* run(): AsyncGenerator<BenchCase> {
  const room = await openMediaRoom();
  try {
    const ffmpeg = room.tools.ffmpeg?.command;
    if (ffmpeg === undefined) return yield { bench: name, case: 'skipped', note: 'ffmpeg is missing' };
    const seconds = isFull ? 600 : 120;
    const film = join(room.root, 'film.mp4');
    await makeFilm(ffmpeg, film, seconds);
    const tool = new FfmpegVideoTool(room.runner, room.locator);
    const inspector = new ContentInspector();
    await room.locator.tools();
    const ours = () =>
      room.runner.withJobDirectory(async (directory) => {
        const { extension } = await inspector.inspect(film, 'film.mp4');
        const options = { directory, deadlineMs: 600_000 };
        const source = { path: film, extension };
        await tool.repackage(source, await tool.probe(source, options), options);
      });
    const bare = async (): Promise<void> => {
      const directory = join(room.root, 'bare');
      await mkdir(directory, { recursive: true });
      await execute(ffmpeg, [
        ...[
          '-hide_banner',
          '-loglevel',
          'error',
          '-y',
          '-i',
          film,
          '-c',
          'copy',
          '-f',
          'hls',
          '-hls_time',
          '6',
        ],
        ...[
          '-hls_playlist_type',
          'vod',
          '-hls_segment_type',
          'fmp4',
          '-hls_segment_filename',
          join(directory, '%05d.m4s'),
        ],
        join(directory, 'index.m3u8'),
      ]);
      await rm(directory, { recursive: true });
    };
    const { ms, baselineMs } = await inTurn(3, ours, bare);
    yield {
      bench: name,
      case: `${seconds} s of 1080p until it plays, without the HTTP part`,
      ms,
      baselineMs,
      ratio: ms / baselineMs,
      note: `wanted ≤ baseline + 2,000 ms: ${Math.round(ms - baselineMs)} ms more`,
    };
  } finally {
    await room.remove();
  }
}
