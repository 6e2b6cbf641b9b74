import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '../../../../kernel/ids.js';
import {
  ObjectNotFoundError,
  ObjectStore,
  type ByteRange,
  type ObjectInfo,
  type ObjectKey,
} from '../../storage.port.js';
import { copyByParts, copyWhole } from './copying.js';
import type { S3Client } from './s3-client.js';
import { asked, isMissing, KeyTakenError, unavailable } from './s3-errors.js';
import { writeObject } from './writing.js';

/** S3's limit for storing or copying an object in one request: 5 GiB. */
const ONE_REQUEST = 5 * 1024 ** 3;
/** keys of one deletion, the store's limit */
const DELETE_BATCH = 1_000;

/** Sizes that tests set lower. */
export interface S3Limits {
  /** bytes that are stored or copied in one request */
  oneRequest: number;
  /** bytes of the parts in which more is stored or copied, at least 5 MiB */
  part: number;
}
const LIMITS: S3Limits = { oneRequest: ONE_REQUEST, part: 512 * 1024 ** 2 };

/**
 * Objects in a bucket. `ifAbsent` is enforced by the store (`If-None-Match: *`): for copies by joining them from parts,
 * because a plain copy takes no such condition. Readers are sent to the store's public address.
 */
export class S3ObjectStore extends ObjectStore {
  readonly reach = 'cluster';

  constructor(
    private readonly client: S3Client,
    /** signs addresses for browsers */
    private readonly open: S3Client,
    private readonly bucket: string,
    private readonly limits: S3Limits = LIMITS,
  ) {
    super();
  }

  async put(
    key: ObjectKey,
    body: Readable | Buffer | { path: string },
    { contentType, ifAbsent = false }: { contentType: string; ifAbsent?: boolean },
  ): Promise<boolean> {
    // Saves sending what would be refused; the store decides when two come at once.
    if (ifAbsent && (await this.head(key))) return false;
    return this.unlessTaken(key, () =>
      writeObject(this.client, { key, contentType, ifAbsent }, body, this.limits),
    );
  }

  async get(key: ObjectKey, range?: ByteRange): Promise<Readable> {
    return asked(() => this.client.read(key, range), absent(key));
  }

  async head(key: ObjectKey): Promise<ObjectInfo | null> {
    const stat = await this.stat(key);
    return stat && { key, size: stat.size, modifiedAt: stat.lastModified.getTime() };
  }

  async copy(
    from: ObjectKey,
    to: ObjectKey,
    { ifAbsent = false }: { ifAbsent?: boolean } = {},
  ): Promise<boolean> {
    const source = await this.stat(from);
    if (!source) throw new ObjectNotFoundError(from);
    if (ifAbsent && (await this.head(to))) return false;
    if (from === to) return true;
    const contentType = String((source.metaData as Record<string, unknown>)['content-type'] ?? BYTES);
    const { size } = source;
    return this.unlessTaken(to, async () => {
      const plan = { bucket: this.bucket, from, to, size, contentType, ifAbsent, part: this.limits.part };
      if (size === 0) await this.writeEmpty(to, contentType, ifAbsent);
      else if (ifAbsent || size > this.limits.oneRequest) await copyByParts(this.client, plan, absent(from));
      else await copyWhole(this.client, plan, absent(from));
    });
  }

  async delete(keys: readonly ObjectKey[]): Promise<void> {
    for (let i = 0; i < keys.length; i += DELETE_BATCH) {
      const batch = keys.slice(i, i + DELETE_BATCH);
      const results = await asked(() => this.client.removeObjects(this.bucket, batch));
      const failed = results.map((r) => r?.Error).find((e) => e && e.Code !== 'NoSuchKey');
      if (failed) throw unavailable(Object.assign(new Error(failed.Message ?? ''), { code: failed.Code }));
    }
  }

  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    for (let token: string | null = ''; token !== null;) {
      const from: string = token;
      const page = await asked(() => this.client.listObjectsV2Query(this.bucket, prefix, from, '', 1000, ''));
      for (const { name, size, lastModified } of page.objects)
        if (name !== undefined)
          yield { key: name, size: size ?? 0, modifiedAt: lastModified?.getTime() ?? 0 };
      token = page.isTruncated && page.nextContinuationToken ? page.nextContinuationToken : null;
    }
  }

  async localFile(key: ObjectKey, directory: string): Promise<string> {
    const source = await this.get(key);
    const path = join(directory, `object-${newId()}`);
    try {
      await pipeline(source, createWriteStream(path));
      return path;
    } catch (error) {
      // Our own disk's troubles are not the store's.
      throw (error as NodeJS.ErrnoException).path === path ||
        (error as NodeJS.ErrnoException).syscall === 'write'
        ? error
        : unavailable(error);
    }
  }

  async readUrl(
    key: ObjectKey,
    { ttlSeconds, headers }: { ttlSeconds: number; headers: Record<string, string> },
  ): Promise<string> {
    const params = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [`response-${name.toLowerCase()}`, value]),
    );
    // Signed at round times, so that a page that is looked at twice in a row is fetched once.
    const step = ttlSeconds >= 30 ? (ttlSeconds * 1000) / 3 : 1000;
    const signedAt = Math.floor(this.client.clock.now() / step) * step;
    return this.open.readAddress(key, params, ttlSeconds, signedAt);
  }

  private stat(key: ObjectKey) {
    return asked(async () => {
      try {
        return await this.client.statObject(this.bucket, key);
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    });
  }

  private writeEmpty(key: ObjectKey, contentType: string, ifAbsent: boolean) {
    return writeObject(this.client, { key, contentType, ifAbsent }, Buffer.alloc(0), this.limits);
  }

  /** True when written; false when the store says that the key is taken. */
  private async unlessTaken(key: ObjectKey, write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (!(error instanceof KeyTakenError)) throw error;
      if (await this.head(key)) return false;
      // Whoever was about to make it has not done so (yet).
      throw unavailable(error);
    }
  }
}

const BYTES = 'application/octet-stream';

const absent = (key: ObjectKey) => (error: unknown) =>
  isMissing(error) ? new ObjectNotFoundError(key) : null;
