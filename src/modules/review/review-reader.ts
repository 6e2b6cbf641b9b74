import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type {
  QueuedReview,
  ResourceCard,
  ReviewEvent,
  reviewQuery,
  ReviewView,
  SubmissionView,
} from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DAY } from '../../kernel/clock.js';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import type { Authorized } from '../access/index.js';
import { ResourceReader } from '../resources/index.js';
import { ReviewGate } from './review-gate.js';
import { ReviewPresenter, type Standing } from './review-presenter.js';
import { ReviewRubrics } from './rubric/review-rubrics.js';
import { OPEN_STATES, twoJudge } from './review-states.js';
import { Reviewers } from './reviewers.js';
import { SubmissionsRepository, type SubmissionRecord } from './submissions.repository.js';

/** Submissions of one resource that are shown, at most. */
const MOST_SHOWN = 20;

/** What is read of submissions: the queue and the desk of reviewers, and where something is for its author. */
@Injectable()
export class ReviewReader {
  constructor(
    private readonly database: Database,
    private readonly submissions: SubmissionsRepository,
    private readonly reviewers: Reviewers,
    private readonly gate: ReviewGate,
    private readonly presenter: ReviewPresenter,
    private readonly resources: ResourceReader,
    private readonly rubrics: ReviewRubrics,
  ) {}

  /** What the actor is asked to decide on, the longest waiting first. */
  async queue(
    actor: Actor,
    query: z.output<typeof reviewQuery>,
  ): Promise<{ items: QueuedReview[]; next: string | null }> {
    const { subject, level, days, standIn, cursor, limit } = query;
    const q = this.database.reader;
    const found = await this.submissions.queue(q, await this.reviewers.asked(q, actor, standIn === 'true'), {
      subject,
      level,
      before: days === undefined ? null : actor.at - days * DAY,
      after: positionOf(cursor),
      limit: limit + 1,
    });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return {
      items: await this.queued(actor, shown),
      next: last ? encodeCursor([last.since, last.id]) : null,
    };
  }

  /** Everything to decide by. Throws not_found for whom it is not asked, or is not any more. */
  async view(actor: Actor, id: Id): Promise<ReviewView> {
    const record = await this.gate.open(actor, id);
    const [queued] = await this.queued(actor, [record]);
    const all = await this.submissions.ofResource(this.database.reader, record.resourceId, MOST_SHOWN);
    const events = await this.presenter.events(all);
    const earlier = all.filter((one) => one.id !== record.id);
    const resource = await this.resources.view(actor, record.resourceId, 'download');
    const pending = await this.resources.pending(record.resourceId);
    const inForce = { files: resource.fullFiles, linkUrl: resource.linkUrl };
    return {
      ...queued!,
      ...(await this.presenter.wish(record)),
      resource: { ...resource, audience: null, consentRef: null, pending: null, narrowedBy: null },
      content: pending ? { files: pending.files, linkUrl: pending.linkUrl } : inForce,
      replaces: pending !== null,
      rubric: await this.rubrics.asked(this.database.reader, record),
      events: events.get(record.id) ?? [],
      earlier: earlier.map(({ id: earlierId, state, submittedAt }) => ({
        id: earlierId,
        state,
        submittedAt: new Date(submittedAt).toISOString(),
        events: events.get(earlierId) ?? [],
      })),
    };
  }

  /** To whom a submission can be given: those whose level it is first. Throws not_found as `view` does. */
  async candidates(actor: Actor, id: Id): Promise<{ id: Id; name: string }[]> {
    const record = await this.gate.open(actor, id);
    // Where two judge nobody chooses who the other is.
    if (twoJudge(record)) return [];
    const { own, 'stand-in': standIn } = await this.reviewers.candidates(this.database.reader, record);
    return this.presenter.people([...own, ...standIn].filter((userId) => userId !== record.reviewerId));
  }

  /** Where a resource is on its way, and was before: the latest first. */
  async ofResource({ id }: Authorized<'resource', 'edit'>): Promise<SubmissionView[]> {
    const records = await this.submissions.ofResource(this.database.reader, id, MOST_SHOWN);
    const events = await this.presenter.events(records);
    const standing = await this.presenter.standing(records);
    return Promise.all(
      records.map(async (record, i) => ({
        ...standing[i]!,
        ...(await this.presenter.wish(record)),
        // What the two found is the author's to read once it is decided.
        events: (events.get(record.id) ?? []).map((event) =>
          record.state === 'split' ? undecided(event) : event,
        ),
        nobody:
          OPEN_STATES.includes(record.state) &&
          twoJudge(record) &&
          !(await this.reviewers.anybody(this.database.reader, record)),
        mayAppeal: i === 0 && record.state === 'returned' && !record.appealed,
      })),
    );
  }

  private async queued(actor: Actor, records: readonly SubmissionRecord[]): Promise<QueuedReview[]> {
    const cards = new Map(
      (await this.resources.reviewed(records.map((record) => record.resourceId))).map(
        (card): [Id, ResourceCard] => [card.id, card],
      ),
    );
    const standing = await this.presenter.standing(records);
    return records.flatMap(({ resourceId, reviewerId }, i) => {
      const resource = cards.get(resourceId);
      const where: Standing = standing[i]!;
      return resource ? [{ ...where, resource, mine: reviewerId === actor.userId }] : [];
    });
  }
}

const undecided = (event: ReviewEvent): ReviewEvent =>
  event.act === 'split' ? { ...event, opinions: [] } : event;

function positionOf(cursor: string | undefined): { at: number; id: Id } | null {
  if (cursor === undefined) return null;
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  if (typeof at !== 'number' || typeof id !== 'string') throw new AppError('invalid_request');
  return { at, id };
}
