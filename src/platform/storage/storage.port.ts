import type { Readable } from 'node:stream';

/** Keys are ours: lower-case ASCII letters, digits, `-`, `_`, `.` and `/`; no empty, `.` or `..` segment; at most 512 characters. */
export type ObjectKey = string;

export interface ObjectInfo {
  key: ObjectKey;
  /** bytes */
  size: number;
  /** ms since the epoch */
  modifiedAt: number;
}

/** A span of bytes, both ends inclusive, as in an HTTP Range. */
export interface ByteRange {
  start: number;
  end: number;
}

/** How far a storage adapter reaches: who may share its data. */
export type Reach = 'process' | 'host' | 'cluster';

/**
 * Whole objects. Promises kept by every adapter (test/contract/storage): a key is either absent or complete,
 * also after a crash in the middle of a write; an existing key is never changed by `put` or `copy` with
 * `ifAbsent`; an ill-formed key is refused with `InvalidKeyError` before anything is touched.
 */
export abstract class ObjectStore {
  abstract readonly reach: Reach;
  /** Stores a stream or a file on this machine (`{ path }`). With `ifAbsent`, false = the key already existed and was left alone. */
  abstract put(
    key: ObjectKey,
    body: Readable | Buffer | { path: string },
    options: { contentType: string; ifAbsent?: boolean },
  ): Promise<boolean>;
  /** Reads an object or a span of it. Throws `ObjectNotFoundError`. */
  abstract get(key: ObjectKey, range?: ByteRange): Promise<Readable>;
  abstract head(key: ObjectKey): Promise<ObjectInfo | null>;
  /** Copies inside the store (a link where the store can). Throws `ObjectNotFoundError`; false as in `put`. */
  abstract copy(from: ObjectKey, to: ObjectKey, options?: { ifAbsent?: boolean }): Promise<boolean>;
  /** Deletes; deleting what is not there is no error. */
  abstract delete(keys: readonly ObjectKey[]): Promise<void>;
  abstract list(prefix: string): AsyncIterable<ObjectInfo>;
  /** Where a reader may fetch it by itself (a presigned address), or null: then our own HTTP process streams it. */
  abstract readUrl(
    key: ObjectKey,
    options: { ttlSeconds: number; headers: Record<string, string> },
  ): Promise<string | null>;
}

export interface UploadedPart {
  /** 1 … 10,000 */
  number: number;
  /** bytes */
  size: number;
  etag: string;
}

/**
 * Multipart uploads in the manner of S3. A part sent again replaces the earlier one; parts may come in any
 * order and in parallel; nothing is visible under the key before `complete`; after `complete` or `abort` the
 * part addresses no longer work.
 */
export abstract class MultipartStore {
  /** Starts an upload to `key` and returns the store's own upload id. */
  abstract create(key: ObjectKey, contentType: string): Promise<string>;
  /** An address to which the browser may PUT exactly this part until it expires (≤ 15 minutes). */
  abstract signPart(
    key: ObjectKey,
    uploadId: string,
    part: number,
    options: { ttlSeconds: number; maxBytes: number },
  ): Promise<string>;
  abstract listParts(key: ObjectKey, uploadId: string): Promise<UploadedPart[]>;
  /** Joins the parts in order of number. Idempotent: completing what is complete answers the same. Throws `UploadNotFoundError`. */
  abstract complete(key: ObjectKey, uploadId: string, parts: readonly UploadedPart[]): Promise<ObjectInfo>;
  /** Drops the upload and its parts; aborting what is not there is no error. */
  abstract abort(key: ObjectKey, uploadId: string): Promise<void>;
}

export class InvalidKeyError extends Error {
  override readonly name = 'InvalidKeyError';
}
export class ObjectNotFoundError extends Error {
  override readonly name = 'ObjectNotFoundError';
}
export class UploadNotFoundError extends Error {
  override readonly name = 'UploadNotFoundError';
}
/** A part that is empty, larger than its address allows, or of a number outside 1 … 10,000. */
export class PartRefusedError extends Error {
  override readonly name = 'PartRefusedError';
}
