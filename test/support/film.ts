import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { locateTools } from '../../src/platform/media/adapters/tools/locate.js';

const tools = await locateTools({
  ffmpegPath: null,
  ffprobePath: null,
  sofficePath: null,
  cacheDirectory: join(tmpdir(), 'lianke-tools'),
});

/** The ffmpeg of this machine, for suites that need one. */
export const ffmpeg = tools.ffmpeg !== null && tools.ffprobe !== null ? tools.ffmpeg.command : null;

/** Makes a film with sound that browsers play as it is; its bytes depend on `key` alone. */
export async function makeFilm(
  command: string,
  path: string,
  { size = '640x360', seconds = 4, key = 0 } = {},
): Promise<void> {
  await promisify(execFile)(command, [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=12:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=${300 + key}:duration=${seconds}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '24', '-threads', '1'],
    ...['-c:a', 'aac', '-shortest', '-movflags', '+faststart', path],
  ]);
}
