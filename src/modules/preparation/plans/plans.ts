import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { createPlanRequest, PlanAct, updatePlanRequest } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AppError } from '../../../kernel/errors.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import type { Authorized } from '../../access/index.js';
import { AudienceRules } from '../../resources/index.js';
import { Taxonomy } from '../../taxonomy/index.js';
import { LessonNews } from '../lessons/lesson-news.js';
import { LessonsRepository } from '../lessons/lessons.repository.js';
import { sharedOf } from './plan-access.js';
import { PlanMakers } from './plan-makers.js';
import { planStateAfter } from './plan-states.js';
import { PlanWriter } from './plan-writer.js';
import type { PlanRecord } from './plans.repository.js';
import { mondayOf } from './terms.js';

type Manages = Authorized<'plan', 'manage'>;
type Create = z.output<typeof createPlanRequest>;
type Update = z.output<typeof updatePlanRequest>;

const FACTS = [
  'title',
  'summary',
  'stage',
  'subject',
  'grade',
  'bookId',
  'chapterId',
  'startsOn',
  'weeks',
] as const;

/** Making plans, changing them, and their life. */
@Injectable()
export class Plans {
  constructor(
    private readonly database: Database,
    private readonly makers: PlanMakers,
    private readonly writer: PlanWriter,
    private readonly lessons: LessonsRepository,
    private readonly news: LessonNews,
    private readonly rules: AudienceRules,
    private readonly taxonomy: Taxonomy,
  ) {}

  /** Makes a plan that only its organizers see. Throws `forbidden` for whom it is not to plan. */
  async create(actor: Actor, input: Create): Promise<Id> {
    const schoolId = await this.makers.school(this.database.reader, actor, input.schoolId);
    const blank: PlanRecord = {
      id: newId(actor.at),
      rev: 1,
      schoolId,
      authorId: actor.userId,
      state: 'preparing',
      title: '',
      summary: '',
      stage: null,
      subject: null,
      grade: null,
      bookId: null,
      chapterId: null,
      startsOn: '',
      weeks: 1,
      timeZone: input.timeZone,
      audience: input.audience,
      startedAt: null,
      createdAt: actor.at,
      updatedAt: actor.at,
    };
    return this.database.transaction(async (tx) => {
      const record = await this.described(tx, blank, input);
      await this.writer.insert(tx, record);
      return record.id;
    });
  }

  /**
   * Changes what is given and leaves the rest. Throws `rev_conflict`, `state_conflict` once it is closed, `week_outside`
   * where lessons would lie behind its end, and what forbids the audience.
   */
  async update({ id, actorId }: Manages, rev: number, input: Update): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lockOpen(tx, id, rev);
      const next = await this.described(tx, record, input);
      if (lastWeek(await this.lessons.ofPlans(tx, [id])) > next.weeks) throw new AppError('week_outside');
      const changed: string[] = FACTS.filter((name) => record[name] !== next[name]);
      if (JSON.stringify(record.audience) !== JSON.stringify(next.audience)) changed.push('audience');
      if (changed.length === 0) return;
      await this.news.widening(tx, record, actorId, async () => {
        await this.writer.save(tx, next, actorId, 'update', { changed });
        return next;
      });
    });
  }

  /** Throws `rev_conflict`, and `state_conflict` for what its state does not allow. */
  async act(actor: Actor, { id, actorId }: Manages, rev: number, act: PlanAct): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.writer.lock(tx, id, rev);
      const laid = (await this.lessons.laid(tx, [id])).has(id);
      const state = planStateAfter(record.state, act, laid);
      if (state === 'removed') {
        await this.lessons.removeOf(tx, id);
        return this.writer.erase(tx, record, actorId);
      }
      const startedAt = record.startedAt ?? (state === 'running' ? actor.at : null);
      const next = { ...record, state, startedAt };
      await this.writer.save(tx, next, actorId, act, {});
      if (act === 'start') await this.news.leads(tx, next, await this.lessons.ofPlans(tx, [id]), actorId);
    });
  }

  private async described(
    tx: Tx,
    record: PlanRecord,
    { startsOn, audience, ...said }: Update,
  ): Promise<PlanRecord> {
    const given = Object.fromEntries(
      FACTS.flatMap((name) => {
        const value = name === 'startsOn' ? undefined : said[name];
        return value === undefined ? [] : [[name, value]];
      }),
    ) as Partial<PlanRecord>;
    const next = {
      ...record,
      ...given,
      startsOn: startsOn === undefined ? record.startsOn : mondayOf(startsOn),
    };
    // Whoever sees a plan works with it: there is nothing in it that is to be looked at only.
    const complete =
      audience === undefined
        ? record.audience
        : await this.rules.complete(tx, sharedOf(next), { ...audience, previewOnly: false });
    return { ...next, ...this.taxonomy.complete({ ...next, type: null }), audience: complete };
  }
}

const lastWeek = (lessons: readonly { week: number }[]) => Math.max(0, ...lessons.map(({ week }) => week));
