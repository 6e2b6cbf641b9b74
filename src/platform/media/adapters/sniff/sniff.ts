import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { ACCEPTED } from '../../file-types.js';
import type { Sniffed } from '../../inspector.port.js';
import { ARCHIVE_LIMITS } from '../zip/zip-safety.js';
import { ZipArchive } from '../zip/zip-archive.js';
import { OleFile } from './ole-file.js';
import { oleKind } from './ole-kind.js';
import { decodeText, textKind } from './text-kind.js';
import { accepted, zipKind } from './zip-kind.js';

const HEAD = 64 * 1024;

/** Beginnings of programs: PE, ELF, Mach-O (both orders, fat), class, wasm, dex, shell link, Flash. */
const PROGRAMS: readonly string[] = [
  '4d5a',
  '7f454c46',
  'feedface',
  'feedfacf',
  'cefaedfe',
  'cffaedfe',
  'cafebabe',
  '0061736d',
  '6465780a',
  '4c0000000114020',
  '465753',
  '435753',
  '5a5753',
];

/** file-type's name → the ending in our table, where the two differ. */
const RENAMED: Readonly<Record<string, string>> = {
  tif: 'tif',
  'video/quicktime': 'mov',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
  'image/apng': 'png',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'video/x-m4v': 'mp4',
  'video/3gpp2': '3gp',
  'audio/opus': 'ogg',
  'audio/ogg; codecs=opus': 'ogg',
  'audio/aiff': 'aif',
  'video/mp2t': 'ts',
  'video/mp1s': 'mpg',
  'video/MP1S': 'mpg',
  'video/MP2P': 'mpg',
  'audio/x-ms-asf': 'wmv',
  'audio/x-ms-wma': 'wmv',
  'video/x-ms-wmv': 'wmv',
  'application/vnd.ms-asf': 'wmv',
  'audio/vnd.wave': 'wav',
  'audio/x-flac': 'flac',
};

export function unknown(mime = 'application/octet-stream'): Sniffed {
  return { kind: 'unknown', mime, extension: '', encrypted: false, hasMacros: false, encoding: null };
}

/** What the bytes of a file say it is. Reads the first 64 KiB, for containers also the directory. */
export async function sniffFile(path: string): Promise<Sniffed> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const read = async (offset: number, length: number): Promise<Buffer> => {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    const head = await read(0, HEAD);
    if (startsWithZip(head)) return await sniffZip(path);
    if (OleFile.isOle(head)) return await oleKind({ read }).catch(() => unknown('application/x-cfb'));
    return await sniffHead(head, size, handle);
  } finally {
    await handle.close();
  }
}

function startsWithZip(head: Buffer): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && [3, 5, 7].includes(head[2] ?? 0);
}

async function sniffZip(path: string): Promise<Sniffed> {
  const zip = await ZipArchive.open(path, ARCHIVE_LIMITS.maxEntries);
  try {
    return await zipKind(zip);
  } finally {
    zip.close();
  }
}

async function sniffHead(head: Buffer, size: number, handle: FileHandle): Promise<Sniffed> {
  const text = decodeText(head, size <= HEAD);
  const hex = head.subarray(0, 8).toString('hex');
  if (text === null && PROGRAMS.some((magic) => hex.startsWith(magic)))
    return { ...unknown('application/x-executable'), kind: 'executable' };
  const pdf = head.subarray(0, 1024).indexOf('%PDF-');
  if (pdf >= 0) {
    // Something active before the PDF header is a polyglot.
    const before = text === null ? '' : textKind(head.subarray(0, pdf).toString('latin1'), 'utf-8').kind;
    return before === 'active' || before === 'executable'
      ? { ...unknown(), kind: 'active' }
      : accepted('pdf');
  }
  if (text !== null) return textKind(text.text, text.encoding);
  const binary = await binaryKind(head);
  if (binary !== null) return binary;
  return (await looksLikeMpegAudio(head, handle)) ? accepted('mp3') : unknown();
}

async function binaryKind(head: Buffer): Promise<Sniffed | null> {
  if (head.subarray(0, 5).toString('latin1') === '{\\rtf') return accepted('rtf');
  if (head.subarray(0, 2).toString('latin1') === 'BM' && head.length > 26) return accepted('bmp');
  const box = head.subarray(4, 8).toString('latin1');
  if (['moov', 'mdat', 'wide', 'free', 'skip', 'pnot'].includes(box)) return accepted('mov');
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found === undefined) return null;
  const { mime, ext } = found;
  if (/^application\/(?:xml|postscript|eps)|svg|html/.test(mime)) return { ...unknown(mime), kind: 'active' };
  const renamed = RENAMED[mime];
  if (renamed !== undefined) return accepted(renamed);
  const type = ACCEPTED.find((t) => t.mime === mime || t.extension === String(ext));
  if (type === undefined) return unknown(mime);
  // What file-type finds inside ZIPs and texts is ours to judge; here only plain binary formats may come out.
  return ['image', 'audio', 'video', 'archive'].includes(type.kind)
    ? accepted(type.extension)
    : unknown(mime);
}

/** Two MPEG audio frames in a row (ISO 11172-3 §2.4.1.3), also behind an ID3v2 tag larger than the head. */
async function looksLikeMpegAudio(head: Buffer, handle: FileHandle): Promise<boolean> {
  let data = head;
  if (head.subarray(0, 3).toString('latin1') === 'ID3' && head.length >= 10) {
    const size =
      ((head[6]! & 127) << 21) | ((head[7]! & 127) << 14) | ((head[8]! & 127) << 7) | (head[9]! & 127);
    const buffer = Buffer.alloc(HEAD);
    const { bytesRead } = await handle.read(buffer, 0, HEAD, 10 + size);
    data = buffer.subarray(0, bytesRead);
  }
  for (let at = 0; at + 4 <= Math.min(data.length, 8192); at += 1) {
    const first = frameLength(data, at);
    if (first === 0) continue;
    const second = at + first;
    if (frameLength(data, second) > 0 && frameLength(data, second + frameLength(data, second)) > 0)
      return true;
  }
  return false;
}

const RATES = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_V2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLING = [44_100, 48_000, 32_000];

/** Length of the layer III frame at `at`, bytes; 0 = none there. */
function frameLength(data: Buffer, at: number): number {
  if (at + 4 > data.length || data[at] !== 0xff || (data[at + 1]! & 0xe6) !== 0xe2) return 0;
  const version = (data[at + 1]! >> 3) & 3;
  const rate = (version === 3 ? RATES : RATES_V2)[data[at + 2]! >> 4] ?? 0;
  const sampling = SAMPLING[(data[at + 2]! >> 2) & 3];
  if (version === 1 || rate === 0 || sampling === undefined) return 0;
  const divisor = version === 3 ? 1 : version === 2 ? 2 : 4;
  const padding = (data[at + 2]! >> 1) & 1;
  return Math.floor(((version === 3 ? 144 : 72) * rate * 1000) / (sampling / divisor)) + padding;
}
