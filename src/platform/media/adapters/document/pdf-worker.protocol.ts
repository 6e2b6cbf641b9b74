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
  /** boxes that the images fit into, px */
  large: { width: number; height: number };
  thumbnail: { width: number; height: number };
}

export type PdfWorkerMessage =
  | { type: 'refused'; why: 'encrypted' | 'damaged' | 'too_long' }
  | { type: 'open'; count: number; title: string | null; author: string | null }
  | { type: 'start'; number: number }
  | { type: 'page'; page: DocumentPage };
