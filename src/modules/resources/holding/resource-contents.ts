import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { updateResourceRequest } from '../../../contracts/index.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { Attachments } from './attachments.js';
import { PendingRepository, type Contents } from '../pending.repository.js';
import { PublishPolicy } from '../policy/publish-policy.js';
import type { ResourceUploadEntity } from '../resource-parts.entity.js';
import { ResourceWriter } from '../resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from '../resources.repository.js';
import { ReviewNeeds } from '../policy/review-needs.js';
import { VersionKeeper } from '../versions/version-keeper.js';

/** Other files, or another link. What is left out stays. */
export type ContentChange = Pick<
  z.output<typeof updateResourceRequest>,
  'linkUrl' | 'fileIds' | 'addUploadIds'
>;

/** An upload that a resource waits for: its place, and whether that is beside the version in force. */
type Awaited = Pick<ResourceUploadEntity, 'position' | 'pending'>;

/** The record with its link, still to be saved, and what the audit record is to say. */
interface Changed {
  record: ResourceRecord;
  changes: Record<string, unknown>;
}

/**
 * What a resource holds: its files and its link. Where review stands between other content and the audience that sees
 * it now, that content waits beside the version in force. Every method works in the caller's unit, the resource locked.
 */
@Injectable()
export class ResourceContents {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly pendings: PendingRepository,
    private readonly writer: ResourceWriter,
    private readonly versions: VersionKeeper,
    private readonly attachments: Attachments,
    private readonly needs: ReviewNeeds,
    private readonly policy: PublishPolicy,
  ) {}

  async change(tx: Tx, record: ResourceRecord, input: ContentChange, actorId: Id): Promise<Changed> {
    const { linkUrl, fileIds, addUploadIds = [] } = input;
    if (linkUrl === undefined && fileIds === undefined && addUploadIds.length === 0)
      return { record, changes: {} };
    const waits = (await this.pendings.find(tx, record.id)) !== null;
    if ((waits || (await this.replaces(tx, record, input))) && (await this.needs.holds(tx, record)))
      return { record, changes: { pending: await this.hold(tx, record, input, actorId) } };
    // Nothing is asked for it any more: what waited is what is being changed.
    const released = await this.release(tx, record, actorId);
    const present = (await this.replaces(tx, released, input))
      ? await this.overtake(tx, released, actorId)
      : released;
    const detached = fileIds ? await this.reorder(tx, record.id, fileIds) : {};
    const attached = await this.attachments.attach(tx, actorId, record, addUploadIds);
    return {
      record: linkUrl === undefined ? present : { ...present, linkUrl },
      changes: { ...attached, ...detached },
    };
  }

  /**
   * Puts what an earlier version held in force again, or beside it to wait. Pupils who appeared in that one appear again.
   * Throws not_found.
   */
  async restore(tx: Tx, record: ResourceRecord, number: number, actorId: Id): Promise<Changed> {
    const contents = await this.versions.read(tx, record.id, number);
    const changes = { version: number, files: contents.fileIds };
    if (await this.needs.holds(tx, record)) {
      await this.wait(tx, record, contents, actorId);
      return { record, changes: { ...changes, pending: true } };
    }
    await this.policy.overtaken(tx, record.id, actorId);
    await this.versions.add(tx, record, actorId);
    const next = await this.replace(tx, await this.unmarked(tx, record, actorId), contents);
    await this.versions.trim(tx, record.id);
    return { record: next, changes: next.pupils === record.pupils ? changes : { ...changes, pupils: true } };
  }

  /**
   * Puts the file of an upload where the upload waited; beside the version in force, if review stands between by now,
   * whatever was asked when it was begun.
   */
  async arrive(tx: Tx, record: ResourceRecord, fileId: Id, upload: Awaited, actorId: Id): Promise<void> {
    const held = !upload.pending && (await this.needs.holds(tx, record));
    if (held) await this.wait(tx, record, await this.next(tx, record), actorId);
    const shelf = held || upload.pending ? 'pending' : 'in force';
    await this.attachments.addFile(tx, record.id, fileId, upload.position, shelf);
  }

  /** Puts what waits in force, if anything does; what was in force is an earlier version then. Throws `files_not_ready`, `frozen`. */
  async release(tx: Tx, record: ResourceRecord, actorId: Id): Promise<ResourceRecord> {
    const waiting = await this.pendings.find(tx, record.id);
    if (!waiting) return record;
    await this.policy.requireFree(tx, record.id);
    await this.requireArrived(tx, record.id);
    await this.versions.keep(tx, record, actorId);
    const next = await this.replace(tx, await this.unmarked(tx, record, actorId), waiting);
    await this.writer.letGo(tx, await this.pendings.erase(tx, record.id));
    return next;
  }

  /** Gives up what waits. Throws not_found where nothing does. */
  async discard(tx: Tx, record: ResourceRecord, actorId: Id): Promise<Id[]> {
    if (!(await this.pendings.find(tx, record.id))) throw notFound();
    await this.policy.overtaken(tx, record.id, actorId);
    const fileIds = await this.pendings.erase(tx, record.id);
    await this.repository.forgetPendingUploads(tx, record.id);
    await this.writer.letGo(tx, fileIds);
    return fileIds;
  }

  /** Throws `files_not_ready` while an upload is on its way to what would be shown next. */
  async requireArrived(tx: Tx, id: Id): Promise<void> {
    const shelf = (await this.pendings.find(tx, id)) ? 'pending' : 'in force';
    if (((await this.repository.uploadsOf(tx, [id], shelf)).get(id) ?? []).length > 0)
      throw new AppError('files_not_ready');
  }

  /** Throws `frozen` while somebody relies on what a resource holds and says. */
  requireFree(tx: Tx, id: Id): Promise<void> {
    return this.policy.requireFree(tx, id);
  }

  /** Throws `files_not_ready` while something is on its way to it, or waits beside it: it would be something else soon. */
  async requireSettled(tx: Tx, id: Id): Promise<void> {
    if (await this.pendings.find(tx, id)) throw new AppError('files_not_ready');
    await this.requireArrived(tx, id);
  }

  /** The number of the version in force. Throws `files_not_ready` while an upload is on its way to it. */
  async version(tx: Tx, id: Id): Promise<number> {
    if (((await this.repository.uploadsOf(tx, [id])).get(id) ?? []).length > 0)
      throw new AppError('files_not_ready');
    return this.versions.current(tx, id);
  }

  /** Whether readers would find other files, or another link; another order of the same files is no other version. */
  private async replaces(tx: Tx, record: ResourceRecord, input: ContentChange): Promise<boolean> {
    if (input.linkUrl !== undefined && input.linkUrl !== record.linkUrl) return true;
    if ((input.addUploadIds ?? []).length > 0) return true;
    if (input.fileIds === undefined) return false;
    const present = await this.present(tx, record.id);
    return present.some((fileId) => !input.fileIds!.includes(fileId));
  }

  /** Something else is about to be what was submitted, if anything was, and what readers see. */
  private async overtake(tx: Tx, record: ResourceRecord, actorId: Id): Promise<ResourceRecord> {
    await this.policy.overtaken(tx, record.id, actorId);
    await this.versions.keep(tx, record, actorId);
    return this.unmarked(tx, record, actorId);
  }

  /** Quality marks stay with the version that they were given to. */
  private async unmarked(tx: Tx, record: ResourceRecord, actorId: Id): Promise<ResourceRecord> {
    if (record.marks === null) return record;
    await this.policy.replaced(tx, record, actorId);
    return { ...record, marks: null };
  }

  private async hold(
    tx: Tx,
    record: ResourceRecord,
    input: ContentChange,
    actorId: Id,
  ): Promise<Record<string, unknown>> {
    const inForce = await this.present(tx, record.id);
    const before = await this.next(tx, record);
    const known = new Set([...inForce, ...before.fileIds]);
    if (input.fileIds?.some((fileId) => !known.has(fileId))) throw notFound();
    const fileIds = input.fileIds ? [...new Set(input.fileIds)] : before.fileIds;
    const linkUrl = input.linkUrl === undefined ? before.linkUrl : input.linkUrl;
    await this.wait(tx, record, { linkUrl, pupils: before.pupils, fileIds }, actorId);
    const attached = await this.attachments.attach(tx, actorId, record, input.addUploadIds ?? [], 'pending');
    const uploads = (await this.repository.uploadsOf(tx, [record.id], 'pending')).get(record.id) ?? [];
    const added = uploads.length + (attached.attached?.length ?? 0) > 0;
    if (!added && linkUrl === record.linkUrl && fileIds.join() === inForce.join())
      await this.pendings.erase(tx, record.id);
    return { files: fileIds, ...attached };
  }

  /** What the resource is to hold next: what waits, or what is in force. */
  private async next(tx: Tx, { id, linkUrl }: ResourceRecord): Promise<Contents> {
    return (
      (await this.pendings.find(tx, id)) ?? { linkUrl, pupils: false, fileIds: await this.present(tx, id) }
    );
  }

  /** From now on this waits beside the version in force, and with it what is on its way to the resource. */
  private async wait(
    tx: Tx,
    record: ResourceRecord,
    { linkUrl, pupils, fileIds }: Contents,
    actorId: Id,
  ): Promise<void> {
    const { id: resourceId } = record;
    await this.policy.overtaken(tx, resourceId, actorId);
    const gone = await this.pendings.erase(tx, resourceId);
    await this.pendings.put(tx, { resourceId, linkUrl, pupils, fileIds });
    await this.repository.awaitBeside(tx, resourceId);
    await this.writer.letGo(tx, gone);
  }

  private async replace(
    tx: Tx,
    record: ResourceRecord,
    { linkUrl, pupils, fileIds }: Contents,
  ): Promise<ResourceRecord> {
    const present = await this.present(tx, record.id);
    await this.repository.setFiles(tx, record.id, fileIds);
    await this.writer.letGo(tx, present);
    return { ...record, linkUrl, pupils: record.pupils || pupils };
  }

  /** Gives what the audit record is to say of it. */
  private async reorder(
    tx: Tx,
    id: Id,
    fileIds: readonly Id[],
  ): Promise<{ detached?: Id[]; reordered?: true }> {
    const present = await this.present(tx, id);
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

  private async present(tx: Tx, id: Id): Promise<Id[]> {
    return (await this.repository.filesOf(tx, [id])).get(id) ?? [];
  }
}
