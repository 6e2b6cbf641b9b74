import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { locateTools } from '../../src/platform/media/adapters/tools/locate.js';
import { ToolLocator } from '../../src/platform/media/adapters/tools/tool-locator.js';
import { ChildProcessRunner } from '../../src/platform/sandbox/adapters/child-process-runner.js';

export const execute = promisify(execFile);

/** `BENCH_FULL=1` takes the sizes of quality.md instead of shorter ones. */
export const isFull = process.env['BENCH_FULL'] === '1';

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

/** A 1080p H.264/AAC film with moving detail and sound. */
export async function makeFilm(ffmpeg: string, path: string, seconds: number): Promise<void> {
  await execute(ffmpeg, [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...['-f', 'lavfi', '-i', `testsrc2=size=1920x1080:rate=25:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=330:duration=${seconds}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '20', '-pix_fmt', 'yuv420p', '-g', '50'],
    ...['-c:a', 'aac', '-b:a', '128k', '-shortest', path],
  ]);
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Runs the two in turn, `rounds` times, and keeps the shortest of each: what the machine can do when left alone. */
export async function inTurn(
  rounds: number,
  ours: () => Promise<unknown>,
  bare: () => Promise<unknown>,
): Promise<{ ms: number; baselineMs: number }> {
  let ms = Infinity;
  let baselineMs = Infinity;
  for (let i = 0; i < rounds; i += 1) {
    baselineMs = Math.min(baselineMs, await timed(bare));
    ms = Math.min(ms, await timed(ours));
  }
  return { ms, baselineMs };
}
