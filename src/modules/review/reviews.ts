import { Injectable } from '@nestjs/common';
import type { NoticeKind, ReturnReason } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { Directory } from '../organization/index.js';
import { ResourceReleases, type ResourceRecord } from '../resources/index.js';
import { ReviewGate } from './review-gate.js';
import { stateAfter } from './review-states.js';
import { SubmissionWriter, type ReviewDeed } from './submission-writer.js';
import { SubmissionsRepository, type SubmissionRecord } from './submissions.repository.js';
import { Reviewers } from './reviewers.js';

/** A submission as the reviewer has read it. */
export interface Read {
  id: Id;
  rev: number;
}

/** Something done to the resource that was approved. */
export type Also = (tx: Tx, resourceId: Id) => Promise<void>;

/**
 * What reviewers do. Each act is one unit, with the submission locked: of two who act at once one wins, and the other
 * hears `review_decided`, `review_taken` or `rev_conflict`. Throws not_found for whom it is not asked, `own_work` for
 * those whose work it is, `review_overtaken` where something else was put in its place.
 */
@Injectable()
export class Reviews {
  constructor(
    private readonly database: Database,
    private readonly releases: ResourceReleases,
    private readonly gate: ReviewGate,
    private readonly reviewers: Reviewers,
    private readonly submissions: SubmissionsRepository,
    private readonly writer: SubmissionWriter,
    private readonly directory: Directory,
  ) {}

  take(actor: Actor, read: Read): Promise<void> {
    return this.act(actor, read, { act: 'take', change: { reviewerId: actor.userId } });
  }

  giveBack(actor: Actor, read: Read): Promise<void> {
    return this.act(actor, read, { act: 'give_back', change: { reviewerId: null } });
  }

  /** Throws `conflict` for somebody who cannot decide on it. */
  reassign(actor: Actor, read: Read, toId: Id, words: string): Promise<void> {
    return this.change(actor, read, async (tx, found) => {
      const { own, 'stand-in': standIn } = await this.reviewers.candidates(tx, found);
      if (![...own, ...standIn].includes(toId)) throw new AppError('conflict');
      const deed = { act: 'reassign', toId, words, change: { reviewerId: toId } } as const;
      const next = await this.carryOut(tx, actor, found, deed);
      await this.writer.tell(tx, 'review_asked', next, actor.userId, [toId]);
    });
  }

  ask(actor: Actor, read: Read, words: string): Promise<void> {
    const deed = { act: 'ask', words, change: { reviewerId: actor.userId } } as const;
    return this.act(actor, read, deed, 'review_question');
  }

  return(actor: Actor, read: Read, reasons: readonly ReturnReason[], words: string): Promise<void> {
    const deed = { act: 'return', reasons, words, change: { reviewerId: actor.userId } } as const;
    return this.act(actor, read, deed, 'review_returned');
  }

  /**
   * On to the next level, or in force: with that the audience sees it, and nothing more is asked. `also`: what is done to
   * it in the same unit once it is in force; throws `state_conflict` where it goes on to another level instead.
   */
  approve(actor: Actor, read: Read, words: string, also: Also | null = null): Promise<void> {
    return this.change(actor, read, async (tx, found, record) => {
      const passed = found.passed + 1;
      if (passed < found.steps.length) {
        if (also) throw new AppError('state_conflict');
        const change = { passed, reviewerId: null, barredId: null };
        const next = await this.carryOut(tx, actor, found, { act: 'pass', words, change });
        await this.writer.askNext(tx, next, actor.userId);
        return this.tellAuthor(tx, 'review_passed', next, actor);
      }
      const change = { passed, reviewerId: actor.userId };
      const next = await this.carryOut(tx, actor, found, { act: 'approve', words, change });
      const by = { submitter: found.submitterId, reviewer: actor.userId };
      const audience = await this.releases.checked(tx, record, found.audience);
      const { visibleFrom, visibleUntil } = found;
      await this.releases.approve(tx, record, by, { audience, window: { visibleFrom, visibleUntil } });
      await also?.(tx, record.id);
      await this.tellAuthor(tx, 'review_approved', next, actor);
    });
  }

  private act(actor: Actor, read: Read, deed: Deed, kind?: NoticeKind): Promise<void> {
    return this.change(actor, read, async (tx, found) => {
      const next = await this.carryOut(tx, actor, found, deed);
      if (kind) await this.tellAuthor(tx, kind, next, actor);
    });
  }

  private carryOut(tx: Tx, actor: Actor, found: SubmissionRecord, deed: Deed): Promise<SubmissionRecord> {
    return this.writer.carryOut(tx, found, { ...deed, actorId: actor.userId, at: actor.at });
  }

  private async tellAuthor(
    tx: Tx,
    kind: NoticeKind,
    record: SubmissionRecord,
    { userId }: Actor,
  ): Promise<void> {
    await this.writer.tell(tx, kind, record, userId, [record.submitterId]);
  }

  /** The one way in which a reviewer changes a submission; the resource is locked first, as by everything that changes it. */
  private async change(
    actor: Actor,
    { id, rev }: Read,
    work: (tx: Tx, found: SubmissionRecord, record: ResourceRecord) => Promise<void>,
  ): Promise<void> {
    const [known] = await this.submissions.byIds(this.database.reader, [id]);
    if (!known) throw notFound();
    await this.database.transaction(async (tx) => {
      const record = await this.releases.lock(tx, known.resourceId, null);
      const found = await this.submissions.lock(tx, id);
      if (!found) throw notFound();
      await this.gate.require(tx, actor, found);
      if ((await this.releases.makers(tx, record)).includes(actor.userId)) throw new AppError('own_work');
      stateAfter(found.state, 'return');
      await this.requireFree(tx, actor, found);
      if (found.rev !== rev) throw new AppError('rev_conflict', { rev: found.rev });
      await work(tx, found, record);
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

type Deed = Omit<ReviewDeed, 'actorId' | 'at'>;
