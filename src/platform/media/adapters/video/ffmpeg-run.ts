import { AppError } from '../../../../kernel/errors.js';
import type { ToolRunner } from '../../../sandbox/sandbox.port.js';
import { ToolFailed } from '../../../sandbox/tool-errors.js';
import type { WorkOptions } from '../../work.js';
import { toolFailure } from '../failures.js';
import type { ToolLocator } from '../tools/tool-locator.js';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

export interface FfmpegJob extends WorkOptions {
  /** everything from the input options to the last output */
  args: readonly string[];
  input: string;
  /** of the input, for the progress; 0 = unknown */
  durationMs: number;
}

export interface FfmpegEnd {
  /** how far the output reached */
  outMs: number;
  /** false: it ended with an error, as on a file that is cut off; what was written may still be good */
  clean: boolean;
}

/** The programs, or AppError `converter_missing`. */
export async function ffmpegTools(locator: ToolLocator) {
  const { ffmpeg, ffprobe } = await locator.tools();
  if (ffmpeg === null || ffprobe === null) throw new AppError('converter_missing', { tool: 'ffmpeg' });
  return { ffmpeg, ffprobe };
}

/** Runs ffmpeg quietly with progress. Throws AppError for time and memory; an exit code ≠ 0 is told in the answer. */
export async function runFfmpeg(runner: ToolRunner, command: string, job: FfmpegJob): Promise<FfmpegEnd> {
  let outMs = 0;
  const onStdoutLine = (line: string): void => {
    const microseconds = /^out_time_(?:us|ms)=(\d+)/.exec(line)?.[1];
    if (microseconds === undefined) return;
    outMs = Math.max(outMs, Math.round(Number(microseconds) / 1000));
    if (job.durationMs > 0) job.onProgress?.(Math.min(0.999, outMs / job.durationMs));
  };
  try {
    await runner.run({
      command,
      args: ['-hide_banner', '-nostdin', '-y', '-loglevel', 'error', '-progress', 'pipe:1', ...job.args],
      directory: job.directory,
      deadlineMs: job.deadlineMs,
      maxMemoryBytes: 3 * GIB,
      maxFileBytes: 20 * GIB,
      readOnlyPaths: [job.input],
      signal: job.signal,
      onStdoutLine,
    });
  } catch (error) {
    if (error instanceof ToolFailed) return { outMs, clean: false };
    throw toolFailure(error, 'media_damaged');
  }
  job.onProgress?.(1);
  return { outMs, clean: true };
}

/** `-fps_mode` came with 5.1 (git build 107,000 or so) and replaces `-vsync`. */
export function variableFrameRate(version: string): string[] {
  const [, build] = /^N-(\d+)/.exec(version) ?? [];
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  const old =
    build !== undefined ? Number(build) < 107_000 : Number(major) < 5 || (major === '5' && minor === '0');
  return [old ? '-vsync' : '-fps_mode', 'vfr'];
}
