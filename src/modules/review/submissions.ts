import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { ReviewState, submitRequest } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import { newId, type Id } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { AccessService, type Authorized } from '../access/index.js';
import { ResourceReleases, type ResourceRecord } from '../resources/index.js';
import { Reviewers } from './reviewers.js';
import { SubmissionWriter, type ReviewDeed } from './submission-writer.js';
import { SubmissionsRepository, type SubmissionRecord } from './submissions.repository.js';
import { OPEN_STATES, twoJudge } from './review-states.js';

type Submit = Omit<z.output<typeof submitRequest>, 'visibleFrom' | 'visibleUntil'> & {
  window: { visibleFrom?: number | null | undefined; visibleUntil?: number | null | undefined };
};
type OwnAct = Pick<ReviewDeed, 'act' | 'words'>;

/** What authors do: submit, and what becomes of that by their hand. */
@Injectable()
export class Submissions {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly releases: ResourceReleases,
    private readonly reviewers: Reviewers,
    private readonly submissions: SubmissionsRepository,
    private readonly writer: SubmissionWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Submits what a resource holds as the author has read it, or what waits beside it; an open submission of before is
   * overtaken by it. Throws what publishing throws, `files_not_ready` while an upload is on its way, `review_needless`
   * where nothing stands between.
   */
  async submit(
    actor: Actor,
    right: Authorized<'resource', 'manage'>,
    rev: number,
    body: Submit,
  ): Promise<Id> {
    return this.database.transaction(async (tx) => {
      const record = await this.releases.lock(tx, right.id, rev);
      const { audience, window, steps, makerIds } = await this.releases.toSubmit(
        tx,
        record,
        body.audience,
        body.window,
      );
      if (steps.length === 0) throw new AppError('review_needless');
      await this.overtaken(tx, record.id, actor.userId, OPEN_STATES);
      const submission: SubmissionRecord = {
        id: newId(actor.at),
        rev: 1,
        resourceId: record.id,
        schoolId: record.schoolId,
        submitterId: actor.userId,
        state: 'waiting',
        steps,
        passed: 0,
        ...{ level: steps[0]!.level, scopeId: steps[0]!.scopeId },
        subject: record.subject,
        type: record.type,
        reviewerId: null,
        barredId: null,
        appealed: false,
        audience,
        ...window,
        submittedAt: actor.at,
        since: actor.at,
      };
      await this.writer.insert(tx, submission, [...makerIds, actor.userId], body.words);
      return submission.id;
    });
  }

  withdraw(actor: Actor, id: Id): Promise<void> {
    return this.act(actor, id, { act: 'withdraw' }, async (tx, found, next) => {
      if (found.reviewerId !== null)
        await this.writer.tell(tx, 'review_overtaken', next, actor.userId, [found.reviewerId]);
    });
  }

  /** Answers a question, or says something more. */
  answer(actor: Actor, id: Id, words: string): Promise<void> {
    return this.act(actor, id, { act: 'answer', words }, async (tx, found, next) => {
      if (found.reviewerId !== null)
        await this.writer.tell(tx, 'review_answered', next, actor.userId, [found.reviewerId]);
    });
  }

  /**
   * Asks somebody else to look again at what was returned, once: another reviewer of the level, or the next level where
   * there is none. Where two have judged a third decides at the same level. Throws `review_decided` the second time,
   * `review_overtaken` once something was submitted after it.
   */
  async appeal(actor: Actor, id: Id, words: string): Promise<void> {
    await this.change(actor, id, async (tx, found) => {
      const [latest] = await this.submissions.ofResource(tx, found.resourceId, 1);
      if (latest?.id !== id) throw new AppError('review_overtaken');
      if (found.appealed) throw new AppError('review_decided', { state: found.state });
      const barred = { ...found, barredId: found.reviewerId };
      const { own } = await this.reviewers.candidates(tx, barred);
      const stays = own.length > 0 || twoJudge(found);
      const passed = stays ? found.passed : Math.min(found.passed + 1, found.steps.length - 1);
      const change = { reviewerId: null, barredId: found.reviewerId, appealed: true, passed };
      const next = await this.writer.carryOut(tx, found, {
        act: 'appeal',
        actorId: actor.userId,
        at: actor.at,
        words,
        change,
      });
      await this.writer.askNext(tx, next, actor.userId);
    });
  }

  /**
   * Something else stands in the place of what was submitted, or the resource is shown to nobody: in the caller's unit.
   * What was returned can be appealed for no more then, unless only `states` are meant.
   */
  async overtaken(
    tx: Tx,
    resourceId: Id,
    actorId: Id,
    states: readonly ReviewState[] = [...OPEN_STATES, 'returned'],
  ): Promise<void> {
    const [latest] = await this.submissions.ofResource(tx, resourceId, 1);
    const record = latest && (await this.submissions.lock(tx, latest.id));
    if (!record || !states.includes(record.state)) return;
    const next = await this.writer.carryOut(tx, record, {
      act: 'overtake',
      actorId,
      at: this.clock.now(),
    });
    if (OPEN_STATES.includes(record.state) && record.reviewerId !== null)
      await this.writer.tell(tx, 'review_overtaken', next, actorId, [record.reviewerId]);
  }

  private act(
    actor: Actor,
    id: Id,
    deed: OwnAct,
    tell: (tx: Tx, found: SubmissionRecord, next: SubmissionRecord) => Promise<void>,
  ): Promise<void> {
    return this.change(actor, id, async (tx, found) => {
      const by = { actorId: actor.userId, at: actor.at };
      await tell(tx, found, await this.writer.carryOut(tx, found, { ...deed, ...by }));
    });
  }

  /** Throws not_found for what the actor does not manage. */
  private async change(
    actor: Actor,
    id: Id,
    work: (tx: Tx, found: SubmissionRecord, record: ResourceRecord) => Promise<void>,
  ): Promise<void> {
    const [known] = await this.submissions.byIds(this.database.reader, [id]);
    if (!known) throw notFound();
    await this.access.authorize(actor, 'manage', 'resource', known.resourceId);
    await this.database.transaction(async (tx) => {
      const record = await this.releases.lock(tx, known.resourceId, null);
      const found = await this.submissions.lock(tx, id);
      if (!found) throw notFound();
      await work(tx, found, record);
    });
  }
}
