import type { FileKind } from './file-types.js';

/** What the content says, without looking at the name. */
export interface Sniffed {
  kind: FileKind;
  mime: string;
  /** the ending that belongs to the content, without the dot; '' where none is known */
  extension: string;
  /** needs a password, as far as can be told without trying (a PDF tells only when it is opened) */
  encrypted: boolean;
  hasMacros: boolean;
  /** of text: a label for TextDecoder */
  encoding: string | null;
}

export interface Inspection extends Sniffed {
  /** the name's ending did not belong to the content: `extension` is the right one */
  corrected: boolean;
  /** of images whose header tells */
  width: number | null;
  height: number | null;
}

/**
 * Says what a file really is and whether it may come in. Reads headers and directories only: nothing is unpacked
 * beyond a few megabytes, no image or document is decoded (test/contract/media-inspector: ≤ 5 s, ≤ 256 MiB).
 */
export abstract class FileInspector {
  abstract sniff(path: string): Promise<Sniffed>;
  /**
   * Accepts or refuses a file. Throws AppError: `file_empty`, `type_refused`, `type_mismatch` (forbidden or
   * unreadable content under an accepted name), `media_refused` (a playlist), `file_too_large`, `archive_unsafe`,
   * `image_too_large`, `document_damaged`, `media_damaged`.
   */
  abstract inspect(path: string, fileName: string, signal?: AbortSignal): Promise<Inspection>;
}
