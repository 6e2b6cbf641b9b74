import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DAY, MINUTE } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { JobRegistry, Scheduler } from '../../platform/queue/index.js';
import { UploadSource } from '../resources/index.js';
import { UploadOutcome } from './upload-outcome.js';
import { UploadSweep } from './upload-sweep.js';
import { UploadVerifier } from './upload-verifier.js';
import { verifyUpload } from './verify-upload.job.js';
import { UploadsRepository, type UploadRecord } from './uploads.repository.js';

const TIDY_EVERY_MS = 10 * MINUTE;

/** What uploads do by themselves, and what they tell the resources below them. */
@Injectable()
export class UploadsJobs implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly scheduler: Scheduler,
    private readonly source: UploadSource,
    private readonly repository: UploadsRepository,
    private readonly verifier: UploadVerifier,
    private readonly outcome: UploadOutcome,
    private readonly sweep: UploadSweep,
  ) {}

  onModuleInit(): void {
    this.registry.handle(verifyUpload, ({ uploadId }, job) => this.verifier.verify(uploadId, job), {
      onDead: async (tx, { uploadId }) => {
        const [upload] = await this.repository.lock(tx, [uploadId]);
        if (upload?.state === 'verifying')
          await this.outcome.lose(tx, upload, 'failed', { code: 'processing_failed', params: {} });
      },
    });
    this.scheduler.every('uploads.tidy', TIDY_EVERY_MS, () => this.sweep.tidy());
    this.scheduler.everyHere('uploads.tidy-here', TIDY_EVERY_MS, () => this.sweep.tidyHere());
    this.scheduler.every('uploads.strays', DAY, () => this.sweep.strays());
    this.source.provide({
      attachable: async (q, userId, uploadIds) => {
        const uploads = await this.read(q, uploadIds);
        const usable = uploads.filter((u) => u.userId === userId && isAttachable(u));
        return new Map(usable.map((u) => [u.id, { fileId: u.fileId, schoolId: u.schoolId }]));
      },
    });
  }

  /** Inside a unit the rows are locked: an upload that is stored meanwhile finds whoever waits for it. */
  private async read(q: Queryable, ids: readonly Id[]): Promise<UploadRecord[]> {
    if (ids.length === 0) return [];
    return this.repository.lock(q as Tx, ids);
  }
}

function isAttachable(upload: UploadRecord): boolean {
  return upload.state === 'uploading' || upload.state === 'verifying' || upload.state === 'stored';
}
