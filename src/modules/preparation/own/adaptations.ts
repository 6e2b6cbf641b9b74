import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import { owningSchool, ResourceAdapter } from '../../resources/index.js';
import { DraftResources } from '../drafts/draft-resources.js';
import { PlanLookers } from '../drafts/plan-lookers.js';
import { LessonGate } from '../lessons/lesson-gate.js';
import { LessonWriter } from '../lessons/lesson-writer.js';
import type { PlanRecord } from '../plans/plans.repository.js';
import { OwnNeeds } from './own-needs.js';
import type { AdaptationRecord } from './own.repository.js';

/** Titles are this long at most. */
const LONGEST = 200;

/** Each teacher's own version of what was agreed. Throws not_found for who may not see the plan. */
@Injectable()
export class Adaptations {
  constructor(
    private readonly database: Database,
    private readonly gate: LessonGate,
    private readonly lookers: PlanLookers,
    private readonly resources: DraftResources,
    private readonly adapter: ResourceAdapter,
    private readonly lessons: LessonWriter,
    private readonly needs: OwnNeeds,
  ) {}

  /**
   * Makes a draft of the actor's that holds what was agreed, in the school in whose name they work; where they have one
   * already, gives that. Throws `state_conflict` while nothing is agreed, not_found for what they may only look at or is
   * hidden now, what adapting throws, `forbidden` for somebody without a school.
   */
  async make(actor: Actor, planId: Id, lessonId: Id): Promise<Id> {
    const { lesson: known } = await this.gate.requireActing(actor, planId, lessonId);
    const { own } = this.needs;
    const before = await own.adaptation(this.database.reader, lessonId, actor.userId);
    if (before) return before.resourceId;
    const sourceId = known.resourceId;
    if (known.state !== 'agreed' || sourceId === null) throw new AppError('state_conflict');
    if ((await this.lookers.may(actor, sourceId)) !== 'download') throw notFound();
    const schoolId = owningSchool(actor, undefined);
    return this.database.transaction(async (tx) => {
      const source = await this.resources.lock(tx, sourceId);
      const plan = await this.gate.lockRunning(tx, planId);
      const lesson = await this.lessons.lock(tx, planId, lessonId, null);
      const meanwhile = await own.adaptation(tx, lessonId, actor.userId);
      if (meanwhile) return meanwhile.resourceId;
      if (lesson.state !== 'agreed' || lesson.resourceId !== sourceId) throw new AppError('state_conflict');
      if (this.lookers.rightTo(source) !== 'download') throw notFound();
      const title = `${source.title.slice(0, LONGEST - 4)}（个案）`;
      const resourceId = await this.adapter.adapt(tx, actor, source, { schoolId, title });
      await own.putAdaptation(tx, {
        ...{ lessonId, planId, schoolId, resourceId, userId: actor.userId },
        ...{ at: actor.at, handedInAt: null },
      });
      const deed = { actorId: actor.userId, at: actor.at, detail: { resource: resourceId } };
      await this.lessons.note(tx, plan, lessonId, 'adapt', deed);
      return resourceId;
    });
  }

  /** Shows it to the people of the plan. Twice is no error; throws not_found where there is none, and as laying a draft does. */
  async handIn(actor: Actor, planId: Id, lessonId: Id): Promise<void> {
    await this.change(actor, planId, lessonId, async (tx, plan, own) => {
      if (own.handedInAt !== null) return;
      const record = await this.resources.find(tx, own.resourceId);
      if (!record || record.trashedAt !== null) throw notFound();
      await this.needs.people.requireShowable(tx, plan, record);
      await this.needs.own.handIn(tx, own, actor.at);
      const deed = { actorId: actor.userId, at: actor.at, detail: { resource: own.resourceId } };
      await this.lessons.note(tx, plan, lessonId, 'hand_in', deed);
    });
  }

  /** Hides it again. Twice is no error. */
  async handBack(actor: Actor, planId: Id, lessonId: Id): Promise<void> {
    await this.change(actor, planId, lessonId, async (tx, plan, own) => {
      if (own.handedInAt === null) return;
      await this.needs.own.handIn(tx, own, null);
      await this.needs.plans.note(tx, plan, actor.userId, 'lesson-hand-back', {
        lesson: lessonId,
        resource: own.resourceId,
      });
    });
  }

  /** The resource is locked first, as by everything that decides on one. */
  private async change(
    actor: Actor,
    planId: Id,
    lessonId: Id,
    work: (tx: Tx, plan: PlanRecord, own: AdaptationRecord) => Promise<void>,
  ): Promise<void> {
    await this.gate.requireActing(actor, planId, lessonId);
    const known = await this.needs.own.adaptation(this.database.reader, lessonId, actor.userId);
    if (!known) throw notFound();
    await this.database.transaction(async (tx) => {
      await this.resources.find(tx, known.resourceId);
      const plan = await this.gate.lockRunning(tx, planId);
      await this.lessons.lock(tx, planId, lessonId, null);
      const own = await this.needs.own.adaptation(tx, lessonId, actor.userId);
      if (own?.resourceId !== known.resourceId) throw notFound();
      await work(tx, plan, own);
    });
  }
}
