import { Injectable } from '@nestjs/common';
import type { FileView } from '../../contracts/index.js';
import { Clock, DAY } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import { newId, type Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { Outbox } from '../../platform/queue/index.js';
import { blobAdded } from './files.events.js';
import type { BlobTraits, Failure } from './files.entity.js';
import {
  FilesRepository,
  type BlobRecord,
  type FileRecord,
  type RenderingRecord,
} from './files.repository.js';
import { QuotaService } from './quota.service.js';
import { emptyDetails, fileView } from './file-view.js';

/** Verified bytes and who brought them under which name. */
export interface NewFile {
  sha256: string;
  size: number;
  kind: string;
  mime: string;
  extension: string;
  traits: BlobTraits;
  objectKey: string;
  fileName: string;
  note: Failure | null;
  ownerId: Id;
  schoolId: Id;
}

/** How often in 24 hours anybody may have the same bytes processed once more: they are shared by all who have them. */
const RETRIES_A_DAY = 5;

/**
 * Where the bytes of a hash live in the store. The second part is new for everybody who brings the bytes, so that a
 * sweep that removes forgotten bytes never meets the same bytes coming back.
 */
export function blobKey(sha256: string, uploadId: Id): string {
  return `blob/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}.${uploadId.slice(-12)}`;
}

/** Files, their bytes and what was made of them. */
@Injectable()
export class FileService {
  constructor(
    private readonly repository: FilesRepository,
    private readonly quota: QuotaService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a file for bytes that lie in the store, and counts it. Bytes that are new are announced for processing; of
   * known ones the object that was there first stays in use, and `objectKey` is the caller's to delete.
   */
  async add(tx: Tx, file: NewFile): Promise<Id> {
    const now = this.clock.now();
    const id = newId(now);
    if (!(await this.repository.keepBlob(tx, file.sha256))) {
      const { sha256, size, kind, mime, extension, traits, objectKey } = file;
      await this.repository.insertBlob(tx, {
        sha256,
        size,
        kind,
        mime,
        extension,
        traits,
        objectKey,
        unusedSince: null,
        createdAt: now,
      });
      await this.process(tx, this.unprocessed(sha256), file.ownerId);
    }
    const { sha256, ownerId, schoolId, fileName, note } = file;
    await this.repository.insertFile(tx, { id, sha256, ownerId, schoolId, fileName, note, createdAt: now });
    await this.quota.count(tx, file, file.size);
    return id;
  }

  /**
   * Has a blob processed once more whose processing failed or left something out; what there is of it stays in use
   * until then. One that is well, waits or is being processed is left as it is: false. Throws `too_many_requests`
   * when it has been tried often enough for a day.
   */
  async processAgain(tx: Tx, sha256: string, askedBy: Id): Promise<boolean> {
    const before = await this.repository.lockRendering(tx, sha256);
    if (before?.state !== 'failed' && before?.state !== 'partial') return false;
    const now = this.clock.now();
    const since = before.retriesSince !== null && now < before.retriesSince + DAY ? before.retriesSince : now;
    const retries = since === before.retriesSince ? before.retries : 0;
    if (retries >= RETRIES_A_DAY)
      throw new AppError('too_many_requests', { retryAfterSeconds: Math.ceil((since + DAY - now) / 1000) });
    await this.process(tx, { ...before, retries: retries + 1, retriesSince: since }, askedBy);
    return true;
  }

  private unprocessed(sha256: string): RenderingRecord {
    return {
      ...{ sha256, recipe: 0, state: 'waiting', progress: 0, failure: null, details: emptyDetails() },
      ...{ objectPrefix: null, hasText: false, updatedAt: this.clock.now(), retries: 0, retriesSince: null },
    };
  }

  private async process(tx: Tx, rendering: RenderingRecord, askedBy: Id): Promise<void> {
    const waiting = { state: 'waiting', progress: 0, failure: null, updatedAt: this.clock.now() };
    await this.repository.putRendering(tx, { ...rendering, ...waiting });
    await this.outbox.emit(tx, blobAdded, { sha256: rendering.sha256, askedBy });
  }

  /** What pages show of files, by id; unknown ids are left out. */
  async views(q: Queryable, ids: readonly Id[]): Promise<Map<Id, FileView>> {
    const files = await this.repository.files(q, ids);
    const hashes = [...new Set(files.map((file) => file.sha256))];
    const blobs = new Map((await this.repository.blobs(q, hashes)).map((blob) => [blob.sha256, blob]));
    const renderings = new Map((await this.repository.renderings(q, hashes)).map((r) => [r.sha256, r]));
    return new Map(
      files.flatMap((file): [Id, FileView][] => {
        const blob = blobs.get(file.sha256);
        return blob ? [[file.id, fileView(file, blob, renderings.get(file.sha256) ?? null)]] : [];
      }),
    );
  }

  file(q: Queryable, id: Id): Promise<FileRecord | null> {
    return this.repository.file(q, id);
  }

  files(q: Queryable, ids: readonly Id[]): Promise<FileRecord[]> {
    return this.repository.files(q, ids);
  }

  blob(q: Queryable, sha256: string): Promise<BlobRecord | null> {
    return this.repository.blob(q, sha256);
  }

  /** Ids of the files whose bytes these are. */
  async withBlob(q: Queryable, sha256: string): Promise<Id[]> {
    return (await this.repository.filesWithBlob(q, sha256)).map((file) => file.id);
  }

  /** Text of a file by page; page 0 stands on no page. */
  text(q: Queryable, sha256: string): Promise<{ page: number; text: string }[]> {
    return this.repository.text(q, sha256);
  }

  /** Name and joined text of files, each cut at `maxCharacters`: for the index. */
  async texts(
    q: Queryable,
    ids: readonly Id[],
    maxCharacters: number,
  ): Promise<Map<Id, { fileName: string; text: string }>> {
    const result = new Map<Id, { fileName: string; text: string }>();
    for (const file of await this.repository.files(q, ids)) {
      const pages = await this.repository.text(q, file.sha256);
      result.set(file.id, {
        fileName: file.fileName,
        text: pages
          .map((page) => page.text)
          .join('\n')
          .slice(0, maxCharacters),
      });
    }
    return result;
  }

  /** Holds files until the unit ends, so that nobody removes or takes them meanwhile; gives those that are there. */
  keep(tx: Tx, ids: readonly Id[]): Promise<Set<Id>> {
    return this.repository.lockFiles(tx, ids);
  }

  /** Removes files that nothing holds any more; their bytes go with the sweep when no other file has them. */
  async remove(tx: Tx, ids: readonly Id[]): Promise<void> {
    for (const file of await this.repository.files(tx, ids)) {
      const blob = await this.repository.blob(tx, file.sha256);
      await this.quota.count(tx, file, -(blob?.size ?? 0));
    }
    await this.repository.removeFiles(tx, ids);
  }
}
