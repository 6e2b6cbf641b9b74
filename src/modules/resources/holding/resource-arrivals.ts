import { Injectable } from '@nestjs/common';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { ActorService } from '../../organization/index.js';
import { ResourceContents } from './resource-contents.js';
import { ResourceWriter } from '../resource-writer.js';
import { ResourcesRepository } from '../resources.repository.js';

/** Uploads that a resource waits for, as they end. No edits: `rev` stays. For uploads, in their own unit. */
@Injectable()
export class ResourceArrivals {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly content: ResourceContents,
    private readonly writer: ResourceWriter,
    private readonly access: AccessService,
    private readonly actors: ActorService,
  ) {}

  /**
   * An upload was stored: puts its file where the upload was waiting. Whoever may no longer edit the resource by then
   * adds nothing to it; the file stays theirs.
   */
  async uploadStored(tx: Tx, uploadId: Id, fileId: Id, userId: Id): Promise<void> {
    const waiting = await this.repository.waitingFor(tx, uploadId);
    if (!waiting) return;
    const record = await this.writer.lock(tx, waiting.resourceId, null);
    if (await this.mayEdit(userId, record.id)) {
      await this.content.arrive(tx, record, fileId, waiting, userId);
      await this.writer.note(tx, userId, 'resource.attach', record, { attached: [fileId], upload: uploadId });
    }
    await this.repository.forgetUpload(tx, uploadId);
    await this.writer.noteArrival(tx, record);
  }

  /** Which resource waits for each of these uploads; those that none waits for are left out. */
  waitingForEach(q: Queryable, uploadIds: readonly Id[]): Promise<Map<Id, Id>> {
    return this.repository.waitingForEach(q, uploadIds);
  }

  /** An upload failed or was given up: nothing waits for it any more. */
  async uploadLost(tx: Tx, uploadId: Id): Promise<void> {
    const waiting = await this.repository.waitingFor(tx, uploadId);
    if (!waiting) return;
    await this.repository.forgetUpload(tx, uploadId);
    await this.writer.noteArrival(tx, await this.writer.lock(tx, waiting.resourceId, null));
  }

  private async mayEdit(userId: Id, resourceId: Id): Promise<boolean> {
    try {
      const actor = await this.actors.load(userId, userId);
      return (await this.access.allowed(actor, 'edit', 'resource', [resourceId])).has(resourceId);
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return false;
      throw error;
    }
  }
}
