import type { FileKind } from './file-types.js';
import type { ImageFile, WorkOptions } from './work.js';

export interface DocumentSource {
  path: string;
  kind: FileKind;
  /** the right ending, from the inspector */
  extension: string;
  encrypted: boolean;
  /** of text files */
  encoding: string | null;
}

export interface DocumentPage {
  /** from 1 */
  number: number;
  text: string;
  /** null where the page could not be drawn in time, and in text previews */
  large: ImageFile | null;
  thumbnail: ImageFile | null;
}

export interface DocumentResult {
  /** pages: images and text of every page; text: only text, in parts */
  preview: 'pages' | 'text';
  pages: readonly DocumentPage[];
  /** so many of them, from the first on, before their images would have taken too much room; all, as a rule */
  drawn: number;
  /** text that stands in the file but on no page: speaker notes, comments, cells that were not printed */
  extraText: string;
  title: string | null;
  author: string | null;
  /** true: the pages are missing only because no converter for Office files is installed */
  converterMissing: boolean;
  /** true: only the first pages of a very long spreadsheet were drawn */
  shortened: boolean;
}

export interface DocumentOptions extends WorkOptions {
  /** called as soon as a page is ready, the first pages first; the work waits for what it returns before it ends */
  onPage?: (page: DocumentPage) => void | Promise<void>;
}

/**
 * Turns documents into page images and text. Nothing in a document is ever executed and no link in it is followed.
 * Errors: AppError `document_encrypted`, `document_damaged`, `document_too_long`, `converter_missing`,
 * `processing_timeout`, `processing_out_of_memory`, `processing_failed`; ToolAborted after an abort.
 */
export abstract class DocumentTool {
  abstract render(source: DocumentSource, options: DocumentOptions): Promise<DocumentResult>;
}
