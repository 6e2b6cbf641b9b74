import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { SETTINGS, type Settings } from '../../config/settings.js';
import type { createUploadRequest } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock, DAY } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { MultipartStore } from '../../platform/storage/storage.port.js';
import { QuotaService } from '../files/index.js';
import { owningSchool } from '../resources/index.js';
import { planParts } from './part-plan.js';
import { FOREVER } from './upload.entity.js';
import { UploadsRepository, type UploadRecord } from './uploads.repository.js';

/** An upload in which nothing happens for so long is given up. */
export const IDLE_MS = DAY;
/** A person's uploads under way at once: a very large folder, but no flood. */
const MAX_OPEN = 2_000;

type CreateInput = z.output<typeof createUploadRequest>;

@Injectable()
export class UploadCreator {
  private readonly limits: Settings['uploads'];

  constructor(
    private readonly database: Database,
    private readonly repository: UploadsRepository,
    private readonly quota: QuotaService,
    private readonly multipart: MultipartStore,
    private readonly clock: Clock,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.limits = settings.uploads;
  }

  /**
   * Begins an upload: the server picks the key, and room is held before a byte is sent. Throws `file_empty`, `file_too_large`, `quota_exceeded`, `forbidden`.
   */
  async create(actor: Actor, input: CreateInput): Promise<UploadRecord> {
    if (input.size === 0) throw new AppError('file_empty');
    if (input.size > this.limits.maxFileBytes)
      throw new AppError('file_too_large', { max: this.limits.maxFileBytes });
    const fileName = input.fileName.replaceAll('\0', '');
    if (fileName === '') throw new AppError('file_name_invalid');
    const schoolId = owningSchool(actor, input.schoolId);
    const now = this.clock.now();
    const id = newId(now);
    const upload: UploadRecord = {
      id,
      userId: actor.userId,
      schoolId,
      fileName,
      relativePath: input.relativePath?.replaceAll('\0', '') ?? null,
      size: input.size,
      lastModified: input.lastModified ?? null,
      ...planParts(input.size, this.limits.partBytes),
      state: 'uploading',
      failure: null,
      objectKey: `quarantine/${id}`,
      storeUploadId: null,
      declaredSha256: null,
      fileId: null,
      createdAt: now,
      expiresAt: now + IDLE_MS,
      endedAt: null,
      listedUntil: FOREVER,
      cleared: false,
    };
    const made = await this.database.transaction(async (tx) => {
      if ((await this.repository.countOpen(tx, actor.userId)) >= MAX_OPEN)
        throw new AppError('too_many_requests');
      await this.quota.hold(tx, { ownerId: actor.userId, schoolId }, upload.size);
      await this.repository.insert(tx, upload);
      return id;
    });
    // A request that was repeated made nothing new: it goes on with the upload of the first time.
    const present = made === id ? upload : await this.repository.find(this.database.reader, made);
    if (!present) throw notFound();
    return this.begin(present);
  }

  /** Makes sure that the store has begun the upload too, also when a crash came between the two. */
  async begin(upload: UploadRecord): Promise<UploadRecord> {
    if (upload.storeUploadId !== null || upload.state !== 'uploading') return upload;
    const begun = await this.multipart.create(upload.objectKey, {
      contentType: 'application/octet-stream',
      partSize: upload.partSize,
    });
    // Not worth waiting for the disk: an id that is forgotten is found by the key.
    const noted = await this.database.transaction(
      async (tx) => {
        const [present] = await this.repository.lock(tx, [upload.id]);
        if (present?.state !== 'uploading' || present.storeUploadId !== null) return present ?? upload;
        await this.repository.change(tx, upload.id, { storeUploadId: begun });
        return { ...present, storeUploadId: begun };
      },
      { durable: false },
    );
    if (noted.storeUploadId !== begun) await this.multipart.abort(upload.objectKey, begun);
    return noted;
  }
}
