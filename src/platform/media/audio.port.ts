import type { MediaSource } from './video.port.js';
import type { WorkOptions } from './work.js';

export interface AudioResult {
  path: string;
  mime: string;
  durationMs: number;
  bytes: number;
}

/** Sounds: one file that every browser plays, without tags and cover. Errors as {@link VideoTool}. */
export abstract class AudioTool {
  abstract render(source: MediaSource, options: WorkOptions): Promise<AudioResult>;
}
