import { Injectable } from '@nestjs/common';
import type { OwnOpinion } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.port.js';
import { ResourceReader } from '../../resources/index.js';
import { ReviewGate } from '../review-gate.js';
import { Reviewers } from '../reviewers.js';
import { SubmissionsRepository } from '../submissions.repository.js';
import { OpinionsRepository } from './opinions.repository.js';

/** What the first of two reads of their own opinion until the second is in. */
@Injectable()
export class OwnOpinions {
  constructor(
    private readonly database: Database,
    private readonly submissions: SubmissionsRepository,
    private readonly opinions: OpinionsRepository,
    private readonly gate: ReviewGate,
    private readonly reviewers: Reviewers,
    private readonly resources: ResourceReader,
  ) {}

  /** Those that wait for the second, for as long as the level is the actor's. */
  async list(actor: Actor): Promise<OwnOpinion[]> {
    const q = this.database.reader;
    const mine = await this.opinions.waiting(q, actor.userId);
    const records = await this.submissions.byIds(
      q,
      mine.map((one) => one.submissionId),
    );
    const cards = await this.resources.reviewed(records.map(({ resourceId }) => resourceId));
    const found: OwnOpinion[] = [];
    for (const { submissionId, verdict, reasons, words, rubric, at } of mine) {
      const record = records.find(({ id }) => id === submissionId);
      const resource = cards.find(({ id }) => id === record?.resourceId);
      if (!record || !resource || !(await this.gate.mayLook(q, actor, record))) continue;
      const nobody = !(await this.reviewers.anybody(q, record));
      const opinion = { verdict, reasons, words, rubric, nobody, resource };
      found.push({ id: record.id, rev: record.rev, at: new Date(at).toISOString(), ...opinion });
    }
    return found;
  }
}
