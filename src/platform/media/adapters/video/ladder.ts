import { cpus } from 'node:os';
import type { MediaSource, VideoInfo } from '../../video.port.js';
import { inputArgs } from './demuxers.js';
import { variableFrameRate } from './ffmpeg-run.js';
import { hlsOutputArgs, SEGMENT_SECONDS } from './hls-output.js';

export interface Rung {
  name: string;
  width: number;
  height: number;
  /** highest bit rate of the picture, kbit/s */
  maxRate: number;
}

/** Short sides of the renditions, px, with the highest bit rates in kbit/s. */
const LADDER: readonly (readonly [side: number, maxRate: number])[] = [
  [720, 2_500],
  [480, 1_200],
];

const even = (n: number): number => Math.max(2, Math.round(n / 2) * 2);

/** Which renditions a video gets: below its own size; its own size too when browsers cannot play the original. */
export function rungsFor(info: VideoInfo): Rung[] {
  const short = Math.min(info.width, info.height);
  const rung = (side: number, maxRate: number): Rung => ({
    name: `${side}p`,
    width: even((info.width * side) / short),
    height: even((info.height * side) / short),
    maxRate,
  });
  const rungs = LADDER.filter(([side]) => side < short).map(([side, maxRate]) => rung(side, maxRate));
  const own = short <= LADDER[0]![0] && !info.playable;
  return own ? [rung(short, short > 480 ? 2_500 : 1_200), ...rungs] : rungs;
}

/** Tone mapping by ITU-R BT.2390-like curve (hable) to BT.709, on the already small picture. */
const TONE_MAP =
  'zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv';

/** Filters that bring a decoded picture to a size that browsers show right: progressive, square pixels, 8 bits, SDR. */
export function pictureFilters(
  info: VideoInfo,
  size: { width: number; height: number },
  canToneMap: boolean,
): string {
  return [
    ...(info.interlaced ? ['yadif=deint=interlaced'] : []),
    ...(info.framesPerSecond > 61 ? ['fps=60'] : []),
    `scale=${size.width}:${size.height}:flags=bicubic`,
    'setsar=1',
    ...(info.hdr && canToneMap ? [TONE_MAP] : []),
    'format=yuv420p',
  ].join(',');
}

/** Each smaller picture is made from the next larger one: one decoding, and no second scaling from full size. */
function filterGraph(info: VideoInfo, rungs: readonly Rung[], canToneMap: boolean): string {
  const chains = rungs.map((rung, i) => {
    const filters =
      i === 0
        ? `[0:V:0]${pictureFilters(info, rung, canToneMap)}`
        : `[s${i}]scale=${rung.width}:${rung.height}:flags=bicubic`;
    return i < rungs.length - 1 ? `${filters},split=2[v${i}][s${i + 1}]` : `${filters}[v${i}]`;
  });
  return chains.join(';');
}

/** One ffmpeg command for the whole ladder: decodes once, key frames at the same times in every rendition. */
export async function ladderArgs(
  source: MediaSource,
  info: VideoInfo,
  rungs: readonly Rung[],
  options: { directory: string; version: string; canToneMap: boolean; threads: number | null },
): Promise<string[]> {
  const threads = String(options.threads ?? Math.max(1, cpus().length));
  const args = [
    // A limit holds for reading and scaling too: several workers may share the processors.
    ...(options.threads === null ? [] : ['-filter_complex_threads', threads, '-threads', threads]),
    ...inputArgs(source.path, source.extension),
    ...['-filter_complex', filterGraph(info, rungs, options.canToneMap)],
  ];
  for (const [i, rung] of rungs.entries()) {
    args.push('-map', `[v${i}]`, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-threads', threads);
    args.push('-profile:v', 'high', '-maxrate', `${rung.maxRate}k`, '-bufsize', `${rung.maxRate * 2}k`);
    args.push('-force_key_frames', `expr:gte(t,n_forced*${SEGMENT_SECONDS})`);
    args.push(...variableFrameRate(options.version), ...soundArgs(info), '-sn', '-dn');
    args.push(...(await hlsOutputArgs(options.directory, rung.name)));
  }
  return args;
}

/** AAC is taken over as it is; everything else becomes AAC in stereo. */
function soundArgs(info: VideoInfo): string[] {
  if (info.audioCodec === null) return ['-an'];
  const map = ['-map', '0:a:0'];
  if (info.audioCodec === 'aac') return [...map, '-c:a', 'copy', '-bsf:a', 'aac_adtstoasc'];
  return [...map, '-c:a', 'aac', '-b:a', '128k', '-ac', '2'];
}
