import { read, ReadStream } from 'node:fs';
import { OutgoingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { ByteRange } from '../../storage.port.js';

/** bytes per read: large enough that a whole-file download costs few turns of the event loop */
const CHUNK = 512 * 1024;
/** Buffers at rest: as many as eight readers at a time use. */
const atRest: Buffer[] = [];
const MOST_AT_REST = 16;
const readFrom = promisify(read);

/** As Node documents `fs.createReadStream`; its types leave the options out. */
const Base = ReadStream as unknown as new (
  path: string,
  options: { fd: number; highWaterMark: number } & ByteRange,
) => Readable;

/**
 * Reads a file, or a span of it, from an open descriptor and closes it at the end. Piped into an HTTP answer it uses two
 * buffers in turn, each again once its bytes are with the system: with fresh ones for every chunk, the collector of a
 * program as large as this takes longer than the download. Whoever else reads it gets buffers of their own.
 */
export class FileReading extends Base {
  private readonly descriptor: number;
  private readonly span: ByteRange;
  private lastRead: Promise<unknown> = Promise.resolve();

  /** @param range what of it; bytes that it has */
  constructor(fd: number, range: ByteRange) {
    // The descriptor is what it reads; a path would only be told in errors.
    super('', { fd, highWaterMark: CHUNK, ...range });
    this.descriptor = fd;
    this.span = range;
  }

  override pipe<T extends NodeJS.WritableStream>(to: T, options?: { end?: boolean }): T {
    if (!(to instanceof OutgoingMessage) || options?.end === false) return super.pipe(to, options);
    this.pour(to).catch((error: Error) => this.destroy(error));
    return to;
  }

  /** A descriptor that is closed under a read may be another file's before the read is over. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    void this.lastRead.finally(() => super._destroy(error, done));
  }

  private async pour(answer: OutgoingMessage): Promise<void> {
    const buffers = [0, 1].map(() => atRest.pop() ?? Buffer.allocUnsafeSlow(CHUNK));
    let written: Promise<void> = Promise.resolve();
    for (let { start } = this.span, turn = 0; start <= this.span.end; turn = 1 - turn) {
      const wanted = Math.min(CHUNK, this.span.end - start + 1);
      const reading = readFrom(this.descriptor, buffers[turn]!, 0, wanted, start);
      this.lastRead = reading.catch(() => undefined);
      const [{ bytesRead }] = await Promise.all([reading, written]);
      if (this.destroyed) return;
      if (bytesRead === 0) throw new Error(`A file ends ${this.span.end - start + 1} bytes too soon`);
      written = write(answer, buffers[turn]!.subarray(0, bytesRead));
      start += bytesRead;
    }
    await written;
    if (atRest.length < MOST_AT_REST) atRest.push(...buffers);
    // The stream has to have ended before the answer does: who watches both would think it broken off.
    this.once('end', () => answer.end());
    this.push(null);
    this.resume();
  }
}

/** Resolves when the bytes are with the system, so that their buffer can be used again. */
function write(answer: OutgoingMessage, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    answer.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
