import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Transform, type Readable } from 'node:stream';
import type { ObjectKey, ObjectStore } from './storage.port.js';

/** What an object's bytes are. */
export interface ObjectSum {
  size: number;
  /** lower-case hexadecimal */
  sha256: string;
}

/** Some stores keep a type with each object; ours is said anew with every answer, so that the ending is enough. */
const TYPES: Record<string, string> = {
  webp: 'image/webp',
  png: 'image/png',
  jpg: 'image/jpeg',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
  m3u8: 'application/vnd.apple.mpegurl',
  ts: 'video/mp2t',
  m4s: 'video/iso.segment',
  mp4: 'video/mp4',
};

/** Copies one object from one store into another and reads it there again. Throws `ObjectNotFoundError`; {@link CopyDiffersError} when other bytes came back. */
export async function copyObject(from: ObjectStore, to: ObjectStore, key: ObjectKey): Promise<ObjectSum> {
  const meter = new Meter();
  const source = await from.get(key);
  // A source that breaks off breaks the meter, and with it the writing.
  const sent = pipeline(source, meter);
  sent.catch(() => undefined);
  const contentType = TYPES[key.split('.').at(-1)!] ?? 'application/octet-stream';
  await to.put(key, meter, { contentType });
  await sent;
  const there = await sumObject(to, key);
  if (there.sha256 !== meter.sum().sha256) throw new CopyDiffersError(key);
  return meter.sum();
}

/** Reads an object to its end. Throws `ObjectNotFoundError`. */
export async function sumObject(store: ObjectStore, key: ObjectKey): Promise<ObjectSum> {
  return sumStream(await store.get(key));
}

async function sumStream(stream: Readable): Promise<ObjectSum> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex') };
}

/** What was read back is not what was written. */
export class CopyDiffersError extends Error {
  override readonly name = 'CopyDiffersError';
  constructor(key: ObjectKey) {
    super(`${key}: the store gives other bytes than were written.`);
  }
}

class Meter extends Transform {
  private readonly hash = createHash('sha256');
  private size = 0;

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.hash.update(chunk);
    this.size += chunk.length;
    done(null, chunk);
  }

  sum(): ObjectSum {
    return { size: this.size, sha256: this.hash.copy().digest('hex') };
  }
}
