import type { FileHandle } from 'node:fs/promises';
import { Writable, type Readable } from 'node:stream';
import { PartRefusedError } from '../../storage.port.js';

/** bytes kept while the disk is busy; more than this and the sender waits */
const BUFFER = 1024 * 1024;

/** Lets one write at a time into a file: several at once only wait inside the system, spinning, for the same lock. */
export type WriteTurn = <T>(write: () => Promise<T>) => Promise<T>;

/** Writes a stream into an open file from a position on, several chunks in one call, and refuses more than `limit` bytes. */
class PartSink extends Writable {
  written = 0;
  constructor(
    private readonly file: FileHandle,
    private readonly position: number,
    private readonly limit: number,
    private readonly turn: WriteTurn,
  ) {
    super({ highWaterMark: BUFFER });
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.save([chunk]).then(() => done(), done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.save(chunks.map((c) => c.chunk)).then(() => done(), done);
  }

  private async save(buffers: Buffer[]): Promise<void> {
    let rest = buffers;
    const bytes = rest.reduce((sum, b) => sum + b.length, 0);
    if (this.written + bytes > this.limit)
      throw new PartRefusedError(`A part of more than ${this.limit} bytes`);
    while (rest.length > 0) {
      const { bytesWritten } = await this.turn(() => this.file.writev(rest, this.position + this.written));
      this.written += bytesWritten;
      rest = after(rest, bytesWritten);
    }
    letGo(buffers);
  }
}

/**
 * Streams a part into a file and resolves with its size. Rejects when the sender breaks off, sends nothing or too much,
 * or the signal says that the upload is over. The sender's stream is left open, so that it can still be answered.
 */
export function writePart(
  body: Readable,
  file: FileHandle,
  span: { position: number; limit: number; turn: WriteTurn },
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sink = new PartSink(file, span.position, span.limit, span.turn);
    const onAbort = () => sink.destroy(signal.reason as Error);
    const onBroken = (error?: Error) => sink.destroy(error ?? new Error('The sender broke off'));
    const onClose = () => {
      if (!body.readableEnded) onBroken();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    body.on('error', onBroken);
    body.on('close', onClose);
    sink.on('error', () => body.unpipe(sink));
    sink.on('close', () => {
      signal.removeEventListener('abort', onAbort);
      body.off('close', onClose);
      if (sink.errored) reject(sink.errored);
      else if (sink.written === 0) reject(new PartRefusedError('A part without bytes'));
      else resolve(sink.written);
    });
    if (signal.aborted) onAbort();
    else if (body.destroyed) onBroken();
    else body.pipe(sink);
  });
}

function after(buffers: Buffer[], bytes: number): Buffer[] {
  let skip = bytes;
  for (let i = 0; i < buffers.length; i += 1) {
    const buffer = buffers[i]!;
    if (skip < buffer.length) return [buffer.subarray(skip), ...buffers.slice(i + 1)];
    skip -= buffer.length;
  }
  return [];
}

/**
 * Gives the memory of chunks back at once. The collector would come for them too late: it counts objects, of which an
 * upload makes few, and not the 64 KB behind each.
 */
function letGo(buffers: readonly Buffer[]): void {
  const { port1, port2 } = new MessageChannel();
  port1.close();
  const whole = buffers.map((b) => b.buffer).filter((b, i) => b.byteLength === buffers[i]!.byteLength);
  port2.postMessage(null, whole as ArrayBuffer[]);
}
