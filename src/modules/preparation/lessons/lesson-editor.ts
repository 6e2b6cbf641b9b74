import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { addLessonsRequest, updateLessonRequest } from '../../../contracts/index.js';
import { Clock } from '../../../kernel/clock.js';
import { AppError } from '../../../kernel/errors.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { PlanPeople } from '../plans/plan-people.js';
import { PlanWriter } from '../plans/plan-writer.js';
import type { PlanRecord } from '../plans/plans.repository.js';
import { LessonNews } from './lesson-news.js';
import { LessonPlaces } from './lesson-places.js';
import { LessonWriter } from './lesson-writer.js';
import type { LessonRecord } from './lessons.repository.js';

type Manages = Authorized<'plan', 'manage'>;
type Update = z.output<typeof updateLessonRequest>;

const FACTS = ['title', 'chapterId', 'week', 'leadId', 'draftDue', 'agreeDue'] as const;

/**
 * Which lessons a plan has, when they are and who leads them. Throws `state_conflict` once the plan is closed,
 * `week_outside` for a week that it does not have, `lead_outside` for a lead who is not in it, `taxonomy_unknown` for a
 * chapter that there is not.
 */
@Injectable()
export class LessonEditor {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanWriter,
    private readonly people: PlanPeople,
    private readonly places: LessonPlaces,
    private readonly writer: LessonWriter,
    private readonly news: LessonNews,
    private readonly clock: Clock,
  ) {}

  /** Puts lessons behind those of their weeks; gives their ids. Throws `plan_full`. */
  async add({ id, actorId }: Manages, { lessons }: z.output<typeof addLessonsRequest>): Promise<Id[]> {
    return this.database.transaction(async (tx) => {
      const plan = await this.plans.lockOpen(tx, id);
      const placed = await this.places.behind(tx, plan, lessons);
      await this.requireLeads(
        tx,
        plan,
        lessons.map(({ leadId }) => leadId),
      );
      const at = this.clock.now();
      const records = placed.map((lesson): LessonRecord => ({ ...newLesson(newId(at), id), ...lesson }));
      await this.writer.insert(tx, plan, records, { actorId, at });
      await this.news.leads(tx, plan, records, actorId);
      return records.map((record) => record.id);
    });
  }

  /** Changes what is given and leaves the rest. Throws `rev_conflict`, not_found for a place behind something elsewhere. */
  async update({ id, actorId }: Manages, lessonId: Id, rev: number, input: Update): Promise<void> {
    const { afterId, ...facts } = input;
    await this.database.transaction(async (tx) => {
      const plan = await this.plans.lockOpen(tx, id);
      const record = await this.writer.lock(tx, id, lessonId, rev);
      const given = Object.fromEntries(
        FACTS.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])),
      ) as Partial<LessonRecord>;
      const next = { ...record, ...given };
      const changed: string[] = FACTS.filter((name) => record[name] !== next[name]);
      this.places.require(plan, next);
      if (changed.includes('leadId')) await this.requireLeads(tx, plan, [next.leadId]);
      const position = await this.places.after(tx, next, changed.includes('week'), afterId);
      if (position !== record.position) changed.push('position');
      if (changed.length === 0) return;
      const deed = { actorId, at: this.clock.now(), detail: { changed } };
      await this.writer.describe(tx, plan, { ...next, position }, deed);
      if (!changed.includes('leadId')) return;
      await this.writer.note(tx, plan, lessonId, 'lead', { ...deed, detail: { lead: next.leadId } });
      await this.news.leads(tx, plan, [next], actorId);
    });
  }

  private async requireLeads(tx: Tx, plan: PlanRecord, leadIds: readonly (Id | null)[]): Promise<void> {
    const ids = [...new Set(leadIds.filter((id) => id !== null))];
    if (ids.length === 0) return;
    const found = await this.people.of(tx, plan, ids);
    if (ids.some((id) => !found.has(id))) throw new AppError('lead_outside');
  }
}

const newLesson = (id: Id, planId: Id) => ({
  id,
  planId,
  rev: 1,
  state: 'planned' as const,
  resourceId: null,
  laidBy: null,
  laidAt: null,
  agreedAt: null,
});
