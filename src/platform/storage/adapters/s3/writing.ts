import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { IF_ABSENT, type S3Client } from './s3-client.js';
import { asked, taken } from './s3-errors.js';

/** Streams of unknown length are held back in pieces of this size: a store wants to know a length beforehand. */
const PIECE = 8 * 1024 * 1024;
const MAX_PARTS = 10_000;

interface Target {
  key: string;
  contentType: string;
  ifAbsent: boolean;
}

/** Stores an object from memory, a file or a stream; a stream that breaks off leaves nothing, and its error is thrown as it is. */
export async function writeObject(
  client: S3Client,
  target: Target,
  body: Readable | Buffer | { path: string },
  limits: { oneRequest: number; part: number },
): Promise<void> {
  if (Buffer.isBuffer(body)) return putWhole(client, target, body, body.length);
  if (!('path' in body && typeof body.path === 'string')) return putStream(client, target, body as Readable);
  const { path } = body;
  const { size } = await stat(path);
  if (size <= limits.oneRequest)
    return putWhole(client, target, size === 0 ? '' : createReadStream(path), size);
  const part = Math.max(limits.part, Math.ceil(size / MAX_PARTS));
  await putParts(client, target, slices(path, size, part));
}

async function putWhole(
  client: S3Client,
  target: Target,
  body: Readable | Buffer | string,
  size: number,
): Promise<void> {
  const { key, contentType, ifAbsent } = target;
  const headers = {
    'content-type': contentType,
    'content-length': String(size),
    ...(ifAbsent ? IF_ABSENT : {}),
  };
  await asked(() => client.ask({ method: 'PUT', key, headers }, body), taken);
}

async function putStream(client: S3Client, target: Target, source: Readable): Promise<void> {
  const pieces = inPieces(source);
  const first = await pieces.next();
  if (first.done) return putWhole(client, target, Buffer.alloc(0), 0);
  const second = await pieces.next();
  if (second.done) return putWhole(client, target, first.value.body, first.value.size);
  await putParts(
    client,
    target,
    (async function* () {
      yield first.value;
      yield second.value;
      yield* pieces;
    })(),
  );
}

interface Piece {
  body: Buffer | Readable;
  size: number;
}

async function putParts(client: S3Client, target: Target, pieces: AsyncIterable<Piece>): Promise<void> {
  const { key, contentType, ifAbsent } = target;
  const uploadId = await asked(() => client.begin(key, contentType));
  try {
    const parts: { number: number; etag: string }[] = [];
    for await (const { body, size } of pieces) {
      const number = parts.length + 1;
      parts.push({ number, etag: await asked(() => client.sendPart(key, uploadId, number, body, size)) });
    }
    await asked(() => client.join(key, uploadId, parts, ifAbsent), taken);
  } catch (error) {
    await client.abort(key, uploadId).catch(() => undefined);
    throw error;
  }
}

/** Chunks of a stream gathered into pieces of one size, the last shorter. */
async function* inPieces(source: Readable): AsyncGenerator<Piece, void> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk as Uint8Array);
    chunks.push(bytes);
    size += bytes.length;
    while (size >= PIECE) {
      const all = Buffer.concat(chunks, size);
      yield { body: all.subarray(0, PIECE), size: PIECE };
      chunks = [all.subarray(PIECE)];
      size -= PIECE;
    }
  }
  if (size > 0) yield { body: Buffer.concat(chunks, size), size };
}

async function* slices(path: string, size: number, part: number): AsyncGenerator<Piece, void> {
  for (let start = 0; start < size; start += part) {
    const end = Math.min(start + part, size) - 1;
    yield { body: createReadStream(path, { start, end }), size: end - start + 1 };
  }
}
