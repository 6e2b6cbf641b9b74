import { Injectable } from '@nestjs/common';
import type { PreparationTask } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { LessonsRepository } from '../lessons/lessons.repository.js';
import { OwnRepository } from '../own/own.repository.js';
import { PlansRepository } from '../plans/plans.repository.js';
import { taskOf } from './task-of.js';

const MOST_TASKS = 20;
/** More than anybody prepares by at once. */
const MOST_PLANS = 50;

/** What of all running plans waits for somebody. */
@Injectable()
export class Tasks {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly plans: PlansRepository,
    private readonly lessons: LessonsRepository,
    private readonly own: OwnRepository,
  ) {}

  /** The earliest due first. Whoever only keeps the catalogue of a school prepares no lessons by its plans. */
  async of(actor: Actor): Promise<PreparationTask[]> {
    const q = this.database.reader;
    const preparing = { ...actor, principals: actor.principals.filter((key) => !key.startsWith('m:')) };
    const visible = this.access.visible(preparing, 'plan', 'p.id');
    const plans = new Map((await this.plans.running(q, visible, MOST_PLANS)).map((plan) => [plan.id, plan]));
    const ids = [...plans.keys()];
    const { adapted, reflected } = await this.own.mine(q, ids, actor.userId);
    const tasks = (await this.lessons.ofPlans(q, ids)).flatMap((lesson): PreparationTask[] => {
      const plan = plans.get(lesson.planId)!;
      const task = taskOf(plan, lesson, {
        ...{ userId: actor.userId, at: actor.at },
        adapted: adapted.has(lesson.id),
        reflected: reflected.has(lesson.id),
      });
      if (!task) return [];
      const { id, title, week } = lesson;
      return [{ plan: { id: plan.id, title: plan.title }, lesson: { id, title, week }, ...task }];
    });
    return tasks.sort((a, b) => compare(a.due, b.due)).slice(0, MOST_TASKS);
  }
}

/** Days as texts; none comes last. */
function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
