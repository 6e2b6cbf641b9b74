import { Injectable } from '@nestjs/common';
import { notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { FileService } from '../../files/index.js';
import { PendingRepository } from '../pending.repository.js';
import { ResourcesRepository, type ResourceRecord } from '../resources.repository.js';
import { UploadSource } from './upload-source.js';

/** Where what is attached goes: among what readers see, or among what waits beside it. */
export type Shelf = 'in force' | 'pending';

/** What the audit record is to say of it: files that came, and uploads that are still awaited. */
export interface Attached {
  attached?: Id[];
  awaited?: Id[];
}

/** Attaches uploads to resources: their files, or themselves while they are on their way. */
@Injectable()
export class Attachments {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly pendings: PendingRepository,
    private readonly uploads: UploadSource,
    private readonly files: FileService,
  ) {}

  /** Throws not_found for uploads of others, or of another school. */
  async attach(
    tx: Tx,
    userId: Id,
    record: ResourceRecord,
    uploadIds: readonly Id[],
    shelf: Shelf = 'in force',
  ): Promise<Attached> {
    if (uploadIds.length === 0) return {};
    const attached: Id[] = [];
    const awaited: Id[] = [];
    const known = await this.uploads.attachable(tx, userId, uploadIds);
    const kept = await this.files.keep(
      tx,
      [...known.values()].flatMap(({ fileId }) => fileId ?? []),
    );
    const start = await this.nextPosition(tx, record.id, shelf);
    for (const [i, uploadId] of [...new Set(uploadIds)].entries()) {
      const upload = known.get(uploadId);
      // A file belongs to one school for ever, and so does the resource that holds it.
      if (!upload || upload.schoolId !== record.schoolId) throw notFound();
      if (upload.fileId !== null && !kept.has(upload.fileId)) throw notFound();
      const waits = { resourceId: record.id, uploadId, position: start + i, pending: shelf === 'pending' };
      if (upload.fileId === null) await this.repository.awaitUpload(tx, waits);
      else await this.addFile(tx, record.id, upload.fileId, start + i, shelf);
      if (upload.fileId === null) awaited.push(uploadId);
      else attached.push(upload.fileId);
    }
    return { ...(attached.length > 0 ? { attached } : {}), ...(awaited.length > 0 ? { awaited } : {}) };
  }

  /** Puts a file in its place. */
  async addFile(tx: Tx, resourceId: Id, fileId: Id, position: number, shelf: Shelf): Promise<void> {
    const { repository, pendings } = this;
    await (shelf === 'pending' ? pendings : repository).addFile(tx, resourceId, fileId, position);
  }

  private async nextPosition(tx: Tx, id: Id, shelf: Shelf): Promise<number> {
    const files =
      shelf === 'pending'
        ? ((await this.pendings.find(tx, id))?.fileIds ?? [])
        : ((await this.repository.filesOf(tx, [id])).get(id) ?? []);
    const uploads = (await this.repository.uploadsOf(tx, [id], shelf)).get(id) ?? [];
    return files.length + uploads.length;
  }
}
