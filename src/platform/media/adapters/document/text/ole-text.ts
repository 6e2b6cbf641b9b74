import type { OleFile } from '../../sniff/ole-file.js';

const MIB = 1024 * 1024;
const STREAM_LIMIT = 64 * MIB;

/** [MS-DOC] 2.4.1: the pieces of the text through the Clx in the table stream; field instructions are left out. */
export async function docText(ole: OleFile): Promise<string> {
  const entry = ole.find('WordDocument');
  if (entry === null) return '';
  const word = await ole.read(entry, STREAM_LIMIT);
  if (word.length < 0x1aa) return '';
  const tableEntry = ole.find((word.readUInt16LE(10) & 0x200) !== 0 ? '1Table' : '0Table');
  if (tableEntry === null) return '';
  const table = await ole.read(tableEntry, STREAM_LIMIT);
  const start = word.readUInt32LE(0x1a2);
  const clx = table.subarray(start, start + word.readUInt32LE(0x1a6));
  let at = 0;
  while (clx[at] === 1 && at + 3 <= clx.length) at += 3 + clx.readUInt16LE(at + 1);
  if (clx[at] !== 2 || at + 5 > clx.length) return '';
  const pieces = clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1));
  return withoutFields(pieceText(word, pieces));
}

function pieceText(word: Buffer, pieces: Buffer): string {
  const count = Math.floor((pieces.length - 4) / 12);
  let text = '';
  for (let i = 0; i < count && text.length < 8 * MIB; i += 1) {
    const length = pieces.readUInt32LE((i + 1) * 4) - pieces.readUInt32LE(i * 4);
    const fc = pieces.readUInt32LE((count + 1) * 4 + i * 8 + 2);
    const offset = fc & 0x3fffffff;
    text +=
      (fc & 0x40000000) !== 0
        ? new TextDecoder('windows-1252').decode(word.subarray(offset / 2, offset / 2 + length))
        : word.toString('utf16le', offset, offset + length * 2);
  }
  return text;
}

/** A field is 0x13 instruction [0x14 result] 0x15; paragraphs end with CR, cells with 0x07. */
function withoutFields(text: string): string {
  return text
    .replace(/\u0013[^\u0013-\u0015]*(?:\u0014|(?=\u0015))/gu, '')
    .replace(/[\r\u000b\u000c]/gu, '\n')
    .replace(/\u0007/gu, '\t')
    .replace(/[\u0000-\u0008\u000e-\u001f]/gu, '');
}

/** [MS-PPT] 2.9.43 TextCharsAtom (UTF-16) and 2.9.44 TextBytesAtom (one byte each), in the order they stand. */
export async function pptText(ole: OleFile): Promise<string> {
  const entry = ole.find('PowerPoint Document');
  if (entry === null) return '';
  const data = await ole.read(entry, STREAM_LIMIT);
  const texts: string[] = [];
  for (let at = 0; at + 8 <= data.length;) {
    const isContainer = (data[at]! & 0xf) === 0xf;
    const type = data.readUInt16LE(at + 2);
    const length = data.readUInt32LE(at + 4);
    const body = data.subarray(at + 8, at + 8 + length);
    if (type === 4000) texts.push(body.toString('utf16le'));
    else if (type === 4008) texts.push(body.toString('latin1'));
    at += 8 + (isContainer ? 0 : length);
  }
  // Titles and outlines stand in the file twice.
  return [...new Set(texts)].join('\n').replace(/[\r\u000b]/gu, '\n');
}

/** Joins the body of a BIFF record with its CONTINUE records, remembering where each begins. */
interface Segments {
  data: Buffer;
  starts: Set<number>;
}

/** [MS-XLS] 2.4.265 SST: the shared strings of a workbook; a string continued in the next record repeats its width flag. */
export async function xlsText(ole: OleFile): Promise<string> {
  const entry = ['Workbook', 'WORKBOOK', 'Book', 'BOOK']
    .map((name) => ole.find(name))
    .find((e) => e !== null);
  if (entry === undefined || entry === null) return '';
  const book = await ole.read(entry, STREAM_LIMIT);
  for (let at = 0; at + 4 <= book.length;) {
    const type = book.readUInt16LE(at);
    const length = book.readUInt16LE(at + 2);
    if (type === 0xfc) return sharedStrings(withContinues(book, at)).join('\n');
    at += 4 + length;
  }
  return '';
}

function withContinues(book: Buffer, at: number): Segments {
  const chunks: Buffer[] = [];
  const starts = new Set<number>();
  let size = 0;
  for (let next = at, first = true; next + 4 <= book.length; first = false) {
    if (!first && book.readUInt16LE(next) !== 0x3c) break;
    const length = book.readUInt16LE(next + 2);
    if (!first) starts.add(size);
    chunks.push(book.subarray(next + 4, next + 4 + length));
    size += length;
    next += 4 + length;
  }
  return { data: Buffer.concat(chunks), starts };
}

function sharedStrings({ data, starts }: Segments): string[] {
  const strings: string[] = [];
  if (data.length < 8) return strings;
  const count = Math.min(data.readUInt32LE(4), 1_000_000);
  let at = 8;
  while (strings.length < count && at + 3 <= data.length) {
    const characters = data.readUInt16LE(at);
    let flags = data[at + 2]!;
    const rich = (flags & 8) !== 0;
    const extended = (flags & 4) !== 0;
    at += 3;
    let skip = 0;
    if (rich && at + 2 <= data.length) skip += data.readUInt16LE(at) * 4;
    at += rich ? 2 : 0;
    if (extended && at + 4 <= data.length) skip += data.readUInt32LE(at);
    at += extended ? 4 : 0;
    let text = '';
    for (let i = 0; i < characters && at < data.length; i += 1) {
      if (starts.has(at)) flags = data[at++]!;
      const wide = (flags & 1) !== 0;
      if (at + 2 > data.length) return strings;
      text += String.fromCharCode(wide ? data.readUInt16LE(at) : data[at]!);
      at += wide ? 2 : 1;
    }
    strings.push(text);
    at += skip;
  }
  return strings;
}
