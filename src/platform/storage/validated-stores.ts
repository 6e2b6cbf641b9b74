import type { Readable } from 'node:stream';
import { assertKey, assertPrefix } from './keys.js';
import {
  MultipartStore,
  ObjectStore,
  PartRefusedError,
  type ByteRange,
  type ObjectInfo,
  type PartPlan,
  type PutOptions,
  type UploadedPart,
} from './storage.port.js';

/** S3's limit; ours too, so that an installation can move. */
const MAX_PARTS = 10_000;
/** seconds: no part address lives longer */
const MAX_TTL = 15 * 60;

/** Refuses ill-formed keys before the adapter inside sees them. */
export class ValidatedObjectStore extends ObjectStore {
  readonly reach;
  constructor(private readonly inner: ObjectStore) {
    super();
    this.reach = inner.reach;
  }
  async put(key: string, body: Readable | Buffer | { path: string }, options: PutOptions) {
    assertKey(key);
    return this.inner.put(key, body, options);
  }
  async get(key: string, range?: ByteRange) {
    assertKey(key);
    return this.inner.get(key, range);
  }
  async head(key: string) {
    assertKey(key);
    return this.inner.head(key);
  }
  async copy(from: string, to: string, options?: { ifAbsent?: boolean }) {
    assertKey(from);
    assertKey(to);
    return this.inner.copy(from, to, options);
  }
  async delete(keys: readonly string[]) {
    keys.forEach(assertKey);
    return this.inner.delete(keys);
  }
  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    assertPrefix(prefix);
    yield* this.inner.list(prefix);
  }
  async localFile(key: string, directory: string) {
    assertKey(key);
    return this.inner.localFile(key, directory);
  }
  async readUrl(key: string, options: { ttlSeconds: number; headers: Record<string, string> }) {
    assertKey(key);
    return this.inner.readUrl(key, options);
  }
}

/** Refuses ill-formed keys, part numbers outside 1 … 10,000 and addresses that would live longer than 15 minutes. */
export class ValidatedMultipartStore extends MultipartStore {
  constructor(private readonly inner: MultipartStore) {
    super();
  }
  async create(key: string, plan: PartPlan) {
    assertKey(key);
    return this.inner.create(key, plan);
  }
  async signPart(
    key: string,
    uploadId: string,
    part: number,
    options: { ttlSeconds: number; maxBytes: number },
  ) {
    assertKey(key);
    if (!Number.isInteger(part) || part < 1 || part > MAX_PARTS)
      throw new PartRefusedError(`Part number ${part}`);
    if (!(options.ttlSeconds > 0 && options.ttlSeconds <= MAX_TTL))
      throw new RangeError(`A part address lives at most ${MAX_TTL} s`);
    return this.inner.signPart(key, uploadId, part, options);
  }
  async listParts(key: string, uploadId: string) {
    assertKey(key);
    return this.inner.listParts(key, uploadId);
  }
  async complete(key: string, uploadId: string, parts: readonly UploadedPart[]) {
    assertKey(key);
    return this.inner.complete(key, uploadId, parts);
  }
  async abort(key: string, uploadId: string | null) {
    assertKey(key);
    return this.inner.abort(key, uploadId);
  }
}
