import { Injectable } from '@nestjs/common';
import { LICENCES } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { FileService, QuotaService } from '../../files/index.js';
import { newResource } from '../new-resource.js';
import { OriginsRepository } from './origins.repository.js';
import { ResourceWriter } from '../resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from '../resources.repository.js';

/** Whose an adaptation is, and what it is called. */
export interface AdaptationFacts {
  schoolId: Id;
  title: string;
}

/** Makes of a resource somebody's own to go on with, with its lineage kept. */
@Injectable()
export class ResourceAdapter {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly writer: ResourceWriter,
    private readonly origins: OriginsRepository,
    private readonly files: FileService,
    private readonly quota: QuotaService,
  ) {}

  /**
   * A new draft of the actor's that holds the same: files of their own on the same bytes, with everything that was made of
   * these already. In the caller's unit, with the source locked; that the actor may see that is for the caller to know.
   * Its licence goes along, and so do pupils who appear and the window in which it is seen. Throws `licence_forbids` where
   * it lets nobody but its author adapt it, `quota_exceeded`.
   */
  async adapt(
    tx: Tx,
    actor: Actor,
    source: ResourceRecord,
    { schoolId, title }: AdaptationFacts,
  ): Promise<Id> {
    const { licence, authorId } = source;
    if (!LICENCES[licence].fork && authorId !== actor.userId)
      throw new AppError('licence_forbids', { licence });
    const record = adapted(source, newResource(actor.at, { schoolId, authorId: actor.userId }), title);
    await this.writer.insert(tx, record);
    await this.origins.insert(tx, record.id, source.id, actor.at);
    const fileIds = await this.copyFiles(tx, source.id, { ownerId: actor.userId, schoolId });
    await this.repository.setFiles(tx, record.id, fileIds);
    await this.writer.note(tx, actor.userId, 'resource.adapt', record, {
      from: source.id,
      attached: fileIds,
    });
    return record.id;
  }

  private async copyFiles(tx: Tx, sourceId: Id, holder: { ownerId: Id; schoolId: Id }): Promise<Id[]> {
    const ids = (await this.repository.filesOf(tx, [sourceId])).get(sourceId) ?? [];
    await this.files.keep(tx, ids);
    const found = new Map((await this.files.files(tx, ids)).map((file) => [file.id, file]));
    const copied: Id[] = [];
    for (const id of ids) {
      const file = found.get(id);
      const blob = file && (await this.files.blob(tx, file.sha256));
      if (!file || !blob) continue;
      await this.quota.hold(tx, holder, blob.size);
      await this.quota.release(tx, holder, blob.size);
      const { fileName, note } = file;
      copied.push(await this.files.add(tx, { ...blob, ...holder, fileName, note }));
    }
    return copied;
  }
}

function adapted(source: ResourceRecord, fresh: ResourceRecord, title: string): ResourceRecord {
  const { description, type, stage, subject, grade, bookId, chapterId, tags, linkUrl } = source;
  const { licence, licenceUntil, pupils, consentRef, visibleFrom, visibleUntil } = source;
  const facts = { description, type, stage, subject, grade, bookId, chapterId, tags, linkUrl };
  const bounds = { licence, licenceUntil, pupils, consentRef, visibleFrom, visibleUntil };
  return { ...fresh, ...facts, ...bounds, title };
}
