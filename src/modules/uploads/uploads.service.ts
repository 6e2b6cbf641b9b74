import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { ListedUpload, signPartsResponse, uploadDetail } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock, MINUTE } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { MultipartStore } from '../../platform/storage/storage.port.js';
import { ResourceArrivals } from '../resources/index.js';
import { sizeOfPart } from './part-plan.js';
import { IDLE_MS, UploadCreator } from './upload-creator.js';
import { HeldParts } from './held-parts.js';
import { uploadView } from './upload-view.js';
import { UploadsRepository, type UploadRecord } from './uploads.repository.js';

const SIGNED_FOR_MS = 15 * MINUTE;
/** Signing puts off the end; written down only when it has come this much nearer. */
const EXTEND_AFTER_MS = 10 * MINUTE;
const MAX_LISTED = 1_000;

/** A person's own uploads: seeing them and getting addresses for their parts. Those of others do not exist. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly database: Database,
    private readonly repository: UploadsRepository,
    private readonly creator: UploadCreator,
    private readonly held: HeldParts,
    private readonly multipart: MultipartStore,
    private readonly resources: ResourceArrivals,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<ListedUpload[]> {
    const uploads = await this.repository.listed(
      this.database.reader,
      actor.userId,
      this.clock.now(),
      MAX_LISTED,
    );
    const waiting = await this.resources.waitingForEach(
      this.database.reader,
      uploads.map((upload) => upload.id),
    );
    return uploads.map((upload) => ({ ...uploadView(upload), resourceId: waiting.get(upload.id) ?? null }));
  }

  async detail(actor: Actor, id: Id): Promise<z.input<typeof uploadDetail>> {
    return this.describe(await this.own(actor, id));
  }

  /** With the parts that the store holds: a resume sends the others. */
  async describe(upload: UploadRecord): Promise<z.input<typeof uploadDetail>> {
    const parts = upload.state === 'uploading' ? await this.held.of(upload) : [];
    return { ...uploadView(upload), parts: parts.map(({ number, size }) => ({ number, size })) };
  }

  /** Addresses for parts of this very upload, for 15 minutes. Throws `part_number_invalid`, `upload_expired`, `conflict` (already complete). */
  async sign(actor: Actor, id: Id, numbers: readonly number[]): Promise<z.input<typeof signPartsResponse>> {
    const now = this.clock.now();
    const upload = await this.creator.begin(this.stillOpen(await this.own(actor, id)));
    const uploadId = upload.storeUploadId;
    if (uploadId === null) throw new AppError('conflict');
    const unique = [...new Set(numbers)];
    const wrong = unique.find((number) => number > upload.partCount);
    if (wrong !== undefined) throw new AppError('part_number_invalid', { number: wrong });
    if (now + IDLE_MS - upload.expiresAt > EXTEND_AFTER_MS) await this.extend(id, now);
    const parts = await Promise.all(
      unique.map(async (number) => {
        const size = sizeOfPart(number, upload.size, upload);
        const options = { ttlSeconds: SIGNED_FOR_MS / 1000, maxBytes: size };
        return {
          number,
          size,
          url: await this.multipart.signPart(upload.objectKey, uploadId, number, options),
        };
      }),
    );
    return { parts, expiresAt: new Date(now + SIGNED_FOR_MS).toISOString() };
  }

  /** The actor's own upload; somebody else's is not found. */
  async own(actor: Actor, id: Id): Promise<UploadRecord> {
    const upload = await this.repository.find(this.database.reader, id);
    if (upload?.userId === actor.userId) return upload;
    throw notFound();
  }

  /** Throws unless parts may still come. */
  stillOpen(upload: UploadRecord): UploadRecord {
    const now = this.clock.now();
    if (upload.state === 'aborted' || (upload.state === 'uploading' && upload.expiresAt <= now))
      throw new AppError('upload_expired');
    if (upload.state !== 'uploading') throw new AppError('conflict');
    return upload;
  }

  private async extend(id: Id, now: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [upload] = await this.repository.lock(tx, [id]);
      if (upload) this.stillOpen(upload);
      await this.repository.change(tx, id, { expiresAt: now + IDLE_MS });
    });
  }
}
