import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

interface Entry {
  name: Buffer;
  body: Buffer;
}

/** 2025-09-01 00:00:00 as MS-DOS date and time (APPNOTE.TXT 4.4.6). */
const DOS_TIME = 0;
const DOS_DATE = ((2025 - 1980) << 9) | (9 << 5) | 1;
const UTF8_NAMES = 0x0800;

function read(archive: Buffer): Entry[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error('not a ZIP file');
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const method = archive.readUInt16LE(at + 10);
    const packed = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.subarray(at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + packed);
    if (!name.toString().endsWith('/'))
      entries.push({ name, body: method === 0 ? bytes : inflateRawSync(bytes) });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function write(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, body } of entries) {
    const packed = deflateRawSync(body);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(UTF8_NAMES, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(DOS_TIME, 6);
    common.writeUInt16LE(DOS_DATE, 8);
    common.writeUInt32LE(crc32(body), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(name.length, 22);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    parts.push(Buffer.from([0x50, 0x4b, 3, 4]), common, name, packed);
    central.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, where, name);
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

/**
 * Rewrites an Office file so that the same content gives the same bytes: entry dates and the dates in
 * `docProps/core.xml` are set to `instant`; the libraries put the present time there.
 */
export function withFixedDates(archive: Buffer, instant: string): Buffer {
  const entries = read(archive).map(({ name, body }) => {
    if (name.toString() !== 'docProps/core.xml') return { name, body };
    const dated = body
      .toString()
      .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, (_, tag: string) => tag + instant);
    return { name, body: Buffer.from(dated) };
  });
  return write(entries);
}
