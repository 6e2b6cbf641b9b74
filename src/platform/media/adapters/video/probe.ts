import { z } from 'zod';
import { AppError } from '../../../../kernel/errors.js';
import type { ToolRunner } from '../../../sandbox/sandbox.port.js';
import type { MediaSource, VideoInfo } from '../../video.port.js';
import type { WorkOptions } from '../../work.js';
import { toolFailure } from '../failures.js';
import { inputArgs } from './demuxers.js';

const MIB = 1024 * 1024;
/** 8K UHD and some more. */
const MAX_PIXELS = 36_000_000;
const MAX_FPS = 300;
const MAX_DURATION_MS = 24 * 3_600_000;

const number = z.coerce.number().catch(0);
const streamSchema = z.object({
  index: z.number(),
  codec_type: z.string().catch(''),
  codec_name: z.string().catch(''),
  profile: z.coerce.string().catch(''),
  width: number,
  height: number,
  pix_fmt: z.string().catch(''),
  sample_aspect_ratio: z.string().catch(''),
  avg_frame_rate: z.string().catch(''),
  r_frame_rate: z.string().catch(''),
  field_order: z.string().catch(''),
  color_transfer: z.string().catch(''),
  duration: number,
  duration_ts: number,
  channels: number,
  disposition: z.record(z.string(), z.number()).catch({}),
  tags: z.record(z.string(), z.string()).catch({}),
  side_data_list: z
    .array(z.looseObject({ rotation: z.coerce.number().optional().catch(undefined) }))
    .catch([]),
});
const probeSchema = z.object({
  streams: z.array(streamSchema).catch([]),
  format: z.object({ duration: number, bit_rate: number }).catch({ duration: 0, bit_rate: 0 }),
});

export type ProbedStream = z.infer<typeof streamSchema>;
export type Probed = z.infer<typeof probeSchema>;

/** Runs ffprobe with the demuxer of the sniffed format. Throws AppError `media_damaged` when it cannot be read. */
export async function probeFile(
  runner: ToolRunner,
  ffprobe: string,
  source: MediaSource,
  options: WorkOptions,
): Promise<Probed> {
  try {
    const { stdout } = await runner.run({
      command: ffprobe,
      args: [
        ...['-v', 'error', '-of', 'json', '-show_streams', '-show_format'],
        ...inputArgs(source.path, source.extension),
      ],
      directory: options.directory,
      deadlineMs: Math.min(options.deadlineMs, 60_000),
      maxMemoryBytes: 512 * MIB,
      readOnlyPaths: [source.path],
      signal: options.signal,
    });
    return probeSchema.parse(JSON.parse(stdout));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw new AppError('media_damaged', {}, { cause: error });
    throw toolFailure(error, 'media_damaged');
  }
}

function ratio(text: string): number {
  const [a, b] = text.split(/[/:]/).map(Number);
  return a !== undefined && b !== undefined && a > 0 && b > 0 ? a / b : 0;
}

/** Cover pictures count as video streams but are none. */
export function pictureStream(probed: Probed): ProbedStream | null {
  return (
    probed.streams.find(
      (s) =>
        s.codec_type === 'video' && s.disposition['attached_pic'] !== 1 && s.disposition['still_image'] !== 1,
    ) ?? null
  );
}

export function soundStream(probed: Probed): ProbedStream | null {
  return probed.streams.find((s) => s.codec_type === 'audio' && s.codec_name !== '') ?? null;
}

/** What fragmented MP4 writes for a duration that it does not know. */
const UNKNOWN_DURATION = 0xffffffff;

/** Longest of what container and streams say, ms; 0 = unknown. */
export function durationOf(probed: Probed): number {
  const unknown = probed.streams.some((s) => s.duration_ts === UNKNOWN_DURATION);
  const known = probed.streams.filter((s) => s.duration_ts !== UNKNOWN_DURATION).map((s) => s.duration);
  return Math.round(Math.max(unknown ? 0 : probed.format.duration, ...known, 0) * 1000);
}

/** 0, 90, 180 or 270 degrees clockwise, from the display matrix or the older tag. */
function rotationOf(stream: ProbedStream): number {
  const matrix = stream.side_data_list.find((data) => data.rotation !== undefined)?.rotation;
  const degrees = matrix !== undefined ? -matrix : Number(stream.tags['rotate'] ?? 0);
  return (((Math.round(degrees / 90) * 90) % 360) + 360) % 360;
}

const PLAYABLE_PROFILES = /^(?:Constrained Baseline|Baseline|Main|High|)$/;

/** What browsers play from fragmented MP4: H.264 of 8 bits and 4:2:0, with AAC, MP3 or no sound. */
function isPlayable(video: ProbedStream, audio: ProbedStream | null, extension: string): boolean {
  return (
    video.codec_name === 'h264' &&
    /^yuvj?420p$/.test(video.pix_fmt) &&
    PLAYABLE_PROFILES.test(video.profile) &&
    !/^(?:tt|bb|tb|bt)$/.test(video.field_order) &&
    (audio === null || audio.codec_name === 'aac' || audio.codec_name === 'mp3') &&
    extension !== 'avi'
  );
}

/** The facts of a video. Throws AppError `video_without_picture`, `media_refused` (larger than can be worked on). */
export function videoInfo(probed: Probed, extension: string): VideoInfo {
  const video = pictureStream(probed);
  if (video === null) throw new AppError('video_without_picture');
  if (video.width <= 0 || video.height <= 0 || video.codec_name === '') throw new AppError('media_damaged');
  const audio = soundStream(probed);
  const fps = ratio(video.avg_frame_rate) || ratio(video.r_frame_rate);
  const durationMs = durationOf(probed);
  if (video.width * video.height > MAX_PIXELS) throw new AppError('media_refused', { reason: 'resolution' });
  if (fps > MAX_FPS && durationMs > 1000) throw new AppError('media_refused', { reason: 'frame_rate' });
  if (durationMs > MAX_DURATION_MS) throw new AppError('media_refused', { reason: 'duration' });
  const rotation = rotationOf(video);
  const shape = ratio(video.sample_aspect_ratio) || 1;
  const seen = { width: Math.round(video.width * shape), height: video.height };
  const turned = rotation === 90 || rotation === 270;
  return {
    durationMs,
    width: turned ? seen.height : seen.width,
    height: turned ? seen.width : seen.height,
    rotation,
    framesPerSecond: Math.round(fps * 100) / 100,
    videoCodec: video.codec_name,
    audioCodec: audio?.codec_name ?? null,
    hdr: video.color_transfer === 'smpte2084' || video.color_transfer === 'arib-std-b67',
    interlaced: /^(?:tt|bb|tb|bt)$/.test(video.field_order),
    playable: isPlayable(video, audio, extension),
  };
}
