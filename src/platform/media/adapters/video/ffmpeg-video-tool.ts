import { AppError } from '../../../../kernel/errors.js';
import type { ToolRunner } from '../../../sandbox/sandbox.port.js';
import type { HlsRendition, MediaSource, Stills, VideoInfo } from '../../video.port.js';
import { VideoTool } from '../../video.port.js';
import type { WorkOptions } from '../../work.js';
import { timeLeft } from '../../work.js';
import type { ToolLocator } from '../tools/tool-locator.js';
import { inputArgs } from './demuxers.js';
import type { FfmpegEnd } from './ffmpeg-run.js';
import { ffmpegTools, runFfmpeg } from './ffmpeg-run.js';
import { hlsOutputArgs, readHlsOutput } from './hls-output.js';
import { ladderArgs, rungsFor } from './ladder.js';
import { probeFile, videoInfo } from './probe.js';
import { jpegFile, posterPlan, stripPlan } from './stills.js';

/** Videos through ffmpeg and ffprobe. */
export class FfmpegVideoTool extends VideoTool {
  private toneMapping: Promise<boolean> | null = null;

  constructor(
    private readonly runner: ToolRunner,
    private readonly locator: ToolLocator,
    /** threads of one encoder; null = one for each processor */
    private readonly threads: number | null = null,
  ) {
    super();
  }

  async probe(source: MediaSource, options: WorkOptions): Promise<VideoInfo> {
    const { ffprobe } = await ffmpegTools(this.locator);
    const probed = await probeFile(this.runner, ffprobe.command, source, options);
    return videoInfo(probed, source.extension);
  }

  async repackage(source: MediaSource, info: VideoInfo, options: WorkOptions): Promise<HlsRendition> {
    const sound =
      info.audioCodec === null
        ? ['-an']
        : ['-map', '0:a:0', ...(info.audioCodec === 'aac' ? ['-bsf:a', 'aac_adtstoasc'] : [])];
    await this.ffmpeg(source, info, options, [
      ...inputArgs(source.path, source.extension),
      ...['-map', '0:V:0', ...sound, '-sn', '-dn', '-c', 'copy'],
      ...(await hlsOutputArgs(options.directory, 'source')),
    ]);
    return readHlsOutput(options.directory, 'source', { width: info.width, height: info.height });
  }

  async ladder(source: MediaSource, info: VideoInfo, options: WorkOptions): Promise<HlsRendition[]> {
    const rungs = rungsFor(info);
    if (rungs.length === 0) return [];
    const { ffmpeg } = await ffmpegTools(this.locator);
    const canToneMap = await this.canToneMap(info, options);
    const { directory } = options;
    const { threads } = this;
    const args = await ladderArgs(source, info, rungs, {
      ...{ directory, version: ffmpeg.version, canToneMap, threads },
    });
    await this.ffmpeg(source, info, options, args);
    return Promise.all(rungs.map((rung) => readHlsOutput(directory, rung.name, size(rung))));
  }

  async stills(source: MediaSource, info: VideoInfo, options: WorkOptions): Promise<Stills> {
    const started = performance.now();
    const canToneMap = await this.canToneMap(info, options);
    const quiet = (): WorkOptions => ({
      directory: options.directory,
      deadlineMs: timeLeft(options, started),
      signal: options.signal,
    });
    const poster = await this.poster(source, info, canToneMap, quiet);
    options.onProgress?.(0.3);
    const plan = stripPlan(source, info, options.directory, canToneMap);
    await this.ffmpeg(source, info, quiet(), plan.args);
    const { tileWidth, tileHeight, columns, rows } = plan.strip;
    const sheet = await jpegFile(plan.path, { width: tileWidth * columns, height: tileHeight * rows });
    options.onProgress?.(1);
    return { ...poster, strip: sheet === null ? null : { ...plan.strip, sheets: [sheet] } };
  }

  private async poster(source: MediaSource, info: VideoInfo, canToneMap: boolean, work: () => WorkOptions) {
    for (const plain of [false, true]) {
      const options = work();
      const plan = posterPlan(source, info, options.directory, { canToneMap, plain });
      await this.ffmpeg(source, info, options, plan.args);
      const poster = await jpegFile(plan.poster.path, plan.poster);
      const thumbnail = await jpegFile(plan.thumbnail.path, plan.thumbnail);
      if (poster !== null && thumbnail !== null) return { poster, thumbnail };
    }
    throw new AppError('media_damaged');
  }

  private async ffmpeg(
    source: MediaSource,
    info: VideoInfo,
    options: WorkOptions,
    args: readonly string[],
  ): Promise<FfmpegEnd> {
    const { ffmpeg } = await ffmpegTools(this.locator);
    const { directory, deadlineMs, signal, onProgress } = options;
    const job = { args, input: source.path, durationMs: info.durationMs, directory, deadlineMs };
    return runFfmpeg(this.runner, ffmpeg.command, { ...job, signal, onProgress });
  }

  /** Whether this build has zimg's filters; asked once, and only when a film with a high dynamic range comes along. */
  private canToneMap(info: VideoInfo, options: WorkOptions): Promise<boolean> {
    if (!info.hdr) return Promise.resolve(false);
    this.toneMapping ??= this.hasFilters(options.directory);
    return this.toneMapping;
  }

  private async hasFilters(directory: string): Promise<boolean> {
    const { ffmpeg } = await ffmpegTools(this.locator);
    const args = ['-hide_banner', '-filters'];
    const { stdout } = await this.runner.run({
      command: ffmpeg.command,
      args,
      directory,
      deadlineMs: 30_000,
    });
    return / zscale /.test(stdout) && / tonemap /.test(stdout);
  }
}

function size({ width, height }: { width: number; height: number }) {
  return { width, height };
}
