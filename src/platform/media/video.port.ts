import type { ImageFile, WorkOptions } from './work.js';

export interface MediaSource {
  path: string;
  /** the right ending, from the inspector: it decides which container format is read, and no other is tried */
  extension: string;
}

export interface VideoInfo {
  /** as the header says, 0 = it does not know; the renditions tell how much can really be played */
  durationMs: number;
  /** as it is seen, rotation and pixel shape applied, px */
  width: number;
  height: number;
  /** degrees clockwise: 0, 90, 180 or 270 */
  rotation: number;
  framesPerSecond: number;
  videoCodec: string;
  audioCodec: string | null;
  hdr: boolean;
  interlaced: boolean;
  /** browsers play these codecs as they are: {@link VideoTool.repackage} is worth calling */
  playable: boolean;
}

export interface HlsSegment {
  path: string;
  name: string;
  durationMs: number;
  bytes: number;
}

/** One HLS media playlist (RFC 8216) with fragmented-MP4 segments. */
export interface HlsRendition {
  /** `source`, `720p`, `480p` */
  name: string;
  width: number;
  height: number;
  /** highest bit rate over a segment, bits/s */
  bandwidth: number;
  init: { path: string; name: string; bytes: number };
  segments: readonly HlsSegment[];
  durationMs: number;
}

/** Sheets of small pictures for the scrubber: picture n shows the time n × intervalMs, rows first. */
export interface ThumbnailStrip {
  sheets: readonly ImageFile[];
  columns: number;
  rows: number;
  tileWidth: number;
  tileHeight: number;
  intervalMs: number;
  count: number;
}

export interface Stills {
  poster: ImageFile;
  /** ≤ 480 px wide */
  thumbnail: ImageFile;
  strip: ThumbnailStrip | null;
}

/**
 * Videos. Errors of all methods: AppError `video_without_picture`, `media_damaged`, `media_refused`,
 * `converter_missing`, `processing_timeout`, `processing_out_of_memory`; ToolAborted after an abort.
 */
export abstract class VideoTool {
  /** Reads the header; refuses what is no video or larger than can be worked on. */
  abstract probe(source: MediaSource, options: WorkOptions): Promise<VideoInfo>;
  /** Cuts a playable video into HLS without encoding anything: seconds of work. */
  abstract repackage(source: MediaSource, info: VideoInfo, options: WorkOptions): Promise<HlsRendition>;
  /** Encodes the smaller renditions in one pass; never larger than the original, and not what `repackage` already gave. */
  abstract ladder(source: MediaSource, info: VideoInfo, options: WorkOptions): Promise<HlsRendition[]>;
  /** Poster, thumbnail and scrubber strip, from key frames only. */
  abstract stills(source: MediaSource, info: VideoInfo, options: WorkOptions): Promise<Stills>;
}
