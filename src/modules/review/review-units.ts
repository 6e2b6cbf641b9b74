import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { Directory } from '../organization/index.js';
import { ResourceReleases, type ResourceRecord } from '../resources/index.js';
import { ReviewGate } from './review-gate.js';
import { requireOpen, twoJudge } from './review-states.js';
import { Reviewers } from './reviewers.js';
import { SubmissionsRepository, type SubmissionRecord } from './submissions.repository.js';

/** A submission as the reviewer has read it. */
export interface Read {
  id: Id;
  rev: number;
}

/**
 * The one way in which a reviewer changes a submission: a unit of its own, with the resource locked first, as by everything
 * that changes it. Of two who act at once one wins, and the other hears `review_decided`, `review_taken` or
 * `rev_conflict`. Throws not_found for whom it is not asked, `own_work` for those whose work it is, `review_overtaken`
 * where something else was put in its place.
 */
@Injectable()
export class ReviewUnits {
  constructor(
    private readonly database: Database,
    private readonly releases: ResourceReleases,
    private readonly gate: ReviewGate,
    private readonly reviewers: Reviewers,
    private readonly submissions: SubmissionsRepository,
    private readonly directory: Directory,
  ) {}

  async change<T>(
    actor: Actor,
    { id, rev }: Read,
    work: (tx: Tx, found: SubmissionRecord, record: ResourceRecord) => Promise<T>,
  ): Promise<T> {
    const [known] = await this.submissions.byIds(this.database.reader, [id]);
    if (!known) throw notFound();
    return this.database.transaction(async (tx) => {
      const record = await this.releases.lock(tx, known.resourceId, null);
      const found = await this.submissions.lock(tx, id);
      if (!found) throw notFound();
      await this.gate.require(tx, actor, found);
      if ((await this.releases.makers(tx, record)).includes(actor.userId)) throw new AppError('own_work');
      requireOpen(found.state);
      if (!twoJudge(found)) await this.requireFree(tx, actor, found);
      if (found.rev !== rev) throw new AppError('rev_conflict', { rev: found.rev });
      return work(tx, found, record);
    });
  }

  /** Throws `review_taken` while somebody else has it who may decide on it. */
  private async requireFree(tx: Tx, actor: Actor, found: SubmissionRecord): Promise<void> {
    const { reviewerId } = found;
    if (reviewerId === null || reviewerId === actor.userId) return;
    const { own, 'stand-in': standIn } = await this.reviewers.candidates(tx, found);
    if (![...own, ...standIn].includes(reviewerId)) return;
    const { people } = await this.directory.names(tx, { userIds: [reviewerId] });
    throw new AppError('review_taken', { by: people.get(reviewerId) ?? '' });
  }
}
