import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Entry, Options, ZipFile } from 'yauzl';
import yauzl from 'yauzl';
import { AppError } from '../../../../kernel/errors.js';

/** One line of a ZIP's central directory. */
export interface ZipEntry {
  /** separators are `/` */
  name: string;
  rawName: Buffer;
  compressedSize: number;
  uncompressedSize: number;
  offset: number;
  encrypted: boolean;
  /** Unix mode bits of the entry, 0 where none are given */
  mode: number;
  source: Entry;
}

/** The directory and, one by one and bounded, the contents of a ZIP file. */
export class ZipArchive {
  private constructor(
    private readonly file: ZipFile,
    private readonly handle: FileHandle | null,
    readonly entries: readonly ZipEntry[],
  ) {}

  /**
   * Reads the central directory only. Throws AppError `archive_unsafe` when it lists more than `maxEntries`, and
   * {@link ZipDamaged} when there is none to be read.
   */
  static async open(source: string | Buffer, maxEntries: number): Promise<ZipArchive> {
    const options = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: false };
    const { file, handle } = await openDirectory(source, options);
    const entries: ZipEntry[] = [];
    const archive = new ZipArchive(file, handle, entries);
    try {
      if (file.entryCount > maxEntries) throw new AppError('archive_unsafe', { reason: 'too_many_entries' });
      for await (const entry of file.eachEntry()) entries.push(toEntry(entry));
      return archive;
    } catch (error) {
      archive.close();
      if (error instanceof AppError) throw error;
      throw new ZipDamaged('the central directory is damaged', { cause: error });
    }
  }

  find(name: string): ZipEntry | null {
    const wanted = name.toLowerCase();
    return this.entries.find((entry) => entry.name.toLowerCase() === wanted) ?? null;
  }

  async stream(entry: ZipEntry): Promise<Readable> {
    try {
      return await this.file.openReadStreamPromise(entry.source);
    } catch (error) {
      throw new ZipDamaged(`${entry.name} cannot be read`, { cause: error });
    }
  }

  /** The unpacked content, at most `maxBytes` of it (what follows is never inflated). */
  async read(entry: ZipEntry, maxBytes: number): Promise<Buffer> {
    const stream = await this.stream(entry);
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        chunks.push(chunk.subarray(0, maxBytes - size));
        size += chunk.length;
        if (size >= maxBytes) break;
      }
    } catch (error) {
      throw new ZipDamaged(`${entry.name} cannot be unpacked`, { cause: error });
    } finally {
      stream.destroy();
    }
    return Buffer.concat(chunks);
  }

  close(): void {
    this.file.close();
    this.handle?.close().catch(() => undefined);
  }
}

/** Opens a ZIP; bytes behind its end, as careless downloads leave them, are overlooked. */
async function openDirectory(
  source: string | Buffer,
  options: Options,
): Promise<{ file: ZipFile; handle: FileHandle | null }> {
  let handle: FileHandle | null = null;
  try {
    if (typeof source !== 'string') return { file: await yauzl.fromBufferPromise(source, options), handle };
    const strict = await yauzl.openPromise(source, options).catch(() => null);
    if (strict !== null) return { file: strict, handle };
    handle = await open(source, 'r');
    const end = await directoryEnd(handle);
    return {
      file: await yauzl.fromRandomAccessReaderPromise(new HandleReader(handle), end, options),
      handle,
    };
  } catch (error) {
    await handle?.close();
    throw new ZipDamaged('no central directory', { cause: error });
  }
}

/** Where the end-of-central-directory record and its comment end (APPNOTE.TXT 4.3.16). */
async function directoryEnd(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  const length = Math.min(size, 128 * 1024);
  const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
  const at = buffer.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (at < 0 || at + 22 > length) throw new ZipDamaged('no end of central directory');
  const end = at + 22 + buffer.readUInt16LE(at + 20);
  return size - length + Math.min(end, length);
}

class HandleReader extends yauzl.RandomAccessReader {
  constructor(private readonly handle: FileHandle) {
    super();
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end), { objectMode: false });
  }
  private async *pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end;) {
      const length = Math.min(64 * 1024, end - at);
      const { bytesRead, buffer } = await this.handle.read(Buffer.alloc(length), 0, length, at);
      if (bytesRead === 0) throw new ZipDamaged('the file ends too early');
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  }
  /** Called whenever nobody reads at the moment; the handle is closed with the archive. */
  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }
}

/** A ZIP whose directory or content cannot be read. */
export class ZipDamaged extends Error {
  override readonly name = 'ZipDamaged';
}

function toEntry(source: Entry): ZipEntry {
  const rawName = source.fileNameRaw;
  return {
    name: decodeName(rawName, (source.generalPurposeBitFlag & 0x800) !== 0).replaceAll('\\', '/'),
    rawName,
    compressedSize: source.compressedSize,
    uncompressedSize: source.uncompressedSize,
    offset: source.relativeOffsetOfLocalHeader,
    encrypted: source.isEncrypted(),
    mode: source.versionMadeBy >> 8 === 3 ? source.externalFileAttributes >>> 16 : 0,
    source,
  };
}

/** UTF-8 where flagged or valid, else GB18030: what Chinese Windows writes. Never throws. */
function decodeName(raw: Buffer, utf8: boolean): string {
  if (utf8) return raw.toString('utf8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder('gb18030').decode(raw);
  }
}
