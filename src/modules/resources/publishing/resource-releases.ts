import { Injectable } from '@nestjs/common';
import { isVisible, type AudienceInput } from '../../../contracts/index.js';
import { Clock, type Instant } from '../../../kernel/clock.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { AudienceRules } from '../audience/audience-rules.js';
import { PendingRepository, type Contents } from '../pending.repository.js';
import { ResourceContents } from '../holding/resource-contents.js';
import { requireNoReview, ReviewNeeds } from '../policy/review-needs.js';
import { ResourceWriter } from '../resource-writer.js';
import { ResourcesRepository, type ResourceRecord } from '../resources.repository.js';

/** In which window an audience sees it: null = open, left out = as it was. */
export interface Window {
  visibleFrom?: Instant | null | undefined;
  visibleUntil?: Instant | null | undefined;
}

/** To whom something is shown. */
export interface Release {
  /** written out, as `checked` gives it */
  audience: AudienceInput;
  window: Window & { publishedAt?: Instant | undefined };
}

/**
 * How a resource comes before its audience, whoever decides it: its publisher, or review. In the caller's unit, with the
 * resource locked; who may is for the caller to know.
 */
@Injectable()
export class ResourceReleases {
  constructor(
    private readonly repository: ResourcesRepository,
    private readonly pendings: PendingRepository,
    private readonly writer: ResourceWriter,
    private readonly content: ResourceContents,
    private readonly rules: AudienceRules,
    private readonly needs: ReviewNeeds,
    private readonly clock: Clock,
  ) {}

  /** Reads a resource for changing it; with `rev`, refuses when somebody else has changed it since (`rev_conflict`). */
  lock(tx: Tx, id: Id, rev: number | null): Promise<ResourceRecord> {
    return this.writer.lock(tx, id, rev);
  }

  /**
   * The audience with everything it names written out. Throws `state_conflict` in the trash, what is missing for
   * publishing, and what forbids the audience.
   */
  async checked(tx: Tx, record: ResourceRecord, audience: AudienceInput): Promise<AudienceInput> {
    if (record.trashedAt !== null) throw new AppError('state_conflict');
    await this.checkComplete(tx, record);
    return this.rules.complete(tx, record, audience);
  }

  /**
   * By its publisher: throws `review_required` where review stands between. What waits beside the version in force comes
   * in force where nothing is asked for that.
   */
  async publish(tx: Tx, record: ResourceRecord, byId: Id, release: Release): Promise<void> {
    requireNoReview(await this.needs.before(tx, record, release.audience));
    const waits = (await this.needs.beforeOther(tx, record, release.audience)).length > 0;
    await this.show(tx, waits ? record : await this.content.release(tx, record, byId), byId, release);
  }

  /**
   * What is to be submitted: the audience written out, its window, the levels before it, and whose work it is. Throws
   * what `checked` and `publish` throw, and `files_not_ready`.
   */
  async toSubmit(tx: Tx, record: ResourceRecord, audience: AudienceInput, window: Window) {
    const complete = await this.checked(tx, record, audience);
    await this.content.requireArrived(tx, record.id);
    const waiting = await this.pendings.find(tx, record.id);
    if (waiting) requireSomething(waiting);
    const steps = waiting
      ? await this.needs.beforeOther(tx, record, complete)
      : await this.needs.before(tx, record, complete);
    const makerIds = await this.makers(tx, record);
    return { audience: complete, window: windowed(record, window), steps, makerIds };
  }

  /** Whose work it is: the author's, and of those who are credited beside them. */
  makers(tx: Tx, record: ResourceRecord): Promise<Id[]> {
    return this.needs.makers(tx, record);
  }

  /** By review: what waits beside the version in force comes in force, too. Throws `files_not_ready`. */
  async approve(
    tx: Tx,
    record: ResourceRecord,
    by: { submitter: Id; reviewer: Id },
    release: Release,
  ): Promise<void> {
    await this.show(tx, await this.content.release(tx, record, by.submitter), by.reviewer, release);
  }

  /** Throws `interval_invalid` for a window without an instant. */
  private async show(tx: Tx, record: ResourceRecord, byId: Id, { audience, window }: Release): Promise<void> {
    const next = {
      ...record,
      ...windowed(record, window),
      state: 'published',
      audience,
      publishedAt: record.publishedAt ?? window.publishedAt ?? this.clock.now(),
    };
    await this.writer.save(tx, next, 'rights changed');
    const { visibleFrom, visibleUntil } = next;
    await this.writer.note(tx, byId, 'resource.publish', record, { audience, visibleFrom, visibleUntil });
  }

  private async checkComplete(tx: Tx, record: ResourceRecord): Promise<void> {
    if (!isVisible(record.title)) throw new AppError('title_required');
    if (record.type === null) throw new AppError('type_required');
    const files = (await this.repository.filesOf(tx, [record.id])).get(record.id) ?? [];
    const uploads = (await this.repository.uploadsOf(tx, [record.id])).get(record.id) ?? [];
    if (files.length + uploads.length > 0 || record.linkUrl !== null) return;
    requireSomething((await this.pendings.find(tx, record.id)) ?? { fileIds: [], linkUrl: null });
  }
}

/** Throws `nothing_to_publish`. */
function requireSomething({ fileIds, linkUrl }: Pick<Contents, 'fileIds' | 'linkUrl'>): void {
  if (fileIds.length === 0 && linkUrl === null) throw new AppError('nothing_to_publish');
}

/** The window of a record after a change of it. */
export function windowed(record: Pick<ResourceRecord, 'visibleFrom' | 'visibleUntil'>, window: Window) {
  const visibleFrom = window.visibleFrom === undefined ? record.visibleFrom : window.visibleFrom;
  const visibleUntil = window.visibleUntil === undefined ? record.visibleUntil : window.visibleUntil;
  if (visibleFrom !== null && visibleUntil !== null && visibleUntil <= visibleFrom)
    throw new AppError('interval_invalid');
  return { visibleFrom, visibleUntil };
}
