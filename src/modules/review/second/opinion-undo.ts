import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import { Database } from '../../../platform/database/database.port.js';
import { ResourceReleases } from '../../resources/index.js';
import { ReviewGate } from '../review-gate.js';
import { requireOpen } from '../review-states.js';
import type { Read } from '../review-units.js';
import { SubmissionWriter } from '../submission-writer.js';
import { SubmissionsRepository } from '../submissions.repository.js';
import { OpinionsRepository } from './opinions.repository.js';

/** Takes an opinion back in a unit of its own, with the resource locked first. */
@Injectable()
export class OpinionUndo {
  constructor(
    private readonly database: Database,
    private readonly releases: ResourceReleases,
    private readonly submissions: SubmissionsRepository,
    private readonly opinions: OpinionsRepository,
    private readonly gate: ReviewGate,
    private readonly writer: SubmissionWriter,
  ) {}

  /**
   * Before the second is in: what was found may turn out wrong, and nobody has read it. Throws not_found for who gave
   * none or reviews there no more, `review_decided` once the second is in, `rev_conflict`.
   */
  async recall(actor: Actor, { id, rev }: Read): Promise<void> {
    const [known] = await this.submissions.byIds(this.database.reader, [id]);
    if (!known) throw notFound();
    await this.database.transaction(async (tx) => {
      await this.releases.lock(tx, known.resourceId, null);
      const found = await this.submissions.lock(tx, id);
      if (!found) throw notFound();
      const given = await this.opinions.by(tx, id, actor.userId);
      if (given.length === 0) throw notFound();
      requireOpen(found.state);
      if (!(await this.gate.mayLook(tx, actor, found))) throw notFound();
      const mine = given.find(({ passed }) => passed === found.passed);
      if (!mine || found.state !== 'second') throw new AppError('review_decided', { state: found.state });
      if (found.rev !== rev) throw new AppError('rev_conflict', { rev: found.rev });
      await this.opinions.remove(tx, mine.id);
      await this.writer.carryOut(tx, found, { act: 'recall', actorId: actor.userId, at: actor.at });
    });
  }
}
