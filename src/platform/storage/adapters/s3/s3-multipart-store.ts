import {
  MultipartStore,
  PartReceiver,
  PartRefusedError,
  SignatureRefusedError,
  UploadNotFoundError,
  type ObjectInfo,
  type ObjectKey,
  type PartPlan,
  type UploadedPart,
} from '../../storage.port.js';
import type { S3Client } from './s3-client.js';
import { asked, isBadParts, isNoUpload } from './s3-errors.js';
import type { S3ObjectStore } from './s3-object-store.js';

/** What no store gives as an id, some stores read as a path: it is not even asked about. */
const UPLOAD_ID = /^(?!\.*$)[\w.~+=-]{1,255}$/;

/** The store's own multipart uploads: browsers send parts straight to its public address. */
export class S3MultipartStore extends MultipartStore {
  constructor(
    private readonly client: S3Client,
    /** signs addresses for browsers */
    private readonly open: S3Client,
    private readonly bucket: string,
    private readonly objects: S3ObjectStore,
  ) {
    super();
  }

  create(key: ObjectKey, plan: PartPlan): Promise<string> {
    return asked(() => this.client.begin(key, plan.contentType));
  }

  signPart(
    key: ObjectKey,
    uploadId: string,
    part: number,
    { ttlSeconds, maxBytes }: { ttlSeconds: number; maxBytes: number },
  ): Promise<string> {
    return Promise.resolve(this.open.partAddress(key, uploadId, part, maxBytes, ttlSeconds));
  }

  async listParts(key: ObjectKey, uploadId: string): Promise<UploadedPart[]> {
    if (!UPLOAD_ID.test(uploadId)) throw new UploadNotFoundError('No such upload');
    return asked(() => this.client.parts(key, uploadId), noUpload);
  }

  async complete(key: ObjectKey, uploadId: string, parts: readonly UploadedPart[]): Promise<ObjectInfo> {
    const held = await this.heldUnlessJoined(key, uploadId);
    if (held) {
      const joined = agreed(parts, held);
      await asked(
        () => this.client.join(key, uploadId, joined),
        (error) =>
          isBadParts(error) ? new PartRefusedError('The parts are not those held') : noUpload(error),
      ).catch((error: unknown) => {
        // Somebody else has joined them meanwhile: then the object is there.
        if (!(error instanceof UploadNotFoundError)) throw error;
      });
    }
    const info = await this.objects.head(key);
    if (!info) throw new UploadNotFoundError('No such upload');
    return info;
  }

  async abort(key: ObjectKey, uploadId: string | null): Promise<void> {
    for (const id of uploadId === null ? await this.begun(key) : [uploadId])
      if (UPLOAD_ID.test(id))
        await asked(async () => {
          try {
            await this.client.abort(key, id);
          } catch (error) {
            if (!isNoUpload(error)) throw error;
          }
        });
  }

  /** The parts held, or null when there is no such upload (any more). */
  private async heldUnlessJoined(key: ObjectKey, uploadId: string): Promise<UploadedPart[] | null> {
    try {
      return await this.listParts(key, uploadId);
    } catch (error) {
      if (error instanceof UploadNotFoundError) return null;
      throw error;
    }
  }

  /** Ids of the uploads under way to exactly this key. */
  private async begun(key: ObjectKey): Promise<string[]> {
    const ids: string[] = [];
    for (let after = { key: '', id: '' }, more = true; more;) {
      const from = after;
      const page = await asked(() =>
        this.client.listIncompleteUploadsQuery(this.bucket, key, from.key, from.id, ''),
      );
      for (const upload of page.uploads) if (upload.key === key) ids.push(upload.uploadId);
      after = { key: page.nextKeyMarker, id: page.nextUploadIdMarker };
      more = page.isTruncated && after.key !== '';
    }
    return ids;
  }
}

/** Nobody holds an address of ours here: parts go to the store. */
export class S3PartReceiver extends PartReceiver {
  receive(): Promise<UploadedPart> {
    return Promise.reject(new SignatureRefusedError('Parts go to the store itself'));
  }
}

const noUpload = (error: unknown) => (isNoUpload(error) ? new UploadNotFoundError('No such upload') : null);

/** The parts that the caller means, in order, or a refusal: they must be held, one to n, all but the last of one size. */
function agreed(wanted: readonly UploadedPart[], held: readonly UploadedPart[]): UploadedPart[] {
  if (wanted.length === 0) throw new PartRefusedError('No parts');
  const byNumber = new Map(held.map((part) => [part.number, part]));
  const sorted = [...wanted].sort((a, b) => a.number - b.number);
  return sorted.map((want, index) => {
    const part = byNumber.get(want.number);
    if (want.number !== index + 1 || part?.etag !== want.etag)
      throw new PartRefusedError(`Part ${index + 1} is missing`);
    const first = byNumber.get(1)!;
    if (index < sorted.length - 1 && part.size !== first.size)
      throw new PartRefusedError(`Part ${part.number} has ${part.size} bytes instead of ${first.size}`);
    if (part.size > first.size) throw new PartRefusedError(`Part ${part.number} is larger than the others`);
    return part;
  });
}
