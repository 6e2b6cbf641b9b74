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
