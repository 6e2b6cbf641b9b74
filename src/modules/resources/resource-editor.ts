import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import {
  DEFAULT_LICENCE,
  type createResourceRequest,
  type description,
  type updateResourceRequest,
} from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import { newId, type Id } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import type { Authorized } from '../access/index.js';
import { FileService } from '../files/index.js';
import { Taxonomy } from '../taxonomy/index.js';
import { ResourceVersions } from './resource-versions.js';
import { ResourceWriter } from './resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from './resources.repository.js';
import { normaliseTags } from './tags.js';
import { usageAfter } from './usage.js';
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
    private readonly versions: ResourceVersions,
    private readonly uploads: UploadSource,
    private readonly taxonomy: Taxonomy,
    private readonly files: FileService,
    private readonly clock: Clock,
  ) {}

  /** Makes a draft in the name of a school of the author's. Uploads still on their way attach when they are stored. */
  async create(actor: Actor, input: CreateInput): Promise<Id> {
    const schoolId = owningSchool(actor, input.schoolId);
    const now = this.clock.now();
    const record: ResourceRecord = {
      id: newId(now),
      rev: 1,
      arrivals: 0,
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
      licence: DEFAULT_LICENCE,
      licenceUntil: null,
      pupils: false,
      consentRef: null,
      visibleFrom: null,
      visibleUntil: null,
      watermark: false,
      publishedAt: null,
      trashedAt: null,
      createdAt: now,
      updatedAt: now,
    };
    const described = this.describe({ ...record, ...usageAfter(record, input) }, input);
    return this.database.transaction(async (tx) => {
      await this.writer.insert(tx, described);
      const attached = await this.attach(tx, actor.userId, described, input.uploadIds ?? []);
      await this.writer.note(tx, actor.userId, 'resource.create', described, {
        title: described.title,
        ...attached,
      });
      return record.id;
    });
  }

  /** Changes what is given and leaves the rest. Throws `rev_conflict` when `rev` is no longer the present one. */
  async update(right: Authorized<'resource', 'edit'>, rev: number, input: UpdateInput): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, rev);
      const described = this.describe(record, input);
      if (input.linkUrl !== undefined) described.linkUrl = input.linkUrl;
      if (await this.replaces(tx, record, input)) await this.versions.keep(tx, record, right.actorId);
      const detached = input.fileIds ? await this.reorder(tx, record.id, input.fileIds) : {};
      const attached = await this.attach(tx, right.actorId, record, input.addUploadIds ?? []);
      await this.writer.save(tx, described, 'same rights');
      const changes = { ...changed(record, described), ...attached, ...detached };
      if (Object.keys(changes).length > 0)
        await this.writer.note(tx, right.actorId, 'resource.update', record, {
          rev: record.rev + 1,
          ...changes,
        });
    });
  }

  /** Whether readers will find other files, or another link; another order of the same files is no other version. */
  private async replaces(tx: Tx, record: ResourceRecord, input: UpdateInput): Promise<boolean> {
    if (input.linkUrl !== undefined && input.linkUrl !== record.linkUrl) return true;
    if ((input.addUploadIds ?? []).length > 0) return true;
    if (input.fileIds === undefined) return false;
    const present = (await this.repository.filesOf(tx, [record.id])).get(record.id) ?? [];
    return present.some((fileId) => !input.fileIds!.includes(fileId));
  }

  /** The text in files of these resources can be read now: whoever derives something from it looks again. */
  async textArrived(tx: Tx, ids: readonly Id[]): Promise<void> {
    for (const id of [...ids].sort()) {
      const record = await this.repository.lock(tx, id);
      if (record) await this.writer.noteArrival(tx, record);
    }
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

  /** Gives what the audit record is to say of it: files that came, and uploads that are still awaited. */
  private async attach(
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

/** Facts whose old and new value the audit record keeps; of longer ones it keeps that they changed. */
const SHORT = [
  'title',
  'type',
  'stage',
  'subject',
  'grade',
  'bookId',
  'chapterId',
  'tags',
  'linkUrl',
] as const;

function changed(before: ResourceRecord, after: ResourceRecord): { changed?: Record<string, unknown> } {
  const facts: Record<string, unknown> = {};
  for (const name of SHORT)
    if (JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      facts[name] = { from: before[name], to: after[name] };
  if (before.description !== after.description) facts['description'] = true;
  return Object.keys(facts).length > 0 ? { changed: facts } : {};
}

/** The school in whose name something is made: the one asked for, else the one they work in the name of. */
export function owningSchool(actor: Actor, asked: Id | undefined): Id {
  const schools = actor.memberships.flatMap((m) => (m.schoolId ? [m.schoolId] : []));
  const schoolId = asked ?? actor.actingSchoolId;
  if (schoolId === null || !schools.includes(schoolId)) throw new AppError('forbidden');
  return schoolId;
}
