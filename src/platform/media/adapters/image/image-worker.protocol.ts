import type { ImageResult } from '../../image.port.js';

export interface ImageWorkerInput {
  path: string;
  extension: string;
  directory: string;
  maxPixels: number;
}

export type ImageWorkerMessage =
  | { type: 'refused'; why: 'image_too_large' | 'media_damaged' | 'media_refused' }
  | ({ type: 'done' } & ImageResult);
