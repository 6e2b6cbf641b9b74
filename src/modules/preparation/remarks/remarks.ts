import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { MOST_REMARKS, type RemarkAnchor, type remarkRequest } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import { ShownReader } from '../drafts/shown-reader.js';
import { LessonGate, type SeenLesson } from '../lessons/lesson-gate.js';
import { LessonNews } from '../lessons/lesson-news.js';
import { LessonWriter } from '../lessons/lesson-writer.js';
import type { LessonRecord } from '../lessons/lessons.repository.js';
import { PlanWriter } from '../plans/plan-writer.js';
import type { PlanRecord } from '../plans/plans.repository.js';
import { RemarksRepository, type RemarkRecord } from './remarks.repository.js';

/** A remark as addresses name it. */
export interface RemarkKey {
  planId: Id;
  lessonId: Id;
  remarkId: Id;
}

/**
 * What is said about drafts. Throws not_found for who may not see the plan, `forbidden` for what is somebody else's,
 * `state_conflict` where the plan does not run, or the lesson has no draft that is still being talked about.
 */
@Injectable()
export class Remarks {
  constructor(
    private readonly database: Database,
    private readonly gate: LessonGate,
    private readonly shown: ShownReader,
    private readonly remarks: RemarksRepository,
    private readonly lessons: LessonWriter,
    private readonly plans: PlanWriter,
    private readonly news: LessonNews,
  ) {}

  /**
   * Says something about a draft, or answers. Throws not_found for a file that the draft does not hold and for an answer to
   * nothing, `remarks_full`.
   */
  async write(
    actor: Actor,
    planId: Id,
    lessonId: Id,
    { anchor, text, parentId }: z.output<typeof remarkRequest>,
  ): Promise<Id> {
    const seen = await this.gate.requireActing(actor, planId, lessonId);
    if (parentId === undefined) await this.requireHeld(actor, seen, anchor);
    return this.change({ planId, lessonId }, async (tx, plan, lesson) => {
      requireDrafted(lesson);
      if ((await this.remarks.count(tx, lessonId)) >= MOST_REMARKS)
        throw new AppError('remarks_full', { most: MOST_REMARKS });
      const thread = parentId === undefined ? [] : await this.thread(tx, lessonId, parentId);
      const record: RemarkRecord = {
        ...{ id: newId(actor.at), lessonId, planId, parentId: parentId ?? null, authorId: actor.userId },
        ...{ anchor: thread[0]?.anchor ?? anchor, text, at: actor.at, editedAt: null, removed: false },
        ...{ settledAt: null, settledBy: null },
      };
      await this.remarks.insert(tx, record);
      const concerned = [lesson.leadId ?? [], thread.map(({ authorId }) => authorId)].flat();
      await this.news.tell(tx, 'preparation_remarked', plan, lesson, actor.userId, concerned);
      await this.note(tx, plan, actor, 'remark', record);
      return record.id;
    });
  }

  /** By its writer. */
  async edit(actor: Actor, key: RemarkKey, text: string): Promise<void> {
    await this.gate.requireActing(actor, key.planId, key.lessonId);
    await this.change(key, async (tx, plan, lesson) => {
      const remark = await this.own(tx, actor, key);
      requireDrafted(lesson);
      await this.remarks.update(tx, remark.id, { text, editedAt: actor.at });
      await this.note(tx, plan, actor, 'remark-edit', remark);
    });
  }

  /** By its writer. Where answers stand below it, its place stays without its words. */
  async remove(actor: Actor, key: RemarkKey): Promise<void> {
    await this.gate.requireActing(actor, key.planId, key.lessonId);
    await this.change(key, async (tx, plan) => {
      const remark = await this.own(tx, actor, key);
      const [first, ...answers] = await this.remarks.thread(tx, remark.parentId ?? remark.id);
      if (remark.parentId === null && answers.length > 0)
        await this.remarks.update(tx, remark.id, { removed: true, text: '' });
      else await this.remarks.remove(tx, remark.id);
      // The last answer to something that was taken away takes its place along.
      if (remark.parentId !== null && first?.removed && answers.length === 1)
        await this.remarks.remove(tx, first.id);
      await this.note(tx, plan, actor, 'remark-remove', remark);
    });
  }

  /** Dealt with, or open again: by its writer, the lead or an organizer. Twice is no error. */
  async settle(actor: Actor, key: RemarkKey, settled: boolean): Promise<void> {
    const { organizes } = await this.gate.requireActing(actor, key.planId, key.lessonId);
    await this.change(key, async (tx, plan, lesson) => {
      const remark = await this.find(tx, key);
      if (remark.parentId !== null) throw notFound();
      if (!organizes && remark.authorId !== actor.userId && lesson.leadId !== actor.userId)
        throw new AppError('forbidden');
      if ((remark.settledAt !== null) === settled) return;
      const change = settled
        ? { settledAt: actor.at, settledBy: actor.userId }
        : { settledAt: null, settledBy: null };
      await this.remarks.update(tx, remark.id, change);
      await this.note(tx, plan, actor, 'remark-settle', remark, { settled });
    });
  }

  /** The one way in which remarks change: the plan runs, and it and the lesson are locked. */
  private change<T>(
    { planId, lessonId }: Pick<RemarkKey, 'planId' | 'lessonId'>,
    work: (tx: Tx, plan: PlanRecord, lesson: LessonRecord) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(async (tx) => {
      const plan = await this.gate.lockRunning(tx, planId);
      return work(tx, plan, await this.lessons.lock(tx, planId, lessonId, null));
    });
  }

  private async requireHeld(actor: Actor, { lesson }: SeenLesson, anchor: RemarkAnchor): Promise<void> {
    if (anchor.kind === 'whole') return;
    const draft = await this.shown.draft(actor, lesson);
    if (!draft?.files.some((file) => file.id === anchor.fileId)) throw notFound();
  }

  private async thread(tx: Tx, lessonId: Id, id: Id): Promise<RemarkRecord[]> {
    const thread = await this.remarks.thread(tx, id);
    if (thread[0]?.id !== id || thread[0].lessonId !== lessonId || thread[0].parentId !== null)
      throw notFound();
    return thread;
  }

  private async find(tx: Tx, { lessonId, remarkId }: RemarkKey): Promise<RemarkRecord> {
    const remark = await this.remarks.find(tx, remarkId);
    if (remark?.lessonId !== lessonId || remark.removed) throw notFound();
    return remark;
  }

  private async own(tx: Tx, { userId }: Actor, key: RemarkKey): Promise<RemarkRecord> {
    const remark = await this.find(tx, key);
    if (remark.authorId !== userId) throw new AppError('forbidden');
    return remark;
  }

  private note(
    tx: Tx,
    plan: PlanRecord,
    { userId }: Actor,
    action: string,
    { id: remark, lessonId: lesson }: RemarkRecord,
    detail: Record<string, unknown> = {},
  ): Promise<void> {
    return this.plans.note(tx, plan, userId, action, { lesson, remark, ...detail });
  }
}

function requireDrafted({ state }: LessonRecord): void {
  if (state !== 'drafted') throw new AppError('state_conflict');
}
