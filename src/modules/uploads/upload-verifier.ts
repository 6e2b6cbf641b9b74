import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { FileInspector } from '../../platform/media/index.js';
import type { JobContext } from '../../platform/queue/index.js';
import { ObjectStore } from '../../platform/storage/storage.port.js';
import { blobKey, FileService, type NewFile } from '../files/index.js';
import { hashFile } from './hash-file.js';
import { UploadCleaner, UploadOutcome } from './upload-outcome.js';
import { UploadsRepository, type UploadRecord } from './uploads.repository.js';

/** Where copies for checking lie when the store has no paths of its own. */
export const verifyingDirectory = (settings: Settings) => join(settings.dataDir, 'verifying');

type Verified = Omit<NewFile, 'objectKey'>;

/** The unit that ends a verification together with its job, and what follows it. */
@Injectable()
export class UploadEnding {
  constructor(
    private readonly database: Database,
    private readonly repository: UploadsRepository,
    private readonly files: FileService,
    private readonly outcome: UploadOutcome,
    private readonly cleaner: UploadCleaner,
  ) {}

  async accept(upload: UploadRecord, file: NewFile, job: JobContext): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [present] = await this.repository.lock(tx, [upload.id]);
      if (present?.state === 'verifying')
        await this.outcome.store(tx, present, await this.files.add(tx, file));
      await job.complete(tx);
    });
    await this.cleaner.clear(upload);
  }

  async refuse(upload: UploadRecord, error: AppError, job: JobContext): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [present] = await this.repository.lock(tx, [upload.id]);
      const failure = { code: error.code, params: error.params };
      if (present?.state === 'verifying') await this.outcome.lose(tx, present, 'failed', failure);
      await job.complete(tx);
    });
    await this.cleaner.clear(upload);
  }
}

/**
 * Makes a file of an acknowledged upload, or says why not. Each step may be cut short and done again: bytes are copied
 * to their lasting key first, then one unit writes blob, file and state, and the quarantined object goes last.
 */
@Injectable()
export class UploadVerifier {
  constructor(
    private readonly database: Database,
    private readonly repository: UploadsRepository,
    private readonly files: FileService,
    private readonly objects: ObjectStore,
    private readonly inspector: FileInspector,
    private readonly ending: UploadEnding,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async verify(uploadId: Id, job: JobContext): Promise<void> {
    const upload = await this.repository.find(this.database.reader, uploadId);
    if (upload?.state !== 'verifying') return;
    let verified: Verified;
    try {
      verified = await this.check(upload, job.signal);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return this.ending.refuse(upload, error, job);
    }
    const objectKey = blobKey(verified.sha256, upload.id);
    await this.objects.copy(upload.objectKey, objectKey, { ifAbsent: true });
    await this.ending.accept(upload, { ...verified, objectKey }, job);
    const blob = await this.files.blob(this.database.reader, verified.sha256);
    if (blob && blob.objectKey !== objectKey) await this.objects.delete([objectKey]);
  }

  /** Size, hash and real type. Throws AppError for what the person is to be told. */
  private async check(upload: UploadRecord, signal: AbortSignal): Promise<Verified> {
    const object = await this.objects.head(upload.objectKey);
    if (object?.size !== upload.size)
      throw new AppError('size_mismatch', { expected: upload.size, size: object?.size ?? 0 });
    const parent = verifyingDirectory(this.settings);
    await mkdir(parent, { recursive: true });
    const directory = await mkdtemp(join(parent, 'upload-'));
    try {
      const path = await this.objects.localFile(upload.objectKey, directory);
      const found = await this.inspector.inspect(path, upload.fileName, signal);
      const sha256 = await hashFile(path, upload.size, signal);
      if (upload.declaredSha256 !== null && upload.declaredSha256 !== sha256)
        throw new AppError('checksum_mismatch');
      const { kind, mime, extension, encrypted, hasMacros, encoding } = found;
      return {
        sha256,
        size: upload.size,
        kind,
        mime,
        extension,
        traits: { encrypted, hasMacros, encoding },
        fileName: upload.fileName,
        note: found.corrected ? { code: 'extension_corrected', params: { extension } } : null,
        ownerId: upload.userId,
        schoolId: upload.schoolId,
      };
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
}
