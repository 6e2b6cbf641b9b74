import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { reflectRequest } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Queryable } from '../../../platform/database/database.port.js';
import { owningSchool } from '../../resources/index.js';
import { LessonGate } from '../lessons/lesson-gate.js';
import { LessonWriter } from '../lessons/lesson-writer.js';
import type { PlanRecord } from '../plans/plans.repository.js';
import { OwnNeeds } from './own-needs.js';

/** What teachers think of a lesson after they have given it. Throws not_found for who may not see the plan. */
@Injectable()
export class Reflections {
  constructor(
    private readonly database: Database,
    private readonly gate: LessonGate,
    private readonly lessons: LessonWriter,
    private readonly needs: OwnNeeds,
  ) {}

  /** Writes the actor's reflection, or changes it. Throws `state_conflict` of a lesson that nothing was laid for. */
  async write(
    actor: Actor,
    planId: Id,
    lessonId: Id,
    { taughtOn, text }: z.output<typeof reflectRequest>,
  ): Promise<void> {
    await this.gate.requireActing(actor, planId, lessonId);
    const { own, plans } = this.needs;
    await this.database.transaction(async (tx) => {
      const plan = await this.gate.lockRunning(tx, planId);
      const { state } = await this.lessons.lock(tx, planId, lessonId, null);
      if (state !== 'drafted' && state !== 'agreed') throw new AppError('state_conflict');
      const before = await own.reflection(tx, lessonId, actor.userId);
      await own.saveReflection(tx, {
        ...{ lessonId, planId, taughtOn, text, userId: actor.userId },
        schoolId: before?.schoolId ?? (await this.school(tx, actor, plan)),
        at: before?.at ?? actor.at,
        editedAt: before ? actor.at : null,
      });
      await plans.note(tx, plan, actor.userId, 'lesson-reflect', { lesson: lessonId });
    });
  }

  /** Throws not_found where there is none. */
  async remove(actor: Actor, planId: Id, lessonId: Id): Promise<void> {
    await this.gate.requireActing(actor, planId, lessonId);
    await this.database.transaction(async (tx) => {
      const plan = await this.gate.lockRunning(tx, planId);
      await this.lessons.lock(tx, planId, lessonId, null);
      if (!(await this.needs.own.removeReflection(tx, lessonId, actor.userId))) throw notFound();
      await this.needs.plans.note(tx, plan, actor.userId, 'lesson-unreflect', { lesson: lessonId });
    });
  }

  /** The one through which they are in the plan. */
  private async school(q: Queryable, actor: Actor, plan: PlanRecord): Promise<Id> {
    const through = (await this.needs.people.of(q, plan, [actor.userId])).get(actor.userId);
    return through ?? owningSchool(actor, undefined);
  }
}
