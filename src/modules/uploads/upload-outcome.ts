import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { LiveBus } from '../../platform/live/index.js';
import { Outbox } from '../../platform/queue/index.js';
import { MultipartStore, ObjectStore } from '../../platform/storage/storage.port.js';
import { QuotaService } from '../files/index.js';
import { ResourceArrivals } from '../resources/index.js';
import type { UploadFailure } from './upload.entity.js';
import { uploadView } from './upload-view.js';
import { uploadStored } from './uploads.events.js';
import { verifyUpload } from './verify-upload.job.js';
import { UploadsRepository, type UploadRecord } from './uploads.repository.js';

/** How long an upload that ended stays among "my uploads". */
export const LISTED_AFTER_END_MS = DAY;

/** How an upload changes state: in one unit with all that hangs on it, told live once it has committed. */
@Injectable()
export class UploadOutcome {
  constructor(
    private readonly repository: UploadsRepository,
    private readonly quota: QuotaService,
    private readonly resources: ResourceArrivals,
    private readonly outbox: Outbox,
    private readonly live: LiveBus,
    private readonly clock: Clock,
  ) {}

  /** Writes a change and tells the uploader. */
  async change(tx: Tx, upload: UploadRecord, change: Partial<UploadRecord>): Promise<UploadRecord> {
    await this.repository.change(tx, upload.id, change);
    const next = { ...upload, ...change };
    tx.afterCommit(() =>
      this.live.publish(`user:${next.userId}`, { type: 'upload', upload: uploadView(next) }),
    );
    return next;
  }

  /** Acknowledges an upload: the state and the job that verifies it are written in one unit. */
  async verify(tx: Tx, upload: UploadRecord, declaredSha256: string | null): Promise<UploadRecord> {
    await this.outbox.add(tx, verifyUpload, { uploadId: upload.id }, { askedBy: upload.userId });
    return this.change(tx, upload, { state: 'verifying', declaredSha256 });
  }

  /** Takes an upload that has ended off its owner's list. */
  async dismiss(tx: Tx, upload: UploadRecord): Promise<void> {
    await this.repository.change(tx, upload.id, { listedUntil: this.clock.now() });
  }

  /** Ends an upload without a file: its room is free again and nothing waits for it. What it left in the store goes later. */
  async lose(
    tx: Tx,
    upload: UploadRecord,
    state: 'failed' | 'aborted',
    failure: UploadFailure | null,
  ): Promise<UploadRecord> {
    const now = this.clock.now();
    await this.quota.release(tx, { ownerId: upload.userId, schoolId: upload.schoolId }, upload.size);
    await this.resources.uploadLost(tx, upload.id);
    const listedUntil = state === 'failed' ? now + LISTED_AFTER_END_MS : now;
    return this.change(tx, upload, { state, failure, endedAt: now, listedUntil });
  }

  /** Ends an upload with its file: the promise of room becomes the file's own count, and whatever waits gets the file. */
  async store(tx: Tx, upload: UploadRecord, fileId: Id): Promise<UploadRecord> {
    const now = this.clock.now();
    await this.quota.release(tx, { ownerId: upload.userId, schoolId: upload.schoolId }, upload.size);
    await this.resources.uploadStored(tx, upload.id, fileId, upload.userId);
    await this.outbox.emit(tx, uploadStored, { uploadId: upload.id, fileId, userId: upload.userId });
    return this.change(tx, upload, {
      state: 'stored',
      fileId,
      endedAt: now,
      listedUntil: now + LISTED_AFTER_END_MS,
    });
  }
}

/** Removes from the store what an upload that ended has left there. Safe to repeat; the sweep does, after a crash. */
@Injectable()
export class UploadCleaner {
  constructor(
    private readonly database: Database,
    private readonly repository: UploadsRepository,
    private readonly objects: ObjectStore,
    private readonly multipart: MultipartStore,
  ) {}

  async clear(upload: UploadRecord): Promise<void> {
    await this.multipart.abort(upload.objectKey, upload.storeUploadId);
    await this.objects.delete([upload.objectKey]);
    // Forgotten in a power cut, it is cleared once more.
    await this.database.transaction((tx) => this.repository.change(tx, upload.id, { cleared: true }), {
      durable: false,
    });
  }
}
