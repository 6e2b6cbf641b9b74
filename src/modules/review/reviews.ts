import { Injectable } from '@nestjs/common';
import type { NoticeKind, ReturnReason, ReviewOpinion, RubricAnswer } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/database.port.js';
import { ResourceReleases, type ResourceRecord } from '../resources/index.js';
import { twoJudge } from './review-states.js';
import { ReviewUnits, type Read } from './review-units.js';
import { SubmissionWriter, type ReviewDeed } from './submission-writer.js';
import type { SubmissionRecord } from './submissions.repository.js';
import { ReviewRubrics } from './rubric/review-rubrics.js';
import { Reviewers } from './reviewers.js';
import { SecondOpinions, type Decision } from './second/second-opinions.js';

/** Something done to the resource that was approved. */
export type Also = (tx: Tx, resourceId: Id) => Promise<void>;

/** What is said with a decision. */
export interface Said {
  words: string;
  answers: readonly RubricAnswer[];
}

/** What reviewers decide; each act throws what {@link ReviewUnits} throws. */
@Injectable()
export class Reviews {
  constructor(
    private readonly units: ReviewUnits,
    private readonly releases: ResourceReleases,
    private readonly reviewers: Reviewers,
    private readonly writer: SubmissionWriter,
    private readonly rubrics: ReviewRubrics,
    private readonly seconds: SecondOpinions,
  ) {}

  take(actor: Actor, read: Read): Promise<void> {
    return this.act(actor, read, { act: 'take', change: { reviewerId: actor.userId } });
  }

  giveBack(actor: Actor, read: Read): Promise<void> {
    return this.act(actor, read, { act: 'give_back', change: { reviewerId: null } });
  }

  /** Throws `conflict` for somebody who cannot decide on it. */
  reassign(actor: Actor, read: Read, toId: Id, words: string): Promise<void> {
    return this.units.change(actor, read, async (tx, found) => {
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

  /** Throws `rubric_required` where an answer is missing that must be given. */
  return(
    actor: Actor,
    read: Read,
    reasons: readonly ReturnReason[],
    { words, answers }: Said,
  ): Promise<void> {
    return this.units.change(actor, read, async (tx, found, record) => {
      const rubric = await this.rubrics.answered(tx, found, answers);
      const mine: ReviewOpinion = { verdict: 'return', reasons: [...reasons], words, rubric };
      await this.decide(tx, actor, { found, record }, mine, null);
    });
  }

  /**
   * On to the next level, or in force: with that the audience sees it, and nothing more is asked. `also`: what is done to
   * it in the same unit once it is in force; throws `state_conflict` where it goes on to another level instead, or two
   * judge, and `rubric_required` where an answer is missing that must be given.
   */
  approve(actor: Actor, read: Read, { words, answers }: Said, also: Also | null = null): Promise<void> {
    return this.units.change(actor, read, async (tx, found, record) => {
      const rubric = await this.rubrics.answered(tx, found, answers);
      const mine: ReviewOpinion = { verdict: 'approve', reasons: [], words, rubric };
      await this.decide(tx, actor, { found, record }, mine, also);
    });
  }

  /** Where two judge, nothing may come of it yet. */
  private async decide(tx: Tx, actor: Actor, at: Place, mine: ReviewOpinion, also: Also | null) {
    if (also && twoJudge(at.found)) throw new AppError('state_conflict');
    const decision = await this.seconds.weigh(tx, actor, at.found, mine);
    if (decision === null) return;
    const { verdict, ...said } = decision;
    if (verdict === 'return') {
      const change = { reviewerId: actor.userId };
      const next = await this.carryOut(tx, actor, at.found, { act: 'return', ...said, change });
      await this.tellAuthor(tx, 'review_returned', next, actor);
    } else await this.letThrough(tx, actor, at, said, also);
  }

  private async letThrough(
    tx: Tx,
    actor: Actor,
    { found, record }: Place,
    said: Omit<Decision, 'verdict'>,
    also: Also | null,
  ): Promise<void> {
    const passed = found.passed + 1;
    const two = twoJudge(found);
    if (passed < found.steps.length) {
      if (also) throw new AppError('state_conflict');
      const change = { passed, reviewerId: null, barredId: null };
      const next = await this.carryOut(tx, actor, found, { act: 'pass', ...said, change });
      await this.writer.askNext(tx, next, two ? null : actor.userId);
      await this.writer.tell(tx, 'review_passed', next, two ? null : actor.userId, [next.submitterId]);
      return;
    }
    const change = { passed, reviewerId: actor.userId };
    const next = await this.carryOut(tx, actor, found, { act: 'approve', ...said, change });
    // Its author reads in the record who published it: where two judged, whoever submitted it.
    const by = { submitter: found.submitterId, reviewer: two ? found.submitterId : actor.userId };
    const audience = await this.releases.checked(tx, record, found.audience);
    const { visibleFrom, visibleUntil } = found;
    await this.releases.approve(tx, record, by, { audience, window: { visibleFrom, visibleUntil } });
    await also?.(tx, record.id);
    await this.tellAuthor(tx, 'review_approved', next, actor);
  }

  private act(actor: Actor, read: Read, deed: Deed, kind?: NoticeKind): Promise<void> {
    return this.units.change(actor, read, async (tx, found) => {
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
    await this.writer.tell(tx, kind, record, twoJudge(record) ? null : userId, [record.submitterId]);
  }
}

/** A submission with its resource, both locked. */
interface Place {
  found: SubmissionRecord;
  record: ResourceRecord;
}
type Deed = Omit<ReviewDeed, 'actorId' | 'at'>;
