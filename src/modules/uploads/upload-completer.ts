import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { MultipartStore, PartRefusedError, type UploadedPart } from '../../platform/storage/storage.port.js';
import { HeldParts } from './held-parts.js';
import { assertComplete, sizeOfPart } from './part-plan.js';
import { UploadCleaner, UploadOutcome } from './upload-outcome.js';
import { UploadsRepository, type UploadRecord } from './uploads.repository.js';
import { UploadsService } from './uploads.service.js';

/** How the sending of an upload ends, by the hand of its owner. */
@Injectable()
export class UploadCompleter {
  constructor(
    private readonly database: Database,
    private readonly repository: UploadsRepository,
    private readonly uploads: UploadsService,
    private readonly held: HeldParts,
    private readonly multipart: MultipartStore,
    private readonly outcome: UploadOutcome,
    private readonly cleaner: UploadCleaner,
  ) {}

  /**
   * All parts are there: joins them and hands the whole over to verification. Once this has answered, the upload is not
   * lost any more. Idempotent: completing again answers with the present state. Throws `upload_incomplete`,
   * `part_size_wrong`, `size_mismatch`, `upload_expired`.
   */
  async complete(actor: Actor, id: Id, sha256: string | undefined): Promise<UploadRecord> {
    const upload = await this.uploads.own(actor, id);
    if (upload.state !== 'uploading' && upload.state !== 'aborted') return upload;
    this.uploads.stillOpen(upload);
    const parts = await this.held.of(upload);
    await this.endIfSwollen(upload, parts);
    const refused = await this.join(upload, parts).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    return this.database.transaction(async (tx) => {
      const [present] = await this.repository.lock(tx, [id]);
      if (!present || present.state === 'aborted') throw new AppError('upload_expired');
      // Somebody else has completed it meanwhile: the store may hold nothing of it any more, and that is well.
      if (present.state !== 'uploading') return present;
      if (refused) throw refused.error;
      return this.outcome.verify(tx, present, sha256 ?? null);
    });
  }

  /** Joins the parts in the store. Throws `upload_incomplete`, `size_mismatch`, and what stores throw. */
  private async join(upload: UploadRecord, parts: readonly UploadedPart[]): Promise<void> {
    assertComplete(parts, upload.size, upload);
    try {
      await this.multipart.complete(upload.objectKey, upload.storeUploadId ?? '', parts);
    } catch (error) {
      // A part was sent again between our look and the joining.
      if (error instanceof PartRefusedError)
        throw new AppError('upload_incomplete', { missing: 1, number: 1 });
      throw error;
    }
  }

  /** No address of ours lets in a part that is larger than planned. Where a store did, the upload is over at once. */
  private async endIfSwollen(upload: UploadRecord, parts: readonly UploadedPart[]): Promise<void> {
    const swollen = parts.find(({ number, size }) => size > sizeOfPart(number, upload.size, upload));
    if (!swollen) return;
    const error = new AppError('part_size_wrong', {
      number: swollen.number,
      size: swollen.size,
      expected: Math.max(0, sizeOfPart(swollen.number, upload.size, upload)),
    });
    const ended = await this.database.transaction(async (tx) => {
      const [present] = await this.repository.lock(tx, [upload.id]);
      if (present?.state !== 'uploading') return null;
      return this.outcome.lose(tx, present, 'failed', { code: error.code, params: error.params });
    });
    if (ended) await this.cleaner.clear(ended);
    throw error;
  }

  /** Gives an upload up, or takes one that has ended off the list. Throws `conflict` while it is being verified. */
  async abort(actor: Actor, id: Id): Promise<void> {
    await this.uploads.own(actor, id);
    const aborted = await this.database.transaction(async (tx) => {
      const [present] = await this.repository.lock(tx, [id]);
      if (present?.state === 'verifying') throw new AppError('conflict');
      if (present?.state === 'uploading') return this.outcome.lose(tx, present, 'aborted', null);
      if (present) await this.outcome.dismiss(tx, present);
      return null;
    });
    if (aborted) await this.cleaner.clear(aborted);
  }
}
