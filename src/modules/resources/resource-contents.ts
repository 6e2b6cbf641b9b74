import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { updateResourceRequest } from '../../contracts/index.js';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/database.port.js';
import { FileService } from '../files/index.js';
import { ResourceVersions } from './resource-versions.js';
import { ResourceWriter } from './resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from './resources.repository.js';
import { UploadSource } from './upload-source.js';

type ContentsInput = Pick<z.output<typeof updateResourceRequest>, 'fileIds' | 'addUploadIds' | 'linkUrl'>;

/** What a resource holds: files that come to it, leave it or change places, in the unit of an edit. */
@Injectable()
export class ResourceContents {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly writer: ResourceWriter,
    private readonly versions: ResourceVersions,
    private readonly uploads: UploadSource,
    private readonly files: FileService,
  ) {}

  /**
   * Leaves `fileIds` in their order and adds uploads; what was there before stays as an earlier version. Gives what the
   * audit record is to say of it; throws not_found for files and uploads that cannot be in it.
   */
  async replace(tx: Tx, userId: Id, record: ResourceRecord, input: ContentsInput) {
    if (await this.replaces(tx, record, input)) await this.versions.keep(tx, record, userId);
    const detached = input.fileIds ? await this.reorder(tx, record.id, input.fileIds) : {};
    const attached = await this.attach(tx, userId, record, input.addUploadIds ?? []);
    return { ...attached, ...detached };
  }

  /** Whether readers will find other files, or another link; another order of the same files is no other version. */
  private async replaces(tx: Tx, record: ResourceRecord, input: ContentsInput): Promise<boolean> {
    if (input.linkUrl !== undefined && input.linkUrl !== record.linkUrl) return true;
    if ((input.addUploadIds ?? []).length > 0) return true;
    if (input.fileIds === undefined) return false;
    const present = (await this.repository.filesOf(tx, [record.id])).get(record.id) ?? [];
    return present.some((fileId) => !input.fileIds!.includes(fileId));
  }

  /** Gives what the audit record is to say of it: files that came, and uploads that are still awaited. */
  async attach(
    tx: Tx,
    userId: Id,
    record: ResourceRecord,
    uploadIds: readonly Id[],
  ): Promise<{ attached?: Id[]; awaited?: Id[] }> {
    if (uploadIds.length === 0) return {};
    const attached: Id[] = [];
    const awaited: Id[] = [];
    const known = await this.uploads.attachable(tx, userId, uploadIds);
    const kept = await this.files.keep(
      tx,
      [...known.values()].flatMap(({ fileId }) => fileId ?? []),
    );
    const start = await this.nextPosition(tx, record.id);
    for (const [i, uploadId] of [...new Set(uploadIds)].entries()) {
      const upload = known.get(uploadId);
      // A file belongs to one school for ever, and so does the resource that holds it.
      if (!upload || upload.schoolId !== record.schoolId) throw notFound();
      if (upload.fileId !== null && !kept.has(upload.fileId)) throw notFound();
      if (upload.fileId === null) await this.repository.awaitUpload(tx, record.id, uploadId, start + i);
      else await this.repository.addFile(tx, record.id, upload.fileId, start + i);
      if (upload.fileId === null) awaited.push(uploadId);
      else attached.push(upload.fileId);
    }
    return { ...(attached.length > 0 ? { attached } : {}), ...(awaited.length > 0 ? { awaited } : {}) };
  }

  private async nextPosition(tx: Tx, id: Id): Promise<number> {
    const files = (await this.repository.filesOf(tx, [id])).get(id) ?? [];
    const uploads = (await this.repository.uploadsOf(tx, [id])).get(id) ?? [];
    return files.length + uploads.length;
  }

  /** Gives what the audit record is to say of it. */
  private async reorder(
    tx: Tx,
    id: Id,
    fileIds: readonly Id[],
  ): Promise<{ detached?: Id[]; reordered?: true }> {
    const present = (await this.repository.filesOf(tx, [id])).get(id) ?? [];
    if (fileIds.some((fileId) => !present.includes(fileId))) throw notFound();
    await this.repository.setFiles(tx, id, [...new Set(fileIds)]);
    const detached = present.filter((fileId) => !fileIds.includes(fileId));
    await this.writer.letGo(tx, detached);
    const left = present.filter((fileId) => fileIds.includes(fileId));
    return {
      ...(detached.length > 0 ? { detached } : {}),
      ...(left.join() !== [...new Set(fileIds)].join() ? { reordered: true as const } : {}),
    };
  }
}
