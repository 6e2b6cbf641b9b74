import { Injectable } from '@nestjs/common';
import { Clock, MINUTE } from '../../kernel/clock.js';
import { Database } from '../../platform/database/database.port.js';
import { UploadCleaner, UploadOutcome } from './upload-outcome.js';
import { BATCH, inBatches, UploadRemains, VerifyingLeftovers } from './upload-remains.js';
import { UploadsRepository } from './uploads.repository.js';

/** What ended this long ago is not being cleared by anybody any more. */
const CLEAR_AFTER_MS = 5 * MINUTE;

export interface UploadSweepReport {
  /** uploads given up because nothing happened in them */
  ended: number;
  /** ended uploads that had left something in the store */
  cleared: number;
  /** rows of uploads that ended long ago */
  forgotten: number;
  /** files of such uploads that no resource ever took */
  unattachedFiles: number;
  /** quarantined objects that belong to no upload */
  orphanObjects: string[];
  /** quota rows that were wrong */
  quotaRows: number;
}

/** Ends what nobody ends: expired uploads, leftovers of crashes, rows that have served. Without `apply` it only reports. */
@Injectable()
export class UploadSweep {
  constructor(
    private readonly database: Database,
    private readonly repository: UploadsRepository,
    private readonly outcome: UploadOutcome,
    private readonly cleaner: UploadCleaner,
    private readonly remains: UploadRemains,
    private readonly leftovers: VerifyingLeftovers,
    private readonly clock: Clock,
  ) {}

  /** Everything, for the command line. */
  async run(apply: boolean): Promise<UploadSweepReport> {
    const { forgotten, unattachedFiles } = await this.remains.forget(apply);
    return {
      ended: await this.expire(apply),
      cleared: await this.clear(apply),
      forgotten,
      unattachedFiles,
      orphanObjects: await this.remains.orphans(apply),
      quotaRows: await this.remains.recount(apply),
    };
  }

  /** What is done every few minutes: only rows whose time has come are read. */
  async tidy(): Promise<void> {
    await this.expire(true);
    await this.clear(true);
    await this.remains.forget(true);
  }

  /** What crashes of this process left on its own disk. */
  async tidyHere(): Promise<void> {
    await this.leftovers.remove();
  }

  /** Removes quarantined objects that belong to nobody: reads the whole quarantine, so once a day is enough. */
  async strays(): Promise<void> {
    await this.remains.orphans(true);
  }

  private async expire(apply: boolean): Promise<number> {
    const now = this.clock.now();
    return inBatches(
      apply,
      () => this.repository.expired(this.database.reader, now, BATCH),
      async (upload) => {
        const ended = await this.database.transaction(async (tx) => {
          const [present] = await this.repository.lock(tx, [upload.id]);
          if (present?.state !== 'uploading' || present.expiresAt > now) return null;
          return this.outcome.lose(tx, present, 'aborted', { code: 'upload_expired', params: {} });
        });
        if (ended) await this.cleaner.clear(ended);
      },
    );
  }

  private clear(apply: boolean): Promise<number> {
    const before = this.clock.now() - CLEAR_AFTER_MS;
    return inBatches(
      apply,
      () => this.repository.uncleared(this.database.reader, before, BATCH),
      (upload) => this.cleaner.clear(upload),
    );
  }
}
