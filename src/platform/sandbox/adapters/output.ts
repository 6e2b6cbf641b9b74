import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** A line longer than this is cut: no tool of ours prints one, a hostile one might. */
const MAX_LINE = 8 * 1024 * 1024;

/** Keeps the first `limit` bytes of a stream and reads the rest away. */
export function keepHead(stream: Readable, limit: number): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (size >= limit) return;
    chunks.push(chunk.subarray(0, limit - size));
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

/** Keeps the last `limit` bytes of a stream: error messages come last. */
export function keepTail(stream: Readable, limit: number): () => string {
  let tail = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]);
    if (tail.length > limit) tail = tail.subarray(tail.length - limit);
  });
  return () => tail.toString('utf8');
}

/** Calls back for every line; `failed` takes what the callback throws. */
export function eachLine(
  stream: Readable,
  onLine: (line: string) => void,
  failed: (error: unknown) => void,
): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const emit = (line: string): void => {
    try {
      onLine(line);
    } catch (error) {
      failed(error);
    }
  };
  stream.on('data', (chunk: Buffer) => {
    const parts = (rest + decoder.write(chunk)).split('\n');
    rest = (parts.pop() ?? '').slice(0, MAX_LINE);
    for (const part of parts) emit(part.endsWith('\r') ? part.slice(0, -1) : part);
  });
  stream.on('end', () => {
    if (rest !== '') emit(rest);
  });
}
