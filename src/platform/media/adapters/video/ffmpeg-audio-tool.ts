import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../../kernel/errors.js';
import type { ToolRunner } from '../../../sandbox/sandbox.port.js';
import type { AudioResult } from '../../audio.port.js';
import { AudioTool } from '../../audio.port.js';
import type { MediaSource } from '../../video.port.js';
import type { WorkOptions } from '../../work.js';
import type { ToolLocator } from '../tools/tool-locator.js';
import { inputArgs } from './demuxers.js';
import { ffmpegTools, runFfmpeg } from './ffmpeg-run.js';
import { durationOf, probeFile, soundStream } from './probe.js';

/** Sounds through ffmpeg: MP3 and AAC are only repackaged, everything else becomes AAC. */
export class FfmpegAudioTool extends AudioTool {
  constructor(
    private readonly runner: ToolRunner,
    private readonly locator: ToolLocator,
  ) {
    super();
  }

  async render(source: MediaSource, options: WorkOptions): Promise<AudioResult> {
    const { ffmpeg, ffprobe } = await ffmpegTools(this.locator);
    const probed = await probeFile(this.runner, ffprobe.command, source, options);
    const sound = soundStream(probed);
    if (sound === null) throw new AppError('media_damaged');
    const isMp3 = sound.codec_name === 'mp3';
    const path = join(options.directory, isMp3 ? 'audio.mp3' : 'audio.m4a');
    const codec =
      isMp3 || sound.codec_name === 'aac'
        ? ['-c:a', 'copy', ...(isMp3 ? [] : ['-bsf:a', 'aac_adtstoasc'])]
        : ['-c:a', 'aac', '-b:a', '128k', '-ac', '2'];
    const container = isMp3
      ? ['-f', 'mp3', '-id3v2_version', '0']
      : ['-f', 'ipod', '-movflags', '+faststart'];
    const { outMs } = await runFfmpeg(this.runner, ffmpeg.command, {
      ...options,
      input: source.path,
      durationMs: durationOf(probed),
      args: [
        ...inputArgs(source.path, source.extension),
        ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
        ...codec,
        ...container,
        path,
      ],
    });
    const made = await stat(path).catch(() => null);
    if (made === null || made.size === 0 || outMs === 0) throw new AppError('media_damaged');
    const mime = isMp3 ? 'audio/mpeg' : 'audio/mp4';
    return { path, mime, durationMs: outMs, bytes: made.size };
  }
}
