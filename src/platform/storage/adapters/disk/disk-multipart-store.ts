import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { bootId } from '../../../../kernel/boot-id.js';
import type { Clock } from '../../../../kernel/clock.js';
import { newId } from '../../../../kernel/ids.js';
import {
  MultipartStore,
  PART_PATH,
  PartReceiver,
  PartRefusedError,
  SignatureRefusedError,
  UploadNotFoundError,
  type ObjectInfo,
  type ObjectKey,
  type PartAddress,
  type PartPlan,
  type UploadedPart,
} from '../../storage.port.js';
import { makeDirectory } from './atomic-files.js';
import type { DiskObjectStore } from './disk-object-store.js';
import { LazySync } from './lazy-sync.js';
import { PartSigner } from './part-signer.js';
import { writePart } from './part-writer.js';
import { UploadDirectory, type HeldPart } from './upload-directory.js';
import { UploadSessions } from './upload-sessions.js';

const UPLOAD_ID = /^[0-9a-f]{16}-[0-9a-f]{32}$/;

/**
 * Multipart uploads below `<root>/uploads`. Parts arrive at our own HTTP process under addresses signed here; one
 * HTTP process per store is assumed (it knows who is writing). A crash of the process costs no acknowledged part. A
 * power cut costs those of the last moments, which a resume sends again, and never a completed upload.
 */
export class DiskMultipartStore extends MultipartStore {
  private readonly sessions = new UploadSessions();
  private readonly sync = new LazySync();

  private constructor(
    private readonly uploads: string,
    private readonly boot: string | null,
    private readonly objects: DiskObjectStore,
    private readonly signer: PartSigner,
    private readonly clock: Clock,
  ) {
    super();
  }

  static async open(root: string, objects: DiskObjectStore, clock: Clock): Promise<DiskMultipartStore> {
    const uploads = join(root, 'uploads');
    await makeDirectory(uploads);
    return new DiskMultipartStore(uploads, await bootId(), objects, await PartSigner.open(root), clock);
  }

  async create(key: ObjectKey, plan: PartPlan): Promise<string> {
    const uploadId = `${keyHash(key)}-${randomBytes(16).toString('hex')}`;
    await this.directory(uploadId).make({ key, ...plan });
    return uploadId;
  }

  async signPart(
    key: ObjectKey,
    uploadId: string,
    part: number,
    options: { ttlSeconds: number; maxBytes: number },
  ): Promise<string> {
    const expires = this.clock.now() + options.ttlSeconds * 1000;
    const { maxBytes } = options;
    const signature = this.signer.sign({ key, uploadId, part, expires, maxBytes });
    return `${PART_PATH}/${uploadId}/${part}?expires=${expires}&maxBytes=${maxBytes}&signature=${signature}`;
  }

  async listParts(key: ObjectKey, uploadId: string): Promise<UploadedPart[]> {
    const directory = await this.existing(key, uploadId);
    return (await directory.list()).map(({ number, size, etag }) => ({ number, size, etag }));
  }

  complete(key: ObjectKey, uploadId: string, parts: readonly UploadedPart[]): Promise<ObjectInfo> {
    return this.sessions.alone(uploadId, async () => {
      const directory = this.directory(uploadId);
      const record = await this.ifExisting(key, uploadId);
      if (record) {
        const joined = agreed(parts, await directory.list(), record.partSize);
        await directory.join(joined, record.partSize);
        await this.objects.adopt(directory.data, key);
      }
      const info = await this.objects.head(key);
      if (!info) throw new UploadNotFoundError('No such upload');
      await directory.remove();
      return info;
    });
  }

  async abort(key: ObjectKey, uploadId: string | null): Promise<void> {
    const ids = uploadId === null ? await readdir(this.uploads) : [uploadId];
    for (const id of ids.filter((i) => UPLOAD_ID.test(i) && i.startsWith(keyHash(key))))
      await this.sessions.alone(id, () => this.directory(id).remove());
  }

  /** See {@link PartReceiver.receive}. */
  async receive(address: PartAddress, body: Readable, contentLength: number | null): Promise<UploadedPart> {
    const directory = this.directory(address.uploadId);
    const record = await directory.read();
    const signed = {
      key: record.key,
      uploadId: address.uploadId,
      part: Number(address.part),
      expires: Number(address.expires),
      maxBytes: Number(address.maxBytes),
    };
    if (!this.signer.verify(signed, address.signature)) throw new SignatureRefusedError('Not signed here');
    if (this.clock.now() >= signed.expires) throw new SignatureRefusedError('Expired');
    if (contentLength === 0) throw new PartRefusedError('A part without bytes');
    if (contentLength !== null && contentLength > signed.maxBytes)
      throw new PartRefusedError(`A part of more than ${signed.maxBytes} bytes`);
    const number = signed.part;
    const held = await directory.holds(number);
    return this.sessions.write(address.uploadId, number, !held, async (inPlace, signal, turn) => {
      const etag = newId();
      const file = await directory.openForPart(etag, !inPlace);
      try {
        const position = inPlace ? (number - 1) * record.partSize : 0;
        const limit = Math.min(signed.maxBytes, record.partSize);
        const size = await writePart(body, file, { position, limit, turn }, signal);
        const lazy = inPlace && this.boot !== null;
        if (!lazy) await file.datasync();
        const part = { number, size, etag, aside: !inPlace, boot: lazy ? this.boot! : '' };
        await directory.hold(part);
        if (lazy) this.sync.add(directory, part);
        return { number, size, etag };
      } catch (error) {
        if (!inPlace) await directory.discardAside(etag);
        throw error;
      } finally {
        await file.close();
      }
    });
  }

  private directory(uploadId: string): UploadDirectory {
    if (!UPLOAD_ID.test(uploadId)) throw new UploadNotFoundError('No such upload');
    return new UploadDirectory(join(this.uploads, uploadId), this.boot ?? '');
  }

  private async existing(key: ObjectKey, uploadId: string): Promise<UploadDirectory> {
    const directory = this.directory(uploadId);
    const record = await directory.read();
    if (record.key !== key) throw new UploadNotFoundError('No such upload');
    return directory;
  }

  private async ifExisting(key: ObjectKey, uploadId: string): Promise<{ partSize: number } | null> {
    if (!uploadId.startsWith(keyHash(key))) throw new UploadNotFoundError('No such upload');
    try {
      return await this.directory(uploadId).read();
    } catch (error) {
      if (error instanceof UploadNotFoundError) return null;
      throw error;
    }
  }
}

/** The receiving end of {@link DiskMultipartStore}'s addresses. */
export class DiskPartReceiver extends PartReceiver {
  constructor(private readonly store: DiskMultipartStore) {
    super();
  }
  receive(address: PartAddress, body: Readable, contentLength: number | null): Promise<UploadedPart> {
    return this.store.receive(address, body, contentLength);
  }
}

/** The held parts that the caller means, or a refusal: S3 refuses the same. */
function agreed(
  wanted: readonly UploadedPart[],
  held: readonly HeldPart[],
  partSize: number,
): readonly HeldPart[] {
  if (wanted.length === 0) throw new PartRefusedError('No parts');
  const byNumber = new Map(held.map((part) => [part.number, part]));
  return [...wanted]
    .sort((a, b) => a.number - b.number)
    .map((want, index) => {
      const part = byNumber.get(want.number);
      if (want.number !== index + 1 || part?.etag !== want.etag)
        throw new PartRefusedError(`Part ${index + 1} is missing`);
      if (index < wanted.length - 1 && part.size !== partSize)
        throw new PartRefusedError(`Part ${part.number} has ${part.size} bytes instead of ${partSize}`);
      return part;
    });
}

function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
