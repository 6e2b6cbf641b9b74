import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a hand-made ZIP; what is not given is as an honest writer would have it. */
export interface ZipPart {
  name: string | Buffer;
  data?: string | Buffer;
  stored?: boolean;
  /** what the directory claims */
  claimedSize?: number;
  /** Unix mode bits */
  mode?: number;
  /** points the directory at another entry's data */
  offset?: number;
  encrypted?: boolean;
}

/** Writes a ZIP with every lie that a test wants in it (APPNOTE.TXT 4.3); more than 65,534 entries make it ZIP64. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.isBuffer(part.name) ? part.name : Buffer.from(part.name);
    const data = Buffer.isBuffer(part.data) ? part.data : Buffer.from(part.data ?? '');
    const stored = part.stored ?? data.length === 0;
    const packed = stored ? data : deflateRawSync(data);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE((Buffer.isBuffer(part.name) ? 0 : 0x800) | (part.encrypted ? 1 : 0), 2);
    header.writeUInt16LE(stored ? 0 : 8, 4);
    header.writeUInt16LE(0x21, 8);
    header.writeUInt32LE(checksum(data), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(part.claimedSize ?? data.length, 18);
    header.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\u0003\u0004', 'latin1'), header, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 6);
    tail.writeUInt32LE(part.offset ?? offset, 10);
    const made = Buffer.from([20, 3]);
    central.push(Buffer.from('PK\u0001\u0002', 'latin1'), made, header, tail, name);
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  return Buffer.concat([...locals, directory, endRecord(parts.length, directory.length, offset)]);
}

function checksum(data: Buffer): number {
  return typeof crc32 === 'function' ? crc32(data) : 0;
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  const few = count < 65_535;
  end.writeUInt16LE(few ? count : 65_535, 8);
  end.writeUInt16LE(few ? count : 65_535, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  if (few) return end;
  const record = Buffer.alloc(56);
  record.write('PK\u0006\u0006', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\u0006\u0007', 'latin1');
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  end.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([record, locator, end]);
}

const CONTENT_TYPES = (part: string, type: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${part}" ContentType="${type}"/></Types>`;
const RELS = (target: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`;

/** The parts of a small Word file. */
export function docxParts(paragraphs: readonly string[], document?: string): ZipPart[] {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  return [
    {
      name: '[Content_Types].xml',
      data: CONTENT_TYPES(
        'word/document.xml',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
      ),
    },
    { name: '_rels/.rels', data: RELS('word/document.xml') },
    {
      name: 'word/document.xml',
      data:
        document ??
        `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    },
  ];
}

export const makeDocx = (...paragraphs: string[]): Buffer => makeZip(docxParts(paragraphs));

/** An OpenDocument text with any body. */
export function makeOdt(body: string, styles = ''): Buffer {
  const ns =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"';
  return makeZip([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
    {
      name: 'content.xml',
      data: `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${ns} office:version="1.2">${styles}<office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    },
    {
      name: 'META-INF/manifest.xml',
      data: '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    },
  ]);
}

/** A PDF with one line of text per page, uncompressed. */
export function makePdf(lines: readonly string[]): Buffer {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>'];
  const kids = lines.map((_, i) => `${4 + i * 2} 0 R`).join(' ');
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${lines.length} >>`);
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  for (const [i, line] of lines.entries()) {
    const content = `BT /F1 24 Tf 72 720 Td (${line}) Tj ET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + i * 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  return assemble(objects);
}

/** A PDF of one noisy picture, drawn over the whole of every page, with one line of text on each; `side` of the picture in px. */
export function makeNoisyPdf(lines: readonly string[], side: number): Buffer {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>'];
  const kids = lines.map((_, i) => `${5 + i * 2} 0 R`).join(' ');
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${lines.length} >>`);
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const noise = randomBytes(side * side);
  const kind = `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray`;
  objects.push(
    `<< ${kind} /BitsPerComponent 8 /Length ${noise.length} >>\nstream\n${noise.toString('latin1')}\nendstream`,
  );
  for (const [i, line] of lines.entries()) {
    const content = `q 595 0 0 842 0 0 cm /I1 Do Q BT /F1 24 Tf 72 720 Td (${line}) Tj ET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >> /Contents ${6 + i * 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  return assemble(objects);
}

/** A PDF of these objects, the first of which is its catalog. */
function assemble(objects: readonly string[]): Buffer {
  let text = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const [i, object] of objects.entries()) {
    offsets.push(text.length);
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
  }
  const xref = text.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** Encrypts with MuPDF in a process of its own: its WASM module does not load inside Jest. */
export async function encryptPdf(from: string, to: string, user: string): Promise<void> {
  const script = `
    import * as mupdf from 'mupdf';
    import { readFileSync, writeFileSync } from 'node:fs';
    const pdf = mupdf.Document.openDocument(readFileSync(${JSON.stringify(from)}), 'application/pdf').asPDF();
    writeFileSync(${JSON.stringify(to)}, pdf.saveToBuffer('encrypt=aes-256,user-password=${user},owner-password=owner').asUint8Array());`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
}

/** An OLE compound file ([MS-CFB]) with empty streams of these names: what tells one Office format from another. */
export function makeOle(streams: readonly { name: string; data?: Buffer }[]): Buffer {
  const SECTOR = 512;
  const header = Buffer.alloc(SECTOR, 0);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(0, 56);
  header.writeUInt32LE(0xfffffffe, 60);
  header.writeUInt32LE(0xfffffffe, 68);
  for (let i = 0; i < 109; i += 1) header.writeUInt32LE(i === 0 ? 0 : 0xffffffff, 76 + i * 4);
  const fat = Buffer.alloc(SECTOR, 0xff);
  fat.writeUInt32LE(0xfffffffd, 0);
  fat.writeUInt32LE(0xfffffffe, 4);
  const directory = Buffer.alloc(SECTOR, 0);
  const data: Buffer[] = [];
  const entries = [
    { name: 'Root Entry', type: 5, data: Buffer.alloc(0) },
    ...streams.map((s) => ({ name: s.name, type: 2, data: s.data ?? Buffer.alloc(0) })),
  ];
  let next = 2;
  for (const [i, entry] of entries.entries()) {
    const at = i * 128;
    directory.write(entry.name, at, 'utf16le');
    directory.writeUInt16LE(entry.name.length * 2 + 2, at + 64);
    directory[at + 66] = entry.type;
    for (const link of [68, 72, 76]) directory.writeUInt32LE(0xffffffff, at + link);
    directory.writeUInt32LE(entry.data.length === 0 ? 0xfffffffe : next, at + 116);
    directory.writeUInt32LE(entry.data.length, at + 120);
    if (entry.data.length === 0) continue;
    const sectors = Math.ceil(entry.data.length / SECTOR);
    for (let s = 0; s < sectors; s += 1)
      fat.writeUInt32LE(s === sectors - 1 ? 0xfffffffe : next + s + 1, (next + s) * 4);
    data.push(Buffer.concat([entry.data, Buffer.alloc(sectors * SECTOR - entry.data.length)]));
    next += sectors;
  }
  return Buffer.concat([header, fat, directory, ...data]);
}

/** A PNG that claims a size and holds nothing; `frames` adds the header of an animation. */
export function pngClaiming(width: number, height: number, frames = 0): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(checksum(Buffer.concat([Buffer.from(type), data])));
    return Buffer.concat([length, Buffer.from(type), data, crc]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const animation = Buffer.alloc(8);
  animation.writeUInt32BE(frames, 0);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...(frames > 0 ? [chunk('acTL', animation)] : []),
    chunk('IDAT', deflateRawSync(Buffer.alloc(10))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A GIF of 1 × 1 frames. */
export function gifWithFrames(frames: number, width = 1, height = 1): Buffer {
  const screen = Buffer.from('474946383961000000008000' + '00' + '000000ffffff', 'hex');
  screen.writeUInt16LE(width, 6);
  screen.writeUInt16LE(height, 8);
  const image = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([screen, ...Array.from({ length: frames }, () => image), Buffer.from([0x3b])]);
}

/** A listener that must never be called; `hits` counts who did. */
export async function canary(): Promise<{ url: string; hits: () => number; close: () => Promise<void> }> {
  let hits = 0;
  const server = createServer((_, response) => {
    hits += 1;
    response.end('canary');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hits: () => hits,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
