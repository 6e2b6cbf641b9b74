import { Injectable } from '@nestjs/common';
import type { MarkInput } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';
import { Directory } from '../../organization/index.js';
import { ReviewNeeds, type ResourceRecord } from '../../resources/index.js';
import { Reviewers } from '../reviewers.js';
import { isSameMark, marksInOffice } from './mark-offices.js';

/** Who marks what, by the memberships of now. Nobody marks what they made, or what somebody of their grade team 备课组 made. */
@Injectable()
export class MarkGivers {
  constructor(
    private readonly directory: Directory,
    private readonly reviewers: Reviewers,
    private readonly needs: ReviewNeeds,
  ) {}

  /**
   * The marks that the actor may give to a resource and take away from it. `also`: marks of groups that its school may
   * have left since, which those groups still take away.
   */
  async offices(
    q: Queryable,
    actor: Actor,
    record: ResourceRecord,
    also: readonly Id[] = [],
  ): Promise<MarkInput[]> {
    const offices = await this.held(q, actor, record, also);
    return offices.length > 0 && (await this.isOwn(q, actor, record)) ? [] : offices;
  }

  /** Throws not_found for whom it is not theirs to decide, `own_work` for those whose work it is. */
  async require(
    q: Queryable,
    actor: Actor,
    record: ResourceRecord,
    mark: MarkInput,
    also: readonly Id[] = [],
  ): Promise<void> {
    const offices = await this.held(q, actor, record, also);
    if (!offices.some((office) => isSameMark(office, mark))) throw notFound();
    if (await this.isOwn(q, actor, record)) throw new AppError('own_work');
  }

  private async held(q: Queryable, actor: Actor, record: ResourceRecord, also: readonly Id[]) {
    const { schoolId, subject } = record;
    const groupIds = [...new Set([...(await this.directory.groupsOfSchool(q, schoolId)), ...also])];
    const headed = await this.reviewers.headed(q, actor);
    return marksInOffice(actor.memberships, headed, { schoolId, subject, groupIds });
  }

  private async isOwn(q: Queryable, actor: Actor, record: ResourceRecord): Promise<boolean> {
    const makers = await this.needs.makers(q, record);
    const colleagues = await this.reviewers.colleagues(q, actor);
    return makers.some((id) => colleagues.includes(id));
  }
}
