import { Injectable } from '@nestjs/common';
import type { LessonAct, NoticeKind } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import type { ResourceRecord } from '../../resources/index.js';
import { LessonGate } from '../lessons/lesson-gate.js';
import { LessonNews } from '../lessons/lesson-news.js';
import { isTheirs } from '../lessons/lesson-states.js';
import { LessonWriter } from '../lessons/lesson-writer.js';
import type { LessonRecord } from '../lessons/lessons.repository.js';
import { PlanPeople } from '../plans/plan-people.js';
import type { PlanRecord } from '../plans/plans.repository.js';
import { DraftResources } from './draft-resources.js';

type Act = Exclude<LessonAct, 'lay'>;

const NOTHING_LAID = { resourceId: null, laidBy: null, laidAt: null, agreedAt: null };
/** What anybody may still change of a plan that has not begun. */
const BEFORE_IT_RUNS: ReadonlySet<Act> = new Set(['drop', 'restore']);

/**
 * The way of a draft: laid, taken back, agreed, reopened; and lessons dropped and taken up again. Each act is one unit, the
 * resource locked first, then the plan, then the lesson: of two at the same moment one hears `rev_conflict`. Throws
 * not_found for who may not see the plan, `forbidden` for whose it is not, `state_conflict` for what cannot be done.
 */
@Injectable()
export class Drafts {
  constructor(
    private readonly database: Database,
    private readonly gate: LessonGate,
    private readonly resources: DraftResources,
    private readonly people: PlanPeople,
    private readonly writer: LessonWriter,
    private readonly news: LessonNews,
  ) {}

  /**
   * Lays a resource of the actor's own as the draft; again: another in its place. Throws `consent_required` or
   * `licence_forbids` for one that may not be shown to all whom the plan is for.
   */
  async lay(actor: Actor, planId: Id, lessonId: Id, rev: number, resourceId: Id): Promise<void> {
    const seen = await this.gate.requireActing(actor, planId, lessonId);
    const right = await this.resources.authorize(actor, resourceId);
    await this.database.transaction(async (tx) => {
      const record = await this.resources.lock(tx, right.id);
      const plan = await this.gate.lockRunning(tx, planId);
      const lesson = await this.writer.lock(tx, planId, lessonId, rev);
      requireOffice(lesson, 'lay', actor, seen.organizes);
      if (!isShown(record)) throw new AppError('state_conflict');
      await this.people.requireShowable(tx, plan, record);
      const next = await this.writer.carryOut(tx, plan, lesson, 'lay', {
        actorId: actor.userId,
        at: actor.at,
        change: { resourceId, laidBy: actor.userId, laidAt: actor.at, agreedAt: null },
        detail: { resource: resourceId },
      });
      await this.news.everybody(tx, 'preparation_drafted', plan, next, actor.userId);
    });
  }

  /** Throws `files_not_ready` for agreeing on what is still on its way. */
  async act(
    actor: Actor,
    planId: Id,
    lessonId: Id,
    rev: number,
    { act, words }: { act: Act; words: string },
  ): Promise<void> {
    const { lesson: known, organizes } = await this.gate.requireActing(actor, planId, lessonId);
    const decidesOn = act === 'agree' || act === 'take_back' ? known.resourceId : null;
    await this.database.transaction(async (tx) => {
      const record = decidesOn === null ? null : await this.resources.find(tx, decidesOn);
      const wrote = record?.authorId === actor.userId;
      const plan = await this.lockPlan(tx, planId, act, wrote);
      const lesson = await this.writer.lock(tx, planId, lessonId, rev);
      requireOffice(lesson, act, actor, organizes, wrote);
      if (decidesOn !== null && lesson.resourceId !== decidesOn)
        throw new AppError('rev_conflict', { rev: lesson.rev });
      if (act === 'agree') await this.requireAgreeable(tx, lesson, record);
      const next = await this.writer.carryOut(tx, plan, lesson, act, {
        actorId: actor.userId,
        at: actor.at,
        words,
        wrote,
        change: changeOf(act, actor),
        detail: lesson.resourceId === null ? {} : { resource: lesson.resourceId },
      });
      const kind = NEWS[act];
      if (kind) await this.news.everybody(tx, kind, plan, next, actor.userId);
      if (act === 'take_back') await this.news.takenBack(tx, plan, next, actor.userId);
    });
  }

  /** Whoever wrote a draft takes it away out of a plan that is closed, too. */
  private lockPlan(tx: Tx, planId: Id, act: Act, wrote: boolean): Promise<PlanRecord> {
    if (act === 'take_back' && wrote) return this.gate.lock(tx, planId);
    return BEFORE_IT_RUNS.has(act) ? this.gate.lockOpen(tx, planId) : this.gate.lockRunning(tx, planId);
  }

  private async requireAgreeable(tx: Tx, lesson: LessonRecord, record: ResourceRecord | null): Promise<void> {
    if (lesson.state !== 'drafted') return;
    if (!record || !isShown(record)) throw new AppError('state_conflict');
    await this.resources.requireSettled(tx, record.id);
  }
}

const NEWS: Partial<Record<Act, NoticeKind>> = { agree: 'preparation_agreed' };

function changeOf(act: Act, { at }: Actor): Partial<LessonRecord> {
  switch (act) {
    case 'take_back':
    case 'drop':
      return NOTHING_LAID;
    case 'agree':
      return { agreedAt: at };
    case 'reopen':
      return { agreedAt: null };
    case 'restore':
      return {};
  }
}

function requireOffice(
  lesson: LessonRecord,
  act: LessonAct,
  { userId }: Actor,
  organizes: boolean,
  wrote = false,
): void {
  if (!isTheirs(act, { leads: lesson.leadId === userId, organizes, wrote })) throw new AppError('forbidden');
}

const isShown = ({ trashedAt, state }: ResourceRecord) => trashedAt === null && state !== 'withdrawn';
