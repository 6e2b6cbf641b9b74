import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { createResourceRequest, description, updateResourceRequest } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import { newId, type Id } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import type { Authorized } from '../access/index.js';
import { Taxonomy } from '../taxonomy/index.js';
import { ResourceWriter } from './resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from './resources.repository.js';
import { normaliseTags } from './tags.js';
import { UploadSource } from './upload-source.js';

type CreateInput = z.output<typeof createResourceRequest>;
type UpdateInput = z.output<typeof updateResourceRequest>;
type Description = z.output<typeof description>;

/** Making and describing resources. */
@Injectable()
export class ResourceEditor {
  constructor(
    private readonly database: Database,
    private readonly repository: ResourcesRepository,
    private readonly writer: ResourceWriter,
    private readonly uploads: UploadSource,
    private readonly taxonomy: Taxonomy,
    private readonly clock: Clock,
  ) {}

  /** Makes a draft in the name of a school of the author's. Uploads still on their way attach when they are stored. */
  async create(actor: Actor, input: CreateInput): Promise<Id> {
    const schoolId = owningSchool(actor, input.schoolId);
    const now = this.clock.now();
    const record: ResourceRecord = {
      id: newId(now),
      rev: 1,
      schoolId,
      authorId: actor.userId,
      state: 'draft',
      title: '',
      description: '',
      type: null,
      stage: null,
      subject: null,
      grade: null,
      bookId: null,
      chapterId: null,
      tags: [],
      linkUrl: input.linkUrl ?? null,
      audience: null,
      publishedAt: null,
      trashedAt: null,
      createdAt: now,
      updatedAt: now,
    };
    const described = this.describe(record, input);
    await this.database.transaction(async (tx) => {
      await this.writer.insert(tx, described);
      await this.attach(tx, actor.userId, described, input.uploadIds ?? []);
    });
    return record.id;
  }

  /** Changes what is given and leaves the rest. Throws `rev_conflict` when `rev` is no longer the present one. */
  async update(right: Authorized<'resource', 'edit'>, rev: number, input: UpdateInput): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, rev);
      const described = this.describe(record, input);
      if (input.linkUrl !== undefined) described.linkUrl = input.linkUrl;
      if (input.fileIds) await this.reorder(tx, record.id, input.fileIds);
      await this.attach(tx, right.actorId, record, input.addUploadIds ?? []);
      await this.writer.save(tx, described, 'same rights');
    });
  }

  /** An upload was stored: puts its file where the upload was waiting. For uploads, in their own unit. */
  async uploadStored(tx: Tx, uploadId: Id, fileId: Id): Promise<void> {
    const waiting = await this.repository.waitingFor(tx, uploadId);
    if (!waiting) return;
    const record = await this.writer.lock(tx, waiting.resourceId, null);
    await this.repository.addFile(tx, record.id, fileId, waiting.position);
    await this.repository.forgetUpload(tx, uploadId);
    await this.writer.save(tx, record, 'same rights');
  }

  /** An upload failed or was given up: nothing waits for it any more. */
  async uploadLost(tx: Tx, uploadId: Id): Promise<void> {
    const waiting = await this.repository.waitingFor(tx, uploadId);
    if (!waiting) return;
    await this.repository.forgetUpload(tx, uploadId);
    await this.writer.save(tx, await this.writer.lock(tx, waiting.resourceId, null), 'same rights');
  }

  private describe(record: ResourceRecord, input: Description): ResourceRecord {
    const next: ResourceRecord = {
      ...record,
      title: input.title ?? record.title,
      description: input.description ?? record.description,
      type: input.type === undefined ? record.type : input.type,
      stage: input.stage === undefined ? record.stage : input.stage,
      subject: input.subject === undefined ? record.subject : input.subject,
      grade: input.grade === undefined ? record.grade : input.grade,
      bookId: input.bookId === undefined ? record.bookId : input.bookId,
      chapterId: input.chapterId === undefined ? record.chapterId : input.chapterId,
      tags: input.tags === undefined ? record.tags : normaliseTags(input.tags),
    };
    return { ...next, ...this.taxonomy.complete(next) };
  }

  private async attach(tx: Tx, userId: Id, record: ResourceRecord, uploadIds: readonly Id[]): Promise<void> {
    if (uploadIds.length === 0) return;
    const known = await this.uploads.attachable(tx, userId, uploadIds);
    const start = await this.nextPosition(tx, record.id);
    for (const [i, uploadId] of [...new Set(uploadIds)].entries()) {
      const upload = known.get(uploadId);
      // A file belongs to one school for ever, and so does the resource that holds it.
      if (!upload || upload.schoolId !== record.schoolId) throw notFound();
      if (upload.fileId === null) await this.repository.awaitUpload(tx, record.id, uploadId, start + i);
      else await this.repository.addFile(tx, record.id, upload.fileId, start + i);
    }
  }

  private async nextPosition(tx: Tx, id: Id): Promise<number> {
    const files = (await this.repository.filesOf(tx, [id])).get(id) ?? [];
    const uploads = (await this.repository.uploadsOf(tx, [id])).get(id) ?? [];
    return files.length + uploads.length;
  }

  private async reorder(tx: Tx, id: Id, fileIds: readonly Id[]): Promise<void> {
    const present = new Set((await this.repository.filesOf(tx, [id])).get(id) ?? []);
    if (fileIds.some((fileId) => !present.has(fileId))) throw notFound();
    await this.repository.setFiles(tx, id, [...new Set(fileIds)]);
  }
}

/** The school in whose name somebody works: the one asked for, else their first. */
export function owningSchool(actor: Actor, asked: Id | undefined): Id {
  const schools = actor.memberships.flatMap((m) => (m.schoolId ? [m.schoolId] : []));
  const schoolId = asked ?? schools[0];
  if (schoolId === undefined || !schools.includes(schoolId)) throw new AppError('forbidden');
  return schoolId;
}
