/** How every piece of work on a file is given: where, how long, and who wants to know. */
export interface WorkOptions {
  /** an existing private job directory; everything that is made lies in it */
  directory: string;
  /** wall clock for the whole work */
  deadlineMs: number;
  signal?: AbortSignal;
  /** 0 … 1, never falling */
  onProgress?: (fraction: number) => void;
}

/** An image file that was made; lies in the job directory. */
export interface ImageFile {
  path: string;
  mime: string;
  width: number;
  height: number;
  /** size of the file */
  bytes: number;
}

/** A program that the media room uses, for the start log and `lianke doctor`. */
export interface ToolReport {
  name: 'ffmpeg' | 'ffprobe' | 'soffice' | 'mupdf' | 'sharp';
  /** where it came from; null = missing */
  source: 'setting' | 'path' | 'npm' | null;
  command: string | null;
  version: string | null;
  /** what its absence or age costs, one sentence each in both languages; empty when all is well */
  costs: readonly { zh: string; en: string }[];
}

/** Time that is left of a deadline given at `started` (performance.now()), at least 1 ms. */
export function timeLeft(options: WorkOptions, started: number): number {
  return Math.max(1, Math.floor(options.deadlineMs - (performance.now() - started)));
}
