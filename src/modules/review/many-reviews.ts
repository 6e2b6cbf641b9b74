import { Injectable, Logger } from '@nestjs/common';
import type { ManyReviews as Asked, ManyReviewers, ReviewOutcome } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { ReviewGate } from './review-gate.js';
import { ReviewPresenter } from './review-presenter.js';
import { twoJudge } from './review-states.js';
import { Reviewers } from './reviewers.js';
import type { Read } from './review-units.js';
import { Reviews } from './reviews.js';
import { SubmissionsRepository } from './submissions.repository.js';

/** One act on several submissions. */
@Injectable()
export class ManyReviews {
  private readonly log = new Logger(ManyReviews.name);

  constructor(
    private readonly database: Database,
    private readonly reviews: Reviews,
    private readonly reviewers: Reviewers,
    private readonly gate: ReviewGate,
    private readonly submissions: SubmissionsRepository,
    private readonly presenter: ReviewPresenter,
  ) {}

  /**
   * Each in a unit of its own, one after the other: what is refused for one leaves it as it was and keeps nothing from
   * the others. Questions of a rubric are answered for one submission at a time: what requires answers is refused here.
   * The outcome says of each what became of it, a fault of ours (`internal`) among them.
   */
  async act(actor: Actor, asked: Asked): Promise<ReviewOutcome[]> {
    const outcomes: ReviewOutcome[] = [];
    for (const read of asked.items)
      outcomes.push({ id: read.id, refusal: await this.refusal(() => this.one(actor, read, asked)) });
    return outcomes;
  }

  /** Who can decide on how many of those that are asked of the actor; others count like what does not exist. */
  async candidates(actor: Actor, ids: readonly Id[]): Promise<ManyReviewers['items']> {
    const q = this.database.reader;
    const counts = new Map<Id, number>();
    for (const record of await this.gate.asked(q, actor, await this.submissions.byIds(q, ids))) {
      if (twoJudge(record)) continue;
      const { own, 'stand-in': standIn } = await this.reviewers.candidates(q, record);
      for (const id of new Set([...own, ...standIn])) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const people = await this.presenter.people([...counts.keys()]);
    return people
      .map((person) => ({ ...person, count: counts.get(person.id) ?? 0 }))
      .sort((a, b) => b.count - a.count);
  }

  private one(actor: Actor, read: Read, asked: Asked): Promise<void> {
    switch (asked.act) {
      case 'take':
        return this.reviews.take(actor, read);
      case 'reassign':
        return this.reviews.reassign(actor, read, asked.toId, asked.words);
      case 'approve':
        return this.reviews.approve(actor, read, { words: asked.words, answers: [] });
      case 'return':
        return this.reviews.return(actor, read, asked.reasons, { words: asked.words, answers: [] });
    }
  }

  private async refusal(work: () => Promise<void>): Promise<ReviewOutcome['refusal']> {
    try {
      await work();
      return null;
    } catch (error) {
      if (error instanceof AppError) return { code: error.code, params: error.params };
      this.log.error(error);
      return { code: 'internal', params: {} };
    }
  }
}
