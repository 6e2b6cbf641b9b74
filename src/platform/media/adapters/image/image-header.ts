import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';

/** Size and number of frames as the file claims them; nothing is decoded. */
export interface ImageHeader {
  width: number;
  height: number;
  frames: number;
}

/** Stop counting here: more frames are refused anyway. */
export const FRAME_CAP = 3_000;

/** A header that does not hang together: a picture in name only. */
export class ImageHeaderBroken extends Error {
  override readonly name = 'ImageHeaderBroken';
}

/** Reads forward in small pieces through one buffer. */
class Cursor {
  private buffer = Buffer.alloc(0);
  private base = 0;
  constructor(
    private readonly handle: FileHandle,
    readonly size: number,
  ) {}

  async at(offset: number, length: number): Promise<Buffer> {
    if (offset < this.base || offset + length > this.base + this.buffer.length) {
      const chunk = Buffer.alloc(Math.max(length, 64 * 1024));
      const { bytesRead } = await this.handle.read(chunk, 0, chunk.length, offset);
      this.buffer = chunk.subarray(0, bytesRead);
      this.base = offset;
    }
    const slice = this.buffer.subarray(offset - this.base, offset - this.base + length);
    if (slice.length < length) throw new ImageHeaderBroken('ends too early');
    return slice;
  }
}

/** The header of a PNG, JPEG, GIF, WebP or BMP file; null for other formats, which the image library's own limits guard. */
export async function readImageHeader(path: string, extension: string): Promise<ImageHeader | null> {
  const read = READERS[extension];
  if (read === undefined) return null;
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return await read(new Cursor(handle, size));
  } finally {
    await handle.close();
  }
}

/** PNG (W3C) §11.2.1: IHDR comes first; APNG's acTL before IDAT gives the frames. */
async function png(file: Cursor): Promise<ImageHeader> {
  const head = await file.at(8, 25);
  if (head.toString('latin1', 4, 8) !== 'IHDR') throw new ImageHeaderBroken('no IHDR');
  let frames = 1;
  for (let at = 33, i = 0; i < 64 && at + 12 <= file.size; i += 1) {
    const chunk = await file.at(at, 12);
    const type = chunk.toString('latin1', 4, 8);
    if (type === 'IDAT') break;
    if (type === 'acTL') frames = chunk.readUInt32BE(8);
    at += 12 + chunk.readUInt32BE(0);
  }
  return { width: head.readUInt32BE(8), height: head.readUInt32BE(12), frames };
}

/** ITU T.81 annex B: the first SOFn segment. */
async function jpeg(file: Cursor): Promise<ImageHeader> {
  let at = 2;
  for (let i = 0; i < 4096; i += 1) {
    const marker = await file.at(at, 4);
    if (marker[0] !== 0xff) throw new ImageHeaderBroken('no marker');
    const code = marker[1]!;
    if (code === 0xff) at += 1;
    else if (code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc) {
      const frame = await file.at(at + 4, 5);
      return { width: frame.readUInt16BE(3), height: frame.readUInt16BE(1), frames: 1 };
    } else if (code === 0xd9 || code === 0xda) break;
    else if (code === 0x01 || (code >= 0xd0 && code <= 0xd8)) at += 2;
    else at += 2 + marker.readUInt16BE(2);
  }
  throw new ImageHeaderBroken('no frame header');
}

/** GIF89a: image descriptors are counted by walking the blocks; a frame may be larger than the logical screen. */
async function gif(file: Cursor): Promise<ImageHeader> {
  const head = await file.at(0, 13);
  let width = head.readUInt16LE(6);
  let height = head.readUInt16LE(8);
  const tableBytes = (flags: number): number => ((flags & 0x80) !== 0 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + tableBytes(head[10]!);
  let frames = 0;
  const skipBlocks = async (from: number): Promise<number> => {
    let position = from;
    for (;;) {
      const length = (await file.at(position, 1))[0]!;
      position += 1 + length;
      if (length === 0) return position;
    }
  };
  while (frames < FRAME_CAP && at < file.size) {
    const kind = (await file.at(at, 1))[0];
    if (kind === 0x3b) break;
    try {
      if (kind === 0x21) at = await skipBlocks(at + 2);
      else if (kind === 0x2c) {
        const frame = await file.at(at, 10);
        frames += 1;
        width = Math.max(width, frame.readUInt16LE(5));
        height = Math.max(height, frame.readUInt16LE(7));
        at = await skipBlocks(at + 11 + tableBytes(frame[9]!));
      } else throw new ImageHeaderBroken('unknown block');
    } catch (error) {
      // A picture cut off at its end can still show its first frames.
      if (frames > 0) break;
      throw error;
    }
  }
  if (frames === 0) throw new ImageHeaderBroken('no frame');
  return { width, height, frames };
}

/** RFC 9649: VP8X canvas, else the bitstream's own header; ANMF chunks are the frames. */
async function webp(file: Cursor): Promise<ImageHeader> {
  const head = await file.at(12, 18);
  const type = head.toString('latin1', 0, 4);
  if (type === 'VP8 ')
    return { width: head.readUInt16LE(14) & 0x3fff, height: head.readUInt16LE(16) & 0x3fff, frames: 1 };
  if (type === 'VP8L') {
    const bits = head.readUInt32LE(9);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, frames: 1 };
  }
  if (type !== 'VP8X') throw new ImageHeaderBroken('unknown chunk');
  let frames = 0;
  for (let at = 12; at + 8 <= file.size && frames < FRAME_CAP;) {
    const chunk = await file.at(at, 8);
    if (chunk.toString('latin1', 0, 4) === 'ANMF') frames += 1;
    const length = chunk.readUInt32LE(4);
    at += 8 + length + (length & 1);
  }
  return {
    width: head.readUIntLE(12, 3) + 1,
    height: head.readUIntLE(15, 3) + 1,
    frames: Math.max(1, frames),
  };
}

async function bmp(file: Cursor): Promise<ImageHeader> {
  const head = await file.at(14, 12);
  if (head.readUInt32LE(0) === 12)
    return { width: head.readUInt16LE(4), height: head.readUInt16LE(6), frames: 1 };
  return { width: Math.abs(head.readInt32LE(4)), height: Math.abs(head.readInt32LE(8)), frames: 1 };
}

const READERS: Readonly<Record<string, (file: Cursor) => Promise<ImageHeader>>> = {
  png,
  jpg: jpeg,
  gif,
  webp,
  bmp,
};
