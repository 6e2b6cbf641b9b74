import { stat } from 'node:fs/promises';
import { AppError } from '../../../kernel/errors.js';
import { extensionFits, extensionIsKnown, extensionOf, MAX_BYTES, typeByExtension } from '../file-types.js';
import type { FileType } from '../file-types.js';
import type { Inspection, Sniffed } from '../inspector.port.js';
import { FileInspector } from '../inspector.port.js';
import { MAX_ANIMATION_PIXELS, MAX_PIXELS, MAX_SIDE } from './image/image-limits.js';
import { FRAME_CAP, ImageHeaderBroken, readImageHeader } from './image/image-header.js';
import { sniffFile } from './sniff/sniff.js';
import { ZipArchive, ZipDamaged } from './zip/zip-archive.js';
import { ARCHIVE_LIMITS, checkArchive, checkDirectory, OFFICE_LIMITS } from './zip/zip-safety.js';

/** Inspects by reading heads and directories in this process, with code of ours: no foreign library sees the bytes of a picture or document. */
export class ContentInspector extends FileInspector {
  async sniff(path: string): Promise<Sniffed> {
    try {
      return await sniffFile(path);
    } catch (error) {
      if (error instanceof ZipDamaged) return { ...DAMAGED_ZIP };
      throw error;
    }
  }

  async inspect(path: string, fileName: string, signal?: AbortSignal): Promise<Inspection> {
    const { size } = await stat(path);
    if (size === 0) throw new AppError('file_empty');
    const ending = extensionOf(fileName);
    const sniffed = await this.sniff(path);
    signal?.throwIfAborted();
    if (sniffed.mime === DAMAGED_ZIP.mime) throw damagedContainer(ending);
    const found = admit(sniffed, ending);
    const limit = MAX_BYTES[found.kind];
    if (limit === undefined) throw new AppError('type_refused', { type: found.mime });
    if (size > limit) throw new AppError('file_too_large', { max: limit });
    await checkContainer(path, found);
    const picture = found.kind === 'image' ? await checkPicture(path, found.extension) : null;
    return { ...found, width: picture?.width ?? null, height: picture?.height ?? null };
  }
}

const DAMAGED_ZIP: Sniffed = {
  kind: 'unknown',
  mime: 'application/x-damaged-zip',
  extension: '',
  encrypted: false,
  hasMacros: false,
  encoding: null,
};

function damagedContainer(ending: string): AppError {
  const kind = typeByExtension(ending)?.kind;
  if (kind === undefined) return new AppError('type_refused', { type: ending });
  return new AppError(kind === 'archive' ? 'archive_unsafe' : 'document_damaged', { reason: 'unreadable' });
}

type Admitted = Sniffed & { corrected: boolean };

/** The rule of who may come in, from content and name. Throws AppError. */
export function admit(sniffed: Sniffed, ending: string): Admitted {
  if (sniffed.mime === 'text/html' && /^html?$/.test(ending)) return asText(sniffed);
  switch (sniffed.kind) {
    case 'playlist':
      throw new AppError('media_refused', { reason: 'playlist' });
    case 'active':
    case 'executable':
    case 'unknown':
      // Under an accepted name this is a disguise or damage; under its own name it is just not accepted.
      throw extensionIsKnown(ending)
        ? new AppError('type_mismatch', { extension: ending, type: sniffed.mime })
        : new AppError('type_refused', { type: sniffed.mime });
    case 'text':
      return admitText(sniffed, ending);
    case 'archive':
      if (sniffed.extension === 'zip' && isOffice(ending))
        throw new AppError('type_mismatch', { extension: ending, type: sniffed.mime });
      return named(sniffed, ending);
    case 'document':
    case 'presentation':
    case 'spreadsheet':
    case 'pdf':
    case 'image':
    case 'audio':
    case 'video':
      return named(encryptedAs(sniffed, ending), ending);
    default: {
      const never: never = sniffed.kind;
      throw new Error(String(never));
    }
  }
}

function named(sniffed: Sniffed, ending: string): Admitted {
  return { ...sniffed, corrected: !extensionFits(ending, sniffed) };
}

/** Text may call itself any of our text types; under the name of another format, or of a script or web page, it is refused. */
function admitText(sniffed: Sniffed, ending: string): Admitted {
  const type = textType(ending);
  if (type !== null) return { ...sniffed, mime: type.mime, extension: type.extension, corrected: false };
  if (ending === '') return { ...sniffed, corrected: true };
  throw extensionIsKnown(ending)
    ? new AppError('type_mismatch', { extension: ending, type: sniffed.mime })
    : new AppError('type_refused', { type: ending });
}

/** A web page that says it is one: kept as a file and shown as text, never as a page. */
function asText(sniffed: Sniffed): Admitted {
  return { ...sniffed, kind: 'text', mime: 'text/plain', extension: 'html', corrected: false };
}

function textType(ending: string): FileType | null {
  for (const extension of ['txt', 'md', 'csv', 'tsv', 'srt', 'vtt', 'lrc', 'tex', 'json', 'py', 'c']) {
    const type = typeByExtension(extension);
    if (type !== null && extensionFits(ending, type)) return type;
  }
  return null;
}

function isOffice(ending: string): boolean {
  return /^(?:doc|dot|xls|xlt|ppt|pps|pot)[xm]?$|^xlsb$|^od[tsp]$/.test(ending);
}

/** The container of encrypted OOXML does not say which of the three it holds: the name does. */
function encryptedAs(sniffed: Sniffed, ending: string): Sniffed {
  if (!sniffed.encrypted || sniffed.extension !== 'docx') return sniffed;
  const type = typeByExtension(ending);
  if (type === null || !/^(?:docx|xlsx|pptx|docm|xlsm|pptm)$/.test(type.extension)) return sniffed;
  return { ...sniffed, kind: type.kind, mime: type.mime, extension: type.extension };
}

const ZIP_BASED = /^(?:doc[xm]|ppt[xm]|xls[xmb]|od[tsp]|zip|epub|key)$/;

async function checkContainer(path: string, found: Sniffed): Promise<void> {
  if (!ZIP_BASED.test(found.extension)) return;
  if (found.encrypted && found.extension !== 'zip' && !found.extension.startsWith('od')) return;
  const limits = found.kind === 'archive' ? ARCHIVE_LIMITS : OFFICE_LIMITS;
  const zip = await ZipArchive.open(path, limits.maxEntries);
  try {
    if (found.kind === 'archive') await checkArchive(zip, limits);
    else checkDirectory(zip.entries, limits);
  } finally {
    zip.close();
  }
}

async function checkPicture(path: string, extension: string) {
  try {
    const header = await readImageHeader(path, extension);
    if (header === null) return null;
    const { width, height, frames } = header;
    if (width === 0 || height === 0) throw new AppError('media_damaged');
    const pixels = width * height;
    const tooLarge =
      pixels > MAX_PIXELS || Math.max(width, height) > MAX_SIDE || pixels * frames > MAX_ANIMATION_PIXELS;
    if (tooLarge || frames >= FRAME_CAP) throw new AppError('image_too_large', { width, height, frames });
    return header;
  } catch (error) {
    if (error instanceof ImageHeaderBroken) throw new AppError('media_damaged', {}, { cause: error });
    throw error;
  }
}
