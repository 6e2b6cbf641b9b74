import { Injectable } from '@nestjs/common';
import { MOST_LESSONS } from '../../../contracts/index.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { Taxonomy } from '../../taxonomy/index.js';
import type { PlanRecord } from '../plans/plans.repository.js';
import { placedAfter } from './lesson-order.js';
import { LessonsRepository, type LessonRecord } from './lessons.repository.js';

type Place = Pick<LessonRecord, 'week' | 'chapterId'>;

/** Where lessons stand: in which week of their plan, at which chapter, behind which other one. */
@Injectable()
export class LessonPlaces {
  constructor(
    private readonly taxonomy: Taxonomy,
    private readonly lessons: LessonsRepository,
  ) {}

  /** Throws `week_outside` for a week that the plan does not have, `taxonomy_unknown` for a chapter that there is not. */
  require(plan: PlanRecord, { week, chapterId }: Place): void {
    if (week > plan.weeks) throw new AppError('week_outside');
    if (chapterId === null || chapterId === plan.chapterId) return;
    this.taxonomy.complete({ ...plan, chapterId, type: null });
  }

  /** New lessons with their positions: each behind those of its week. Throws `plan_full`, and as {@link require} does. */
  async behind<T extends Place>(
    tx: Tx,
    plan: PlanRecord,
    lessons: readonly T[],
  ): Promise<(T & { position: number })[]> {
    const present = await this.lessons.ofPlans(tx, [plan.id]);
    if (present.length + lessons.length > MOST_LESSONS)
      throw new AppError('plan_full', { most: MOST_LESSONS });
    const last = new Map<number, number>();
    for (const { week, position } of present) last.set(week, Math.max(position, last.get(week) ?? 0));
    return lessons.map((lesson) => {
      this.require(plan, lesson);
      const position = (last.get(lesson.week) ?? 0) + 1;
      last.set(lesson.week, position);
      return { ...lesson, position };
    });
  }

  /**
   * The position behind another one of its week (null: first; left out: as it is, or last where its week is new); the
   * others make room. Throws not_found for a place behind something elsewhere.
   */
  async after(
    tx: Tx,
    lesson: LessonRecord,
    changesWeek: boolean,
    afterId: Id | null | undefined,
  ): Promise<number> {
    if (afterId === undefined && !changesWeek) return lesson.position;
    const all = await this.lessons.ofPlans(tx, [lesson.planId]);
    const others = all.filter(({ id, week }) => week === lesson.week && id !== lesson.id);
    const order = placedAfter(others, lesson, afterId === undefined ? (others.at(-1)?.id ?? null) : afterId);
    if (!order) throw notFound();
    for (const [i, one] of order.entries())
      if (one.id !== lesson.id && one.position !== i + 1)
        await this.lessons.save(tx, one.id, { position: i + 1 });
    return order.findIndex(({ id }) => id === lesson.id) + 1;
  }
}
