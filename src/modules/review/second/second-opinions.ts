import { Injectable } from '@nestjs/common';
import type { ReturnReason, ReviewOpinion } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { newId } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { twoJudge } from '../review-states.js';
import { Reviewers } from '../reviewers.js';
import { SubmissionWriter } from '../submission-writer.js';
import type { SubmissionRecord } from '../submissions.repository.js';
import { OpinionsRepository } from './opinions.repository.js';

/** What is decided, and what it rests on. */
export interface Decision extends ReviewOpinion {
  /** where two judged: what each of them found */
  opinions: readonly ReviewOpinion[];
}

/**
 * Two judge, each without the other. What both find is decided. Where they differ a third who knows what both found, but
 * not who they were, decides; where nobody is there who could, it is returned: what is in dispute is not shown, its author
 * knows why and may submit it again, and it hangs on nobody. Whoever keeps the policy is told that somebody is missing.
 */
@Injectable()
export class SecondOpinions {
  constructor(
    private readonly opinions: OpinionsRepository,
    private readonly reviewers: Reviewers,
    private readonly writer: SubmissionWriter,
  ) {}

  /** What an opinion decides, in the caller's unit; null: nothing yet. Where one judges, that is what they found. */
  async weigh(tx: Tx, actor: Actor, found: SubmissionRecord, mine: ReviewOpinion): Promise<Decision | null> {
    if (!twoJudge(found) || found.state === 'split') return { ...mine, opinions: [] };
    const id = newId(actor.at);
    const { userId, at } = actor;
    await this.opinions.insert(tx, { id, submissionId: found.id, passed: found.passed, userId, at, ...mine });
    const by = { actorId: userId, at };
    if (found.state !== 'second') {
      const next = await this.writer.carryOut(tx, found, {
        ...by,
        act: 'opine',
        change: { reviewerId: null },
      });
      await this.othersAreThere(tx, next);
      return null;
    }
    const opinions = (await this.opinions.at(tx, found)).map(shown);
    const agreed = opinions.every(({ verdict }) => verdict === mine.verdict);
    if (!agreed && (await this.othersAreThere(tx, found))) {
      const next = await this.writer.carryOut(tx, found, { ...by, act: 'split', opinions });
      await this.writer.askNext(tx, next, null);
      return null;
    }
    const reasons = [...new Set(opinions.flatMap((one) => one.reasons))] satisfies ReturnReason[];
    return { verdict: agreed ? mine.verdict : 'return', reasons, words: '', rubric: [], opinions };
  }

  /** False where nobody is left who could judge: then whoever keeps the policy is told. */
  private async othersAreThere(tx: Tx, record: SubmissionRecord): Promise<boolean> {
    if (await this.reviewers.anybody(tx, record)) return true;
    const keepers = await this.reviewers.keepers(tx, record);
    await this.writer.tell(tx, 'review_no_other', record, null, keepers);
    return false;
  }
}

const shown = ({ verdict, reasons, words, rubric }: ReviewOpinion): ReviewOpinion => ({
  ...{ verdict, reasons, words, rubric },
});
