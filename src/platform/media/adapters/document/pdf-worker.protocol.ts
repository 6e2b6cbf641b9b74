import type { DocumentPage } from '../../document.port.js';

/** From this number of pages on, the pages are shared among several workers. */
export const SHARD_FROM = 6;

export interface PdfWorkerInput {
  path: string;
  directory: string;
  /** the pages to draw, from 1; null: every `shards`-th page, starting with the first */
  pages: readonly number[] | null;
  shards: number;
  maxPages: number;
  /** how pages are drawn, from the finest on */
  looks: readonly PageLook[];
}

/** One way of drawing pages. */
export interface PageLook {
  /** boxes that the images fit into, px */
  large: { width: number; height: number };
  thumbnail: { width: number; height: number };
  /** of WebP, 1 … 100 */
  quality: number;
  /** pages are drawn like this until the worker has written so many bytes of images; then in the next way, or not at all */
  untilBytes: number;
}

export type PdfWorkerMessage =
  | { type: 'refused'; why: 'encrypted' | 'damaged' | 'too_long' }
  | { type: 'open'; count: number; title: string | null; author: string | null }
  | { type: 'start'; number: number }
  | { type: 'page'; page: DocumentPage }
  /** the text of a page for whose images nothing is left */
  | { type: 'text'; page: DocumentPage };
