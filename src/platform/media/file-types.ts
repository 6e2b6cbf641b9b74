/** What a file is, by its content. `active`, `executable`, `playlist` and `unknown` are never accepted. */
export type FileKind =
  | 'document'
  | 'presentation'
  | 'spreadsheet'
  | 'pdf'
  | 'image'
  | 'audio'
  | 'video'
  | 'text'
  | 'archive'
  | 'active'
  | 'executable'
  | 'playlist'
  | 'unknown';

export interface FileType {
  /** the ending a file of this type is to have, without the dot */
  extension: string;
  kind: FileKind;
  mime: string;
  /** other endings that are as right */
  aliases?: readonly string[];
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** Largest accepted file of each kind, bytes; a kind that is not here is refused. */
export const MAX_BYTES: Readonly<Partial<Record<FileKind, number>>> = {
  document: 500 * MIB,
  presentation: 2 * GIB,
  spreadsheet: 200 * MIB,
  pdf: 2 * GIB,
  image: 200 * MIB,
  audio: 2 * GIB,
  video: 20 * GIB,
  text: 50 * MIB,
  archive: 10 * GIB,
};

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

/**
 * Everything that may be uploaded, and nothing else. Archives are kept and downloaded, never unpacked. Not on the
 * list on purpose: XHTML, SVG, XML, MHTML, mail, scripts, programs, playlists, and HTML under any other name.
 */
export const ACCEPTED: readonly FileType[] = [
  // documents
  { extension: 'docx', kind: 'document', mime: `${OOXML}.wordprocessingml.document`, aliases: ['dotx'] },
  {
    extension: 'docm',
    kind: 'document',
    mime: 'application/vnd.ms-word.document.macroEnabled.12',
    aliases: ['dotm', 'docx'],
  },
  { extension: 'doc', kind: 'document', mime: 'application/msword', aliases: ['dot', 'wps', 'wpt'] },
  { extension: 'wps', kind: 'document', mime: 'application/vnd.ms-works' },
  { extension: 'odt', kind: 'document', mime: `${ODF}.text`, aliases: ['ott'] },
  { extension: 'rtf', kind: 'document', mime: 'application/rtf', aliases: ['doc'] },
  // presentations
  {
    extension: 'pptx',
    kind: 'presentation',
    mime: `${OOXML}.presentationml.presentation`,
    aliases: ['ppsx', 'potx'],
  },
  {
    extension: 'pptm',
    kind: 'presentation',
    mime: 'application/vnd.ms-powerpoint.presentation.macroEnabled.12',
    aliases: ['ppsm', 'potm', 'pptx'],
  },
  {
    extension: 'ppt',
    kind: 'presentation',
    mime: 'application/vnd.ms-powerpoint',
    aliases: ['pps', 'pot', 'dps', 'dpt'],
  },
  { extension: 'odp', kind: 'presentation', mime: `${ODF}.presentation`, aliases: ['otp'] },
  // spreadsheets
  { extension: 'xlsx', kind: 'spreadsheet', mime: `${OOXML}.spreadsheetml.sheet`, aliases: ['xltx'] },
  {
    extension: 'xlsm',
    kind: 'spreadsheet',
    mime: 'application/vnd.ms-excel.sheet.macroEnabled.12',
    aliases: ['xltm', 'xlsx'],
  },
  {
    extension: 'xlsb',
    kind: 'spreadsheet',
    mime: 'application/vnd.ms-excel.sheet.binary.macroEnabled.12',
  },
  { extension: 'xls', kind: 'spreadsheet', mime: 'application/vnd.ms-excel', aliases: ['xlt', 'et', 'ett'] },
  { extension: 'ods', kind: 'spreadsheet', mime: `${ODF}.spreadsheet`, aliases: ['ots'] },
  { extension: 'pdf', kind: 'pdf', mime: 'application/pdf', aliases: ['ai'] },
  // images
  { extension: 'jpg', kind: 'image', mime: 'image/jpeg', aliases: ['jpeg', 'jpe', 'jfif'] },
  { extension: 'png', kind: 'image', mime: 'image/png', aliases: ['apng'] },
  { extension: 'gif', kind: 'image', mime: 'image/gif' },
  { extension: 'webp', kind: 'image', mime: 'image/webp' },
  { extension: 'avif', kind: 'image', mime: 'image/avif' },
  { extension: 'heic', kind: 'image', mime: 'image/heic', aliases: ['heif', 'hif'] },
  { extension: 'tif', kind: 'image', mime: 'image/tiff', aliases: ['tiff'] },
  { extension: 'bmp', kind: 'image', mime: 'image/bmp', aliases: ['dib'] },
  // audio
  { extension: 'mp3', kind: 'audio', mime: 'audio/mpeg', aliases: ['mpga', 'mp2', 'mp1'] },
  { extension: 'm4a', kind: 'audio', mime: 'audio/mp4', aliases: ['m4b', 'mp4'] },
  { extension: 'aac', kind: 'audio', mime: 'audio/aac' },
  { extension: 'wav', kind: 'audio', mime: 'audio/wav', aliases: ['wave'] },
  { extension: 'flac', kind: 'audio', mime: 'audio/flac' },
  { extension: 'ogg', kind: 'audio', mime: 'audio/ogg', aliases: ['oga', 'opus', 'spx'] },
  { extension: 'amr', kind: 'audio', mime: 'audio/amr' },
  { extension: 'aif', kind: 'audio', mime: 'audio/aiff', aliases: ['aiff'] },
  // video
  { extension: 'mp4', kind: 'video', mime: 'video/mp4', aliases: ['m4v', 'mpg4', 'm4a', 'mov', 'qt', 'f4v'] },
  { extension: 'mov', kind: 'video', mime: 'video/quicktime', aliases: ['qt', 'mp4', 'm4v'] },
  { extension: '3gp', kind: 'video', mime: 'video/3gpp', aliases: ['3g2', '3gpp', 'mp4'] },
  { extension: 'webm', kind: 'video', mime: 'video/webm', aliases: ['weba', 'mkv'] },
  { extension: 'mkv', kind: 'video', mime: 'video/matroska', aliases: ['webm', 'mka'] },
  { extension: 'avi', kind: 'video', mime: 'video/vnd.avi' },
  { extension: 'flv', kind: 'video', mime: 'video/x-flv', aliases: ['f4v'] },
  { extension: 'ts', kind: 'video', mime: 'video/mp2t', aliases: ['mts', 'm2ts', 'm2t'] },
  { extension: 'mpg', kind: 'video', mime: 'video/mpeg', aliases: ['mpeg', 'vob', 'dat', 'm2p'] },
  { extension: 'wmv', kind: 'video', mime: 'video/x-ms-asf', aliases: ['asf', 'wma'] },
  { extension: 'ogv', kind: 'video', mime: 'video/ogg', aliases: ['ogg', 'ogm'] },
  // text
  { extension: 'txt', kind: 'text', mime: 'text/plain', aliases: ['text', 'log'] },
  { extension: 'md', kind: 'text', mime: 'text/markdown', aliases: ['markdown'] },
  { extension: 'csv', kind: 'text', mime: 'text/csv' },
  { extension: 'tsv', kind: 'text', mime: 'text/tab-separated-values', aliases: ['tab'] },
  { extension: 'srt', kind: 'text', mime: 'application/x-subrip' },
  { extension: 'vtt', kind: 'text', mime: 'text/vtt' },
  { extension: 'lrc', kind: 'text', mime: 'text/plain' },
  { extension: 'tex', kind: 'text', mime: 'text/x-tex', aliases: ['bib'] },
  { extension: 'json', kind: 'text', mime: 'application/json' },
  // Kept and downloaded as a file, shown as text: under this type no browser runs it.
  { extension: 'html', kind: 'text', mime: 'text/plain', aliases: ['htm'] },
  { extension: 'py', kind: 'text', mime: 'text/x-python' },
  {
    extension: 'c',
    kind: 'text',
    mime: 'text/x-c',
    aliases: ['h', 'cpp', 'hpp', 'java', 'pas', 'ino', 'r', 'm'],
  },
  // archives
  { extension: 'zip', kind: 'archive', mime: 'application/zip', aliases: ['sb3', 'sb2', 'ggb'] },
  { extension: 'epub', kind: 'archive', mime: 'application/epub+zip' },
  { extension: 'key', kind: 'archive', mime: 'application/vnd.apple.iwork', aliases: ['pages', 'numbers'] },
  { extension: 'rar', kind: 'archive', mime: 'application/vnd.rar' },
  { extension: '7z', kind: 'archive', mime: 'application/x-7z-compressed' },
];

const BY_EXTENSION = new Map(ACCEPTED.map((type) => [type.extension, type]));

export function typeByExtension(extension: string): FileType | null {
  return BY_EXTENSION.get(extension) ?? null;
}

/** The ending of a file name in lower case without the dot, also when spaces or dots trail behind it; '' when there is none. */
export function extensionOf(fileName: string): string {
  const trimmed = fileName.replace(/[\s.\u0000]+$/u, '').toLowerCase();
  const match = /[^/\\]\.([\p{L}\p{N}]{1,12})$/u.exec(trimmed);
  return match?.[1] ?? '';
}

/** Whether a name with this ending may stand for that type. */
export function extensionFits(extension: string, type: Pick<FileType, 'extension'>): boolean {
  if (extension === type.extension) return true;
  return BY_EXTENSION.get(type.extension)?.aliases?.includes(extension) ?? false;
}

/** Whether any accepted type uses this ending. */
export function extensionIsKnown(extension: string): boolean {
  return ACCEPTED.some((type) => extensionFits(extension, type));
}
