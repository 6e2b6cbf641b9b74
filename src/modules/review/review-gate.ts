import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Queryable } from '../../platform/database/database.port.js';
import { OpinionsRepository } from './second/opinions.repository.js';
import { Reviewers } from './reviewers.js';
import { OPEN_STATES, twoJudge } from './review-states.js';
import { SubmissionsRepository, type SubmissionRecord } from './submissions.repository.js';

/** Stands before submissions. Remembers nothing: whoever's office has ended finds nothing from the next request on. */
@Injectable()
export class ReviewGate {
  constructor(
    private readonly database: Database,
    private readonly reviewers: Reviewers,
    private readonly submissions: SubmissionsRepository,
    private readonly opinions: OpinionsRepository,
  ) {}

  /** Those of the submissions that the actor is asked to decide on now. */
  async asked(q: Queryable, actor: Actor, records: readonly SubmissionRecord[]): Promise<SubmissionRecord[]> {
    const found: SubmissionRecord[] = [];
    for (const record of records)
      if ((await this.mayLook(q, actor, record)) && !(await this.hasJudged(q, actor, record)))
        found.push(record);
    return found;
  }

  /**
   * Whether the actor is asked now to decide on what was submitted of a resource. Whoever gave one of two opinions goes
   * on to be let in: otherwise it would show who gave it.
   */
  async asks(actor: Actor, resourceId: Id): Promise<boolean> {
    const q = this.database.reader;
    const [latest] = await this.submissions.ofResource(q, resourceId, 1);
    return latest !== undefined && (await this.mayLook(q, actor, latest));
  }

  /** What was submitted of a resource, where the actor is one of two who judge it and whom nobody is to know. */
  async judgesUnnamed(actor: Actor, resourceId: Id): Promise<Id | null> {
    const q = this.database.reader;
    const [latest] = await this.submissions.ofResource(q, resourceId, 1);
    return latest && twoJudge(latest) && (await this.mayLook(q, actor, latest)) ? latest.id : null;
  }

  /** Everybody of whom {@link asks} is true: those whose level it is, and those who stand in for them. */
  async everybodyAsked(q: Queryable, resourceId: Id): Promise<Id[]> {
    const [latest] = await this.submissions.ofResource(q, resourceId, 1);
    if (latest === undefined || !OPEN_STATES.includes(latest.state)) return [];
    const { own, 'stand-in': standIn } = await this.reviewers.candidates(q, latest, []);
    return [...own, ...standIn];
  }

  /** Every resource of these schools of which {@link asks} is true, the latest made first. */
  async everythingAsked(q: Queryable, actor: Actor, schoolIds: readonly Id[]): Promise<Id[]> {
    return this.submissions.askedResources(q, await this.reviewers.asked(q, actor, true), schoolIds);
  }

  /** A submission that the actor is asked to decide on now. Throws not_found. */
  async open(actor: Actor, id: Id): Promise<SubmissionRecord> {
    const q = this.database.reader;
    const [found] = await this.asked(q, actor, await this.submissions.byIds(q, [id]));
    if (!found) throw notFound();
    return found;
  }

  /**
   * For acts, in whatever state the submission is. Throws not_found for whom it never concerned, `own_work` for those
   * whose work it is, `review_decided` for those whose level it has passed.
   */
  async require(q: Queryable, actor: Actor, record: SubmissionRecord): Promise<void> {
    const near = await this.reviewers.nearness(q, actor, record.id);
    if (near === 'near') throw notFound();
    const steps = record.steps.slice(0, record.passed + 1);
    const offices = [];
    for (const step of steps) offices.push(await this.reviewers.officeAt(q, actor, step, record.subject));
    if (!offices.some((office) => office !== null) || record.barredId === actor.userId) throw notFound();
    if (near === 'made') throw new AppError('own_work');
    if (!OPEN_STATES.includes(record.state)) return;
    if (offices.at(-1) === null) throw new AppError('review_decided', { state: 'passed' });
    if (await this.hasJudged(q, actor, record)) throw new AppError('review_decided', { state: record.state });
  }

  /** Whether the actor gave one of two opinions on it where it is. */
  async hasJudged(q: Queryable, actor: Actor, record: SubmissionRecord): Promise<boolean> {
    return twoJudge(record) && (await this.opinions.givers(q, record)).includes(actor.userId);
  }

  /** Whether it is the actor's to judge where it is, unless they have. */
  async mayLook(q: Queryable, actor: Actor, record: SubmissionRecord): Promise<boolean> {
    if (!OPEN_STATES.includes(record.state) || record.barredId === actor.userId) return false;
    if ((await this.reviewers.officeAt(q, actor, record, record.subject)) === null) return false;
    if (await this.submissions.isCredited(q, record, actor.userId)) return false;
    return (await this.reviewers.nearness(q, actor, record.id)) === null;
  }
}
