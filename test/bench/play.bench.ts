import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { removeData, startApp } from '../support/app.js';
import type { ApiClient } from '../support/client.js';
import type { Grown } from '../support/services.js';
import { foundGroup } from '../support/small-group.js';
import type { BenchCase } from './bench.js';
import { median, timed } from './measure.js';
import { execute, film, FILM_SECONDS, freshFilm, openMediaRoom, processed } from './media-room.js';

export const name = 'play';

const ROUNDS = 3;

export async function prepare(size: number | null): Promise<void> {
  await film(size ?? FILM_SECONDS);
}

/** From the acknowledged upload of a film to the first segment in the viewer's hands, over HTTP; against one bare `ffmpeg -c copy` to HLS. */
export async function* run(size: number | null): AsyncGenerator<BenchCase> {
  const seconds = size ?? FILM_SECONDS;
  const played = await firstSegments(seconds);
  if (played === null) return yield { bench: name, case: 'skipped', note: 'ffmpeg is missing' };
  const [ms, baselineMs] = [median(played.ours), median(played.bare)];
  yield {
    bench: name,
    case: `${seconds} s of 1080p: acknowledged → first segment`,
    ms,
    baselineMs,
    ratio: ms / baselineMs,
    wanted: '≤ baseline + 2,000 ms',
    note: `${Math.round(ms - baselineMs)} ms more`,
  };
}

/** The times of each round, ms, of the program on a stack and of bare ffmpeg; null without ffmpeg. */
export async function firstSegments(
  seconds: number,
  stack?: readonly Grown[],
): Promise<{ ours: number[]; bare: number[] } | null> {
  const path = await film(seconds);
  const room = await openMediaRoom();
  // The smaller renditions, which come after, would go on beside the next round.
  const app = await startApp({ env: { WORK_VIDEOS: '0' }, ...(stack && { stack }) });
  try {
    const ffmpeg = room.tools.ffmpeg?.command;
    if (path === null || !ffmpeg) return null;
    const { author } = await foundGroup(app);
    const bytes = await readFile(path);
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const bareMs = await timed(() => bareRepackage(ffmpeg, path, room.root));
      const { since, view } = await processed(
        app,
        author,
        { fileName: '课堂实录.mp4', bytes: freshFilm(bytes) },
        ({ fullFiles }) => fullFiles[0]?.preview.playable ?? false,
      );
      await firstSegment(app.url, author, `resources/${view.id}/files/${view.fullFiles[0]!.id}/hls`);
      const ms = performance.now() - since;
      if (round === 0) continue;
      bare.push(bareMs);
      ours.push(ms);
    }
    return { ours, bare };
  } finally {
    await app.stop();
    await removeData(app);
    await room.remove();
  }
}

/** What a player asks for before the first picture. */
async function firstSegment(url: string, client: ApiClient, hls: string): Promise<void> {
  const text = async (path: string) => {
    // Pieces may be answered by the store itself, where we send the player.
    const answer = await fetch(`${url}/api/v1/${hls}/${path}`, { headers: { cookie: client.cookies() } });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer.text();
  };
  const addresses = (playlist: string) =>
    playlist.split('\n').filter((line) => line && !line.startsWith('#'));
  const variant = addresses(await text('master.m3u8'))[0]!;
  const playlist = await text(variant);
  const init = /#EXT-X-MAP:URI="([^"]+)"/.exec(playlist)![1]!;
  const folder = variant.slice(0, variant.lastIndexOf('/') + 1);
  await text(folder + init);
  await text(folder + addresses(playlist)[0]!);
}

async function bareRepackage(ffmpeg: string, path: string, root: string): Promise<void> {
  const directory = join(root, 'bare');
  await mkdir(directory, { recursive: true });
  await execute(ffmpeg, [
    ...['-hide_banner', '-loglevel', 'error', '-y', '-i', path, '-c', 'copy', '-f', 'hls', '-hls_time', '6'],
    ...['-hls_playlist_type', 'vod', '-hls_segment_type', 'fmp4'],
    ...['-hls_segment_filename', join(directory, '%05d.m4s'), join(directory, 'index.m3u8')],
  ]);
  await rm(directory, { recursive: true });
}
