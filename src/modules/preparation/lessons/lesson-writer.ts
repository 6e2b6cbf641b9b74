import { Injectable } from '@nestjs/common';
import type { LessonAct, LessonEvent } from '../../../contracts/index.js';
import { notFound } from '../../../kernel/errors.js';
import type { Instant } from '../../../kernel/clock.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { atRevision } from '../../../kernel/revision.js';
import type { Tx } from '../../../platform/database/database.port.js';
import { PlanWriter } from '../plans/plan-writer.js';
import type { PlanRecord } from '../plans/plans.repository.js';
import { lessonStateAfter } from './lesson-states.js';
import { LessonsRepository, type LessonRecord } from './lessons.repository.js';

/** Something that somebody does to a lesson. */
export interface LessonDeed {
  actorId: Id;
  at: Instant;
  words?: string;
  /** they wrote what lies there as its draft */
  wrote?: boolean;
  /** what changes besides its state */
  change?: Partial<LessonRecord>;
  detail?: Record<string, unknown>;
}

/** The one way in which a lesson is written: revision, state, history and audit record change together. */
@Injectable()
export class LessonWriter {
  constructor(
    private readonly lessons: LessonsRepository,
    private readonly plans: PlanWriter,
  ) {}

  async insert(tx: Tx, plan: PlanRecord, records: readonly LessonRecord[], by: LessonDeed): Promise<void> {
    await this.lessons.insert(tx, records);
    const { actorId, at } = by;
    await this.lessons.insertEvents(
      tx,
      records.map(({ id }) => eventOf(plan, id, 'add', { actorId, at })),
    );
    await this.plans.note(tx, plan, actorId, 'lessons-add', { lessons: records.map(({ id }) => id) });
  }

  /** Reads a lesson of a plan, which is locked, for changing it. With `rev`, refuses when it was changed since (`rev_conflict`). */
  async lock(tx: Tx, planId: Id, id: Id, rev: number | null): Promise<LessonRecord> {
    const record = await this.lessons.lock(tx, id);
    if (record?.planId !== planId) throw notFound();
    return atRevision(record, rev);
  }

  /** Throws `state_conflict` for an act that the state does not allow. */
  async carryOut(
    tx: Tx,
    plan: PlanRecord,
    record: LessonRecord,
    act: LessonAct,
    deed: LessonDeed,
  ): Promise<LessonRecord> {
    const state = lessonStateAfter(record.state, act, deed.wrote);
    const next = { ...record, ...deed.change, state, rev: record.rev + 1 };
    await this.lessons.save(tx, record.id, next);
    await this.note(tx, plan, record.id, act, deed);
    return next;
  }

  /** Changes what is said of a lesson. */
  async describe(tx: Tx, plan: PlanRecord, next: LessonRecord, deed: LessonDeed): Promise<void> {
    await this.lessons.save(tx, next.id, { ...next, rev: next.rev + 1 });
    await this.plans.note(tx, plan, deed.actorId, 'lesson-update', { lesson: next.id, ...deed.detail });
  }

  /** Writes down what somebody did about a lesson that changes nothing of itself. */
  async note(
    tx: Tx,
    plan: PlanRecord,
    lessonId: Id,
    act: LessonEvent['act'],
    deed: LessonDeed,
  ): Promise<void> {
    await this.lessons.insertEvents(tx, [eventOf(plan, lessonId, act, deed)]);
    await this.plans.note(tx, plan, deed.actorId, `lesson-${act.replace('_', '-')}`, {
      lesson: lessonId,
      ...deed.detail,
    });
  }
}

const eventOf = (
  { id: planId }: PlanRecord,
  lessonId: Id,
  act: LessonEvent['act'],
  { actorId, at, words = '' }: LessonDeed,
) => ({ id: newId(at), lessonId, planId, at, act, actorId, words });
