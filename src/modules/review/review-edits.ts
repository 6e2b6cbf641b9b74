import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { correctRequest, CorrectResult } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { AppError } from '../../kernel/errors.js';
import type { Tx } from '../../platform/database/database.port.js';
import { ResourceDescriptions } from '../resources/index.js';
import { ReviewUnits, type Read } from './review-units.js';
import { twoJudge } from './review-states.js';
import { Reviewers } from './reviewers.js';
import { SubmissionWriter } from './submission-writer.js';
import type { SubmissionRecord } from './submissions.repository.js';

/** What reviewers correct of the description while they review. */
@Injectable()
export class ReviewEdits {
  constructor(
    private readonly units: ReviewUnits,
    private readonly descriptions: ResourceDescriptions,
    private readonly reviewers: Reviewers,
    private readonly writer: SubmissionWriter,
  ) {}

  /**
   * The submission stays where it is, with the levels that it has passed; its author is told what was changed. Under
   * another subject it goes on to those who review that, and is out of the hands of whom it is not asked any more.
   * Throws what every act of a reviewer throws, `rev_conflict` also where the resource was changed since it was read.
   */
  async correct(
    actor: Actor,
    read: Read,
    { resourceRev, ...input }: z.output<typeof correctRequest>,
  ): Promise<CorrectResult> {
    return this.units.change(actor, read, async (tx, found, record) => {
      if (record.rev !== resourceRev) throw new AppError('rev_conflict', { rev: record.rev });
      const { subject, type, changes } = await this.descriptions.correct(tx, record, input);
      if (changes.length === 0) return { moved: false };
      const by = { actorId: actor.userId, at: actor.at };
      const edited = await this.writer.carryOut(tx, found, {
        ...by,
        act: 'edit',
        change: { subject, type },
        changes,
      });
      const teller = twoJudge(found) ? null : actor.userId;
      await this.writer.tell(tx, 'review_edited', edited, teller, [edited.submitterId]);
      return { moved: subject !== found.subject && (await this.handOver(tx, actor, edited)) };
    });
  }

  /** To those who review its new subject; whether that takes it out of the actor's hands. */
  private async handOver(tx: Tx, actor: Actor, edited: SubmissionRecord): Promise<boolean> {
    // At the school one office decides on all subjects.
    if (edited.level === 'school') return false;
    const office = await this.reviewers.officeAt(tx, actor, edited, edited.subject);
    if (office === 'own') return false;
    if (office === 'stand-in' && edited.reviewerId === actor.userId) return false;
    const deed = { act: 'move', actorId: actor.userId, at: actor.at, change: { reviewerId: null } } as const;
    const moved = await this.writer.carryOut(tx, edited, deed);
    await this.writer.askNext(tx, moved, twoJudge(edited) ? null : actor.userId);
    return office === null;
  }
}
