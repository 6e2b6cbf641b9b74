import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { Idempotency } from '../../http/index.js';
import { Unhurried } from '../../modules/processing/index.js';
import { UploadCompleter, UploadCreator, UploadsService } from '../../modules/uploads/index.js';
import { get } from './organization.js';

export interface FileToUpload {
  /** the same name and bytes under the same key are uploaded once, however often they are asked for */
  key: string;
  fileName: string;
  schoolId: Id;
  bytes: Buffer;
}

/** Uploads as a browser does: an upload is begun, its parts are PUT to their signed addresses, it is completed. */
export class Uploading {
  private readonly creator: UploadCreator;
  private readonly idempotency: Idempotency;
  private readonly uploads: UploadsService;
  private readonly completer: UploadCompleter;
  private readonly unhurried: Unhurried;

  /** @param origin where this server answers */
  constructor(
    app: Pick<INestApplicationContext, 'get'>,
    private readonly origin: string,
  ) {
    this.creator = get(app, UploadCreator);
    this.idempotency = get(app, Idempotency);
    this.uploads = get(app, UploadsService);
    this.completer = get(app, UploadCompleter);
    this.unhurried = get(app, Unhurried);
  }

  /** @returns the id of the upload, whose bytes are safe and are being verified */
  async upload(actor: Actor, { key, fileName, schoolId, bytes }: FileToUpload): Promise<Id> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    // Whoever tries the demo meanwhile does not wait behind all of it.
    this.unhurried.add(sha256);
    const wanted = { fileName, size: bytes.length, schoolId };
    const begun = await this.idempotency.once(
      { userId: actor.userId, key: `demo ${key} ${sha256}`, method: 'POST', url: 'uploads', body: wanted },
      () => this.creator.create(actor, wanted),
    );
    if (begun.state !== 'uploading') return begun.id;
    const held = new Set((await this.uploads.describe(begun)).parts.map((part) => part.number));
    const numbers = Array.from({ length: begun.partCount }, (_, i) => i + 1).filter((n) => !held.has(n));
    const { parts } =
      numbers.length === 0 ? { parts: [] } : await this.uploads.sign(actor, begun.id, numbers);
    for (const { number, url } of parts) {
      const start = (number - 1) * begun.partSize;
      await this.put(url, bytes.subarray(start, start + begun.partSize));
    }
    await this.completer.complete(actor, begun.id, sha256);
    return begun.id;
  }

  private async put(url: string, part: Buffer): Promise<void> {
    const body = new Uint8Array(part);
    const answer = await fetch(new URL(url, this.origin), { method: 'PUT', body });
    if (!answer.ok) throw new Error(`A part was refused: ${answer.status} ${await answer.text()}`);
  }
}
