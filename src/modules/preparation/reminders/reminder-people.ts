import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';
import { principal } from '../../access/index.js';
import { Addressees } from '../../organization/index.js';
import type { LessonRecord } from '../lessons/lessons.repository.js';
import { PlanPeople } from '../plans/plan-people.js';
import type { PlanRecord } from '../plans/plans.repository.js';

/** Whom reminders go to. */
@Injectable()
export class ReminderPeople {
  constructor(
    private readonly people: PlanPeople,
    private readonly addressees: Addressees,
  ) {}

  /** Those of the leads who are in the plan. */
  async leads(q: Queryable, plan: PlanRecord, lessons: readonly LessonRecord[]): Promise<Set<Id>> {
    const ids = [...new Set(lessons.flatMap(({ leadId }) => leadId ?? []))];
    return new Set((await this.people.of(q, plan, ids)).keys());
  }

  /** Who organizes the plan now; where they have all left, those who keep the catalogue of its school. */
  async organizers(q: Queryable, plan: PlanRecord): Promise<Id[]> {
    const organizers = await this.people.organizers(q, plan);
    if (organizers.length > 0) return organizers;
    const keepers = await this.addressees.holders(q, [principal.managers(plan.schoolId)]);
    return [...new Set(keepers.map(({ userId }) => userId))];
  }
}
