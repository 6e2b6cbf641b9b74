import type { Readable } from 'node:stream';
import { ServiceAway } from '../../kernel/errors.js';
import type { Reach } from '../../kernel/reach.js';

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

export interface PutOptions {
  contentType: string;
  ifAbsent?: boolean;
  settleLater?: (settle: () => Promise<void>) => void;
}

/**
 * Whole objects. No key is another key's folder (`a` beside `a/b`). Promises kept by every adapter (test/contract/storage): a key is either absent or complete,
 * also after a crash in the middle of a write; an existing key is never changed by `put` or `copy` with
 * `ifAbsent`; an ill-formed key is refused with `InvalidKeyError` before anything is touched. Whatever a store in
 * another process cannot do because it is away, or refuses us, is a `StoreUnavailableError`.
 */
export abstract class ObjectStore {
  abstract readonly reach: Reach;
  /**
   * Stores a stream, or a file on this machine (`{ path }`) that nobody changes any more. With `ifAbsent`, false = the
   * key already existed and was left alone. With `settleLater` a file may be there for everybody before it would
   * survive a power cut: the store hands over what has yet to be called for that.
   */
  abstract put(
    key: ObjectKey,
    body: Readable | Buffer | { path: string },
    options: PutOptions,
  ): Promise<boolean>;
  /** Reads an object or a span of it. Throws `ObjectNotFoundError`. */
  abstract get(key: ObjectKey, range?: ByteRange): Promise<Readable>;
  abstract head(key: ObjectKey): Promise<ObjectInfo | null>;
  /** Copies inside the store (a link where the store can). Throws `ObjectNotFoundError`; false as in `put`. */
  abstract copy(from: ObjectKey, to: ObjectKey, options?: { ifAbsent?: boolean }): Promise<boolean>;
  /** Deletes; deleting what is not there is no error. */
  abstract delete(keys: readonly ObjectKey[]): Promise<void>;
  /** Everything whose key begins with the prefix, in no promised order. */
  abstract list(prefix: string): AsyncIterable<ObjectInfo>;
  /**
   * A file on this machine with the object's bytes, for tools that need a path: the store's own file where it has
   * one (read it, never write to it), else a fresh copy inside `directory`. Throws `ObjectNotFoundError`.
   */
  abstract localFile(key: ObjectKey, directory: string): Promise<string>;
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

/** What a part may be: S3 asks for equal parts of at least 5 MiB, the last of any size; so do we. */
export interface PartPlan {
  contentType: string;
  /** bytes of every part but the last */
  partSize: number;
}

/**
 * Multipart uploads in the manner of S3, all parts but the last of one size. A part sent again replaces the earlier one; parts may come in any
 * order and in parallel; nothing is visible under the key before `complete`; after `complete` or `abort` the
 * part addresses no longer work.
 */
export abstract class MultipartStore {
  /** Starts an upload to `key` and returns the store's own upload id. */
  abstract create(key: ObjectKey, plan: PartPlan): Promise<string>;
  /**
   * An address to which the browser may PUT exactly this part until it expires (≤ 15 minutes): never more than
   * `maxBytes`, the size of that part; some stores take exactly so many.
   */
  abstract signPart(
    key: ObjectKey,
    uploadId: string,
    part: number,
    options: { ttlSeconds: number; maxBytes: number },
  ): Promise<string>;
  /** The parts held, by number. Throws `UploadNotFoundError`. */
  abstract listParts(key: ObjectKey, uploadId: string): Promise<UploadedPart[]>;
  /**
   * Joins the parts 1 … n. Idempotent: completing what is complete answers the same. Throws `UploadNotFoundError`;
   * `PartRefusedError` when a part is missing, is not the one the store holds, or is not of the planned size.
   */
  abstract complete(key: ObjectKey, uploadId: string, parts: readonly UploadedPart[]): Promise<ObjectInfo>;
  /**
   * Drops the upload and its parts; aborting what is not there is no error. Without an id: whatever was started for
   * that key by somebody who died before noting the id.
   */
  abstract abort(key: ObjectKey, uploadId: string | null): Promise<void>;
}

/** A signed part address as it came back to us: everything in it is unproven until the signature is checked. */
export interface PartAddress {
  uploadId: string;
  part: string;
  expires: string;
  maxBytes: string;
  signature: string;
}

/**
 * Takes parts whose signed address points at our own HTTP process ({@link PART_PATH}). Where the browser sends parts
 * straight to the store nobody holds such an address, and all are refused.
 */
export abstract class PartReceiver {
  /**
   * Stores one part from a stream, with back-pressure: all of it, or nothing when the stream breaks off. Reads no byte
   * before the address is proven. Throws `SignatureRefusedError`, `UploadNotFoundError` (completed, aborted),
   * `PartRefusedError`.
   */
  abstract receive(address: PartAddress, body: Readable, contentLength: number | null): Promise<UploadedPart>;
}

/** Where our own HTTP process receives signed parts: `<PART_PATH>/<uploadId>/<part>?expires&max&signature`. */
export const PART_PATH = '/api/v1/parts';

/** A part address that was not signed here, was changed, or has expired. */
export class SignatureRefusedError extends Error {
  override readonly name = 'SignatureRefusedError';
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
/** The store does not answer, or does not let us in. */
export class StoreUnavailableError extends ServiceAway {
  constructor(reason: string, options?: { cause?: unknown }) {
    super('store_unavailable', reason, options);
    this.name = 'StoreUnavailableError';
  }
}
