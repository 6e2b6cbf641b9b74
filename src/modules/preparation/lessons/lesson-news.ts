import { Injectable } from '@nestjs/common';
import type { NoticeKind } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { NoticeBoard } from '../../../platform/notices/index.js';
import { PlanPeople } from '../plans/plan-people.js';
import type { PlanRecord } from '../plans/plans.repository.js';
import type { LessonRecord } from './lessons.repository.js';

/** Tells people of lessons, in the unit in which something happens to them. While a plan is being prepared, nobody hears of it. */
@Injectable()
export class LessonNews {
  constructor(
    private readonly notices: NoticeBoard,
    private readonly people: PlanPeople,
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
