import { Injectable } from '@nestjs/common';
import type { NoticeKind } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { NoticeBoard } from '../../../platform/notices/index.js';
import { ShownRepository } from '../drafts/shown.repository.js';
import { PlanPeople } from '../plans/plan-people.js';
import type { PlanRecord } from '../plans/plans.repository.js';
import type { LessonRecord } from './lessons.repository.js';

/**
 * Tells people of lessons and of what these show, in the unit in which something happens to them. While a plan is being
 * prepared, nobody hears of it.
 */
@Injectable()
export class LessonNews {
  constructor(
    private readonly notices: NoticeBoard,
    private readonly people: PlanPeople,
    private readonly shown: ShownRepository,
  ) {}

  /** They lead these. */
  async leads(tx: Tx, plan: PlanRecord, lessons: readonly LessonRecord[], actorId: Id): Promise<void> {
    for (const lesson of lessons)
      if (lesson.leadId !== null && (lesson.state === 'planned' || lesson.state === 'drafted'))
        await this.tell(tx, 'preparation_lead', plan, lesson, actorId, [lesson.leadId]);
  }

  /** Everybody in the plan. */
  async everybody(
    tx: Tx,
    kind: NoticeKind,
    plan: PlanRecord,
    lesson: Pick<LessonRecord, 'id'>,
    actorId: Id,
  ): Promise<void> {
    await this.tell(tx, kind, plan, lesson, actorId, (await this.people.of(tx, plan)).keys());
  }

  /** What they wrote was taken away by its author: whoever leads the lesson, and who organize the plan. */
  async takenBack(tx: Tx, plan: PlanRecord, lesson: LessonRecord, actorId: Id): Promise<void> {
    const organizers = await this.people.organizers(tx, plan);
    const concerned = lesson.leadId === null ? organizers : [lesson.leadId, ...organizers];
    await this.tell(tx, 'preparation_taken_back', plan, lesson, actorId, concerned);
  }

  /**
   * Carries out a change of whom a plan is for, which gives the plan as it is then. Where somebody new prepares by it, those
   * hear of it who wrote what it shows: their work reaches further than when it was laid.
   */
  async widening(tx: Tx, before: PlanRecord, actorId: Id, change: () => Promise<PlanRecord>): Promise<void> {
    const known = await this.people.of(tx, before);
    const after = await change();
    if ([...(await this.people.of(tx, after)).keys()].every((id) => known.has(id))) return;
    const recipientIds = await this.shown.authors(tx, after.id);
    await this.notices.tell(tx, { kind: 'preparation_widened', subjectId: after.id, actorId, recipientIds });
  }

  async tell(
    tx: Tx,
    kind: NoticeKind,
    plan: PlanRecord,
    { id: subjectId }: Pick<LessonRecord, 'id'>,
    actorId: Id | null,
    recipientIds: Iterable<Id>,
  ): Promise<void> {
    if (plan.state === 'running') await this.notices.tell(tx, { kind, subjectId, actorId, recipientIds });
  }
}
