import { Injectable } from '@nestjs/common';
import type { LessonEvent, PlanLesson } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { Directory } from '../../organization/index.js';
import { Taxonomy } from '../../taxonomy/index.js';
import { OwnRepository } from '../own/own.repository.js';
import { PlanPeople } from '../plans/plan-people.js';
import type { PlanRecord } from '../plans/plans.repository.js';
import { dayThere } from '../plans/terms.js';
import { RemarksRepository } from '../remarks/remarks.repository.js';
import { dueOf } from './lesson-due.js';
import type { LessonEventRecord, LessonRecord } from './lessons.repository.js';

/** Makes of lessons what the board and the calendar show. Asks each neighbour once for a whole plan. */
@Injectable()
export class LessonPresenter {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly taxonomy: Taxonomy,
    private readonly people: PlanPeople,
    private readonly remarks: RemarksRepository,
    private readonly own: OwnRepository,
  ) {}

  /** Of one plan, in the order given. */
  async lessons(actor: Actor, plan: PlanRecord, records: readonly LessonRecord[]): Promise<PlanLesson[]> {
    const q = this.database.reader;
    const lead = await this.leads(plan, records);
    const remarks = await this.remarks.open(q, plan.id);
    const adapted = await this.own.adapted(q, plan.id, actor.userId);
    const reflected = await this.own.reflected(q, plan.id, actor.userId);
    const today = dayThere(actor.at, plan.timeZone);
    return records.map((record) => {
      const { id, rev, title, chapterId, week, leadId, draftDue, agreeDue, state } = record;
      const due = plan.state === 'running' ? dueOf(record) : null;
      return {
        ...{ id, rev, title, chapterId, week, draftDue, agreeDue, state },
        chapterPath: this.taxonomy.shown({ ...plan, chapterId }).chapterPath,
        lead: leadId === null ? null : lead(leadId),
        late: due !== null && due.day < today,
        remarks: remarks.get(id) ?? 0,
        adapted: adapted.get(id)?.people ?? 0,
        reflected: reflected.get(id)?.people ?? 0,
        mine: {
          leads: leadId === actor.userId,
          adapted: adapted.get(id)?.mine ?? false,
          reflected: reflected.get(id)?.mine ?? false,
        },
      };
    });
  }

  /** What happened to lessons, in the order given. */
  async events(events: readonly LessonEventRecord[]): Promise<LessonEvent[]> {
    const { people } = await this.directory.names(this.database.reader, {
      userIds: events.map(({ actorId }) => actorId),
    });
    return events.map(({ id, at, act, actorId, words }) => ({
      ...{ id, words },
      at: new Date(at).toISOString(),
      act: act as LessonEvent['act'],
      by: { id: actorId, name: people.get(actorId) ?? '' },
    }));
  }

  private async leads(
    plan: PlanRecord,
    records: readonly LessonRecord[],
  ): Promise<(id: Id) => NonNullable<PlanLesson['lead']>> {
    const q = this.database.reader;
    const ids = [...new Set(records.flatMap(({ leadId }) => leadId ?? []))];
    const present = await this.people.of(q, plan, ids);
    const { people } = await this.directory.names(q, { userIds: ids });
    return (id) => ({ id, name: people.get(id) ?? '', present: present.has(id) });
  }
}
