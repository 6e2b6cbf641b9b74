import { Injectable } from '@nestjs/common';
import type { LessonView, PlanLesson } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { ShownReader } from '../drafts/shown-reader.js';
import { OwnReader } from '../own/own-reader.js';
import { PlanReader } from '../plans/plan-reader.js';
import { LessonGate, type SeenLesson } from './lesson-gate.js';
import { LessonPresenter } from './lesson-presenter.js';
import { lessonActsIn, type Standing } from './lesson-states.js';
import { LessonsRepository } from './lessons.repository.js';

/** What is read of lessons. Throws not_found for plans that the actor may not see. */
@Injectable()
export class LessonReader {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanReader,
    private readonly gate: LessonGate,
    private readonly lessons: LessonsRepository,
    private readonly presenter: LessonPresenter,
    private readonly shown: ShownReader,
    private readonly own: OwnReader,
  ) {}

  /** All lessons of a plan, by week and in their order within it. */
  async list(actor: Actor, planId: Id): Promise<PlanLesson[]> {
    const { plan } = await this.plans.require(actor, planId);
    const records = await this.lessons.ofPlans(this.database.reader, [planId]);
    return this.presenter.lessons(actor, plan, records);
  }

  /** A lesson with everything that was made of it. */
  async view(actor: Actor, planId: Id, lessonId: Id): Promise<LessonView> {
    const seen = await this.gate.require(actor, planId, lessonId);
    const { plan, lesson } = seen;
    const [card] = await this.presenter.lessons(actor, plan, [lesson]);
    return {
      ...card!,
      draft: await this.shown.draft(actor, lesson),
      acts: actsOf(seen, actor, await this.shown.wrote(actor, lesson)),
      ...(await this.own.of(actor, lesson.id)),
      events: await this.presenter.events(await this.lessons.events(this.database.reader, lesson.id)),
    };
  }
}

/**
 * What the actor can do now; of a plan that does not run yet, lessons are dropped and taken up again only, and out of one
 * that is closed whoever wrote a draft takes it away.
 */
function actsOf(
  { plan, lesson, organizes }: SeenLesson,
  { userId }: Actor,
  wrote: boolean,
): LessonView['acts'] {
  const standing: Standing = { leads: lesson.leadId === userId, organizes, wrote };
  const acts = lessonActsIn(lesson.state, standing);
  switch (plan.state) {
    case 'running':
      return acts;
    case 'preparing':
      return acts.filter((act) => act === 'drop' || act === 'restore');
    case 'closed':
      return lessonActsIn(lesson.state, { leads: false, organizes: false, wrote });
  }
}
