import type { ToolReport } from './work.js';

/** Says which programs the media room found, which are missing and what that costs. */
export abstract class MediaTools {
  abstract describe(): Promise<readonly ToolReport[]>;
}
