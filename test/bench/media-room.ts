import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ResourceView } from '../../src/contracts/index.js';
import { locateTools } from '../../src/platform/media/adapters/tools/locate.js';
import { ToolLocator } from '../../src/platform/media/adapters/tools/tool-locator.js';
import { ChildProcessRunner } from '../../src/platform/sandbox/adapters/child-process-runner.js';
import type { RunningApp } from '../support/app.js';
import { eventually, type ApiClient } from '../support/client.js';
import { kept } from './kept.js';
import { PART_BYTES, send } from './transfer.js';

export const execute = promisify(execFile);

/** seconds: the film of quality.md */
export const FILM_SECONDS = 600;

/** A scratch directory with the sandbox and the tools of this machine. */
export async function openMediaRoom() {
  const root = await mkdtemp(join(tmpdir(), 'lianke-bench-'));
  const paths = {
    ffmpegPath: null,
    ffprobePath: null,
    sofficePath: null,
    cacheDirectory: join(root, 'tools'),
  };
  return {
    root,
    tools: await locateTools(paths),
    runner: new ChildProcessRunner({ root: join(root, 'jobs') }),
    locator: new ToolLocator(paths),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** A 1080p H.264/AAC film with moving detail and sound, kept for later runs; null without ffmpeg. */
export async function film(seconds: number): Promise<string | null> {
  const { tools, remove } = await openMediaRoom();
  await remove();
  if (!tools.ffmpeg) return null;
  const ffmpeg = tools.ffmpeg.command;
  const directory = await kept(`film-${seconds}`, (draft) =>
    makeFilm(ffmpeg, join(draft, 'film.mp4'), seconds),
  );
  return join(directory, 'film.mp4');
}

async function makeFilm(ffmpeg: string, path: string, seconds: number): Promise<void> {
  await execute(ffmpeg, [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...['-f', 'lavfi', '-i', `testsrc2=size=1920x1080:rate=25:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=330:duration=${seconds}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '20', '-pix_fmt', 'yuv420p', '-g', '50'],
    ...['-c:a', 'aac', '-b:a', '128k', '-shortest', path],
  ]);
}

/** The same film in other bytes, so that it is not recognised: a box at the end that players pass over. */
export function freshFilm(bytes: Buffer): Buffer {
  const box = Buffer.alloc(24);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4);
  randomBytes(16).copy(box, 8);
  return Buffer.concat([bytes, box]);
}

/**
 * Uploads a file as a new resource, and tells how many ms after its acknowledgement `done` held of the resource. Gives
 * the resource as it is then.
 */
export async function processed(
  app: RunningApp,
  client: ApiClient,
  file: { fileName: string; bytes: Buffer },
  done: (view: ResourceView) => boolean,
): Promise<{ since: number; view: ResourceView }> {
  const { fileName, bytes } = file;
  const upload = await send(app, client, { fileName, size: bytes.length }, (i) =>
    bytes.subarray(i * PART_BYTES, (i + 1) * PART_BYTES),
  );
  const { body } = await client.post<ResourceView>('resources', { title: fileName, uploadIds: [upload.id] });
  await upload.complete();
  const since = performance.now();
  const read = async () => (await client.get<ResourceView>(`resources/${body.id}`)).body;
  return { since, view: await eventually(read, done, 600_000) };
}
