import type { ImageFile, WorkOptions } from './work.js';

export interface ImageSource {
  path: string;
  /** the right ending, from the inspector */
  extension: string;
}

export interface ImageResult {
  /** of the picture as it is seen, its orientation applied, px */
  width: number;
  height: number;
  /** ≤ 2,000 px on each side */
  large: ImageFile;
  /** ≤ 480 px on each side */
  thumbnail: ImageFile;
}

/**
 * Makes previews of pictures: decoded, turned upright, encoded anew without any metadata (position, camera, author).
 * Errors: AppError `image_too_large`, `media_damaged`, `media_refused` (a format this installation cannot decode),
 * `processing_timeout`, `processing_out_of_memory`; ToolAborted after an abort.
 */
export abstract class ImageTool {
  abstract render(source: ImageSource, options: WorkOptions): Promise<ImageResult>;
}
