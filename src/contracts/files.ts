import { z } from 'zod';
import { fragment, id, instant } from './common.js';
import { failureView } from './uploads.js';

export const fileKind = z.enum([
  'document',
  'presentation',
  'spreadsheet',
  'pdf',
  'image',
  'audio',
  'video',
  'text',
  'archive',
]);
export type FileKind = z.infer<typeof fileKind>;

/** processing: work under way; ready: everything there is; partial: usable, something is missing (`failure` says what); failed: no preview (the download works). */
export const processingState = z.enum(['waiting', 'processing', 'ready', 'partial', 'failed']);

export const qualityView = z.object({ name: z.string(), width: z.int(), height: z.int() });

/** What a viewer can show of a file; addresses follow from the file's id (see content routes). */
export const previewView = z.object({
  /** pages rendered so far, and how many there will be when known */
  pages: z.int(),
  pageCount: z.int().nullable(),
  /** width ÷ height of the first page, image or video */
  aspect: z.number().nullable(),
  hasThumbnail: z.boolean(),
  hasImage: z.boolean(),
  hasText: z.boolean(),
  /** HLS is playable */
  playable: z.boolean(),
  hasPoster: z.boolean(),
  /** seconds, of audio or video */
  duration: z.number().nullable(),
  qualities: z.array(qualityView),
  /** thumbnail strip for the scrubber */
  strip: z
    .object({
      columns: z.int(),
      rows: z.int(),
      tileWidth: z.int(),
      tileHeight: z.int(),
      interval: z.number(),
    })
    .nullable(),
});
export type PreviewView = z.infer<typeof previewView>;

export const fileView = z.object({
  id,
  fileName: z.string(),
  size: z.int(),
  sha256: z.string(),
  kind: fileKind,
  mime: z.string(),
  state: processingState,
  /** 0 … 1 while processing */
  progress: z.number(),
  failure: failureView.nullable(),
  /** what the type check noticed and mended, e.g. a wrong file extension */
  note: failureView.nullable(),
  preview: previewView,
  createdAt: instant,
});
export type FileView = z.infer<typeof fileView>;

/** Words looked for: what was searched when the resource was found. */
const searchWords = z.string().max(500);

/** Query of GET /resources/{id}/place. */
export const wordPlaceQuery = z.object({ words: searchWords });

/** Where the words stand: the first page that holds most of them; page 0 is text that stands on no page. */
export const wordPlace = z.object({ place: z.object({ fileId: id, page: z.int().min(0) }).nullable() });
export type WordPlace = z.infer<typeof wordPlace>;

/** Query of GET /resources/{id}/files/{fileId}/text. */
export const fileTextQuery = z.object({ words: searchWords.optional() });

export const fileTextView = z.object({
  pages: z.array(
    z.object({
      page: z.int(),
      text: z.string(),
      /** the text with the words of the query marked, where any of them stands on the page */
      marked: z.array(fragment).optional(),
    }),
  ),
});
export type FileText = z.infer<typeof fileTextView>;
