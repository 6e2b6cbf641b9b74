import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { createResourceRequest, updateResourceRequest } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import type { Authorized } from '../access/index.js';
import { Attachments } from './holding/attachments.js';
import { newResource } from './new-resource.js';
import { ResourceContents } from './holding/resource-contents.js';
import { ResourceDescriptions } from './resource-descriptions.js';
import { ResourceWriter } from './resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from './resources.repository.js';
import { usageAfter } from './audience/usage.js';

type CreateInput = z.output<typeof createResourceRequest>;
type UpdateInput = z.output<typeof updateResourceRequest>;

/** Making and describing resources. */
@Injectable()
export class ResourceEditor {
  constructor(
    private readonly database: Database,
    private readonly repository: ResourcesRepository,
    private readonly writer: ResourceWriter,
    private readonly content: ResourceContents,
    private readonly attachments: Attachments,
    private readonly descriptions: ResourceDescriptions,
    private readonly clock: Clock,
  ) {}

  /** Makes a draft in the name of a school of the author's. Uploads still on their way attach when they are stored. */
  async create(actor: Actor, input: CreateInput): Promise<Id> {
    const schoolId = owningSchool(actor, input.schoolId);
    const now = this.clock.now();
    const blank = newResource(now, { schoolId, authorId: actor.userId });
    const record = { ...blank, linkUrl: input.linkUrl ?? null };
    const described = this.descriptions.described({ ...record, ...usageAfter(record, input) }, input);
    return this.database.transaction(async (tx) => {
      await this.writer.insert(tx, described);
      const uploadIds = input.uploadIds ?? [];
      const attached = await this.attachments.attach(tx, actor.userId, described, uploadIds);
      await this.writer.note(tx, actor.userId, 'resource.create', described, {
        title: described.title,
        ...attached,
      });
      return record.id;
    });
  }

  /**
   * Changes what is given and leaves the rest. Throws `rev_conflict` when `rev` is no longer the present one, `frozen`
   * while somebody relies on it as it is.
   */
  async update(right: Authorized<'resource', 'edit'>, rev: number, input: UpdateInput): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, rev);
      const content = await this.content.change(tx, record, input, right.actorId);
      const described = this.descriptions.described(content.record, input);
      const rights = described.pupils === record.pupils ? 'same rights' : 'rights changed';
      await this.writer.save(tx, described, rights);
      const changes = { ...changed(record, described), ...content.changes };
      if (Object.keys(changes).length === 0) return;
      await this.content.requireFree(tx, record.id);
      await this.writer.note(tx, right.actorId, 'resource.update', record, {
        rev: record.rev + 1,
        ...changes,
      });
    });
  }

  /**
   * Puts what an earlier version held in force again, or beside it to wait for review: as a version of its own, so that
   * nothing is lost by it. Without consent for pupils who appear in it, it stays in the school.
   */
  async restoreVersion(right: Authorized<'resource', 'edit'>, rev: number, number: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      const before = await this.writer.lock(tx, right.id, rev);
      await this.content.requireFree(tx, right.id);
      const { record, changes } = await this.content.restore(tx, before, number, right.actorId);
      const rights = record.pupils === before.pupils ? 'same rights' : 'rights changed';
      await this.writer.save(tx, record, rights);
      await this.writer.note(tx, right.actorId, 'resource.version.restore', record, changes);
    });
  }

  /** Gives up a change that waits beside the version in force. Throws not_found where there is none. */
  async discardPending(right: Authorized<'resource', 'edit'>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, right.id, null);
      const files = await this.content.discard(tx, record, right.actorId);
      await this.writer.save(tx, record, 'same rights');
      await this.writer.note(tx, right.actorId, 'resource.pending.discard', record, { files });
    });
  }

  /** The text in files of these resources can be read now: whoever derives something from it looks again. */
  async textArrived(tx: Tx, ids: readonly Id[]): Promise<void> {
    for (const id of [...ids].sort()) {
      const record = await this.repository.lock(tx, id);
      if (record) await this.writer.noteArrival(tx, record);
    }
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
