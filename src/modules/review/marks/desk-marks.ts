import { Injectable } from '@nestjs/common';
import type { MarkOffer } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { ResourceReader, ResourceSources } from '../../resources/index.js';
import { ReviewGate } from '../review-gate.js';
import { twoJudge } from '../review-states.js';
import { MarkGivers } from './mark-givers.js';
import { isSameMark } from './mark-offices.js';
import { MarkPresenter } from './mark-presenter.js';

/** What whoever decides on a submission may mark it with, by the same word. */
@Injectable()
export class DeskMarks {
  constructor(
    private readonly database: Database,
    private readonly gate: ReviewGate,
    private readonly resources: ResourceReader,
    private readonly sources: ResourceSources,
    private readonly givers: MarkGivers,
    private readonly presenter: MarkPresenter,
  ) {}

  /**
   * None where another level comes after theirs: only what is published bears marks. None where two judge: marks bear
   * the name of who gave them, and are given on its page, in the open. What it bears already is left out,
   * unless other content waits to replace what bears it. Throws not_found for whom it is not asked.
   */
  async offers(actor: Actor, submissionId: Id): Promise<MarkOffer[]> {
    const found = await this.gate.open(actor, submissionId);
    const { resourceId, steps, passed } = found;
    const [source] = await this.sources.read([resourceId]);
    if (!source || twoJudge(found) || passed < steps.length - 1) return [];
    const { record } = source;
    const offices = await this.givers.offices(this.database.reader, actor, record);
    const replaces = (await this.resources.pending(resourceId)) !== null;
    const stay = replaces ? [] : (record.marks ?? []);
    return this.presenter.offers(offices.filter((office) => !stay.some((mark) => isSameMark(mark, office))));
  }
}
