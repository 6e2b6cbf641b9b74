import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import { PlanPeople } from '../plans/plan-people.js';
import { PlanReader, type SeenPlan } from '../plans/plan-reader.js';
import { PlanWriter } from '../plans/plan-writer.js';
import type { PlanRecord } from '../plans/plans.repository.js';
import { LessonsRepository, type LessonRecord } from './lessons.repository.js';

/** A lesson of a plan that somebody may see. */
export interface SeenLesson extends SeenPlan {
  lesson: LessonRecord;
}

/** Stands before lessons. Remembers nothing: whoever is out of the plan finds nothing from the next request on. */
@Injectable()
export class LessonGate {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanReader,
    private readonly writer: PlanWriter,
    private readonly lessons: LessonsRepository,
    private readonly people: PlanPeople,
  ) {}

  /** Throws not_found. */
  async require(actor: Actor, planId: Id, lessonId: Id): Promise<SeenLesson> {
    const seen = await this.plans.require(actor, planId);
    const [lesson] = await this.lessons.byIds(this.database.reader, [lessonId]);
    if (lesson?.planId !== planId) throw notFound();
    return { ...seen, lesson };
  }

  /** The same for somebody who does something there. Throws `forbidden` for who only reads it, as inspectors do. */
  async requireActing(actor: Actor, planId: Id, lessonId: Id): Promise<SeenLesson> {
    const seen = await this.require(actor, planId, lessonId);
    if (seen.organizes) return seen;
    const found = await this.people.of(this.database.reader, seen.plan, [actor.userId]);
    if (!found.has(actor.userId)) throw new AppError('forbidden');
    return seen;
  }

  /** Locks a plan for what its people do while it runs. Throws `state_conflict`. */
  lockRunning(tx: Tx, planId: Id): Promise<PlanRecord> {
    return this.writer.lockRunning(tx, planId);
  }

  /** Locks a plan for what is done in every state. */
  lock(tx: Tx, planId: Id): Promise<PlanRecord> {
    return this.writer.lock(tx, planId);
  }

  /** Locks a plan for what is done until it is closed. Throws `state_conflict`. */
  lockOpen(tx: Tx, planId: Id): Promise<PlanRecord> {
    return this.writer.lockOpen(tx, planId);
  }
}
