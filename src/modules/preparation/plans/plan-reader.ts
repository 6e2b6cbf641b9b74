import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { PlanCard, plansQuery, PlanView, RightName } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { decodeCursor, encodeCursor } from '../../../kernel/cursor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccessService, type Condition } from '../../access/index.js';
import { LessonsRepository } from '../lessons/lessons.repository.js';
import { PlanPresenter } from './plan-presenter.js';
import { planActsIn } from './plan-states.js';
import { PlansRepository, type PlanPosition, type PlanRecord } from './plans.repository.js';

/** A plan that somebody may see, and whether they organize it. */
export interface SeenPlan {
  plan: PlanRecord;
  organizes: boolean;
}

/** What somebody may read of plans. Every list begins with access, never ends with it. */
@Injectable()
export class PlanReader {
  constructor(
    private readonly database: Database,
    private readonly repository: PlansRepository,
    private readonly lessons: LessonsRepository,
    private readonly access: AccessService,
    private readonly presenter: PlanPresenter,
  ) {}

  /** Running ones first, then the latest begun. */
  async list(
    actor: Actor,
    { state, cursor, limit }: z.output<typeof plansQuery>,
  ): Promise<{ items: PlanCard[]; next: string | null }> {
    const wanted: Condition = state
      ? { sql: 'p.state = ?', parameters: [state] }
      : { sql: `p.state <> 'closed'`, parameters: [] };
    const found = await this.repository.page(
      this.database.reader,
      [wanted, this.access.visible(actor, 'plan', 'p.id')],
      positionOf(cursor),
      limit + 1,
    );
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    const ids = shown.map(({ id }) => id);
    const rights = await this.access.rights(actor, 'plan', ids);
    const records = new Map(
      (await this.repository.byIds(this.database.reader, ids)).map((record) => [record.id, record]),
    );
    const inOrder = ids.flatMap((id) => records.get(id) ?? []);
    return {
      items: await this.presenter.cards(inOrder, rights),
      next: last ? encodeCursor([last.rank, last.startsOn, last.id]) : null,
    };
  }

  /** Throws not_found for what the actor may not see. */
  async view(actor: Actor, id: Id): Promise<PlanView> {
    const { plan, organizes } = await this.require(actor, id);
    const rights = new Map<Id, RightName>([[id, organizes ? 'manage' : 'view']]);
    const [card] = await this.presenter.cards([plan], rights);
    const laid = (await this.lessons.laid(this.database.reader, [id])).has(id);
    return {
      ...card!,
      rev: plan.rev,
      summary: plan.summary,
      timeZone: plan.timeZone,
      audience: await this.presenter.audience(plan),
      organizers: await this.presenter.organizers(plan),
      acts: organizes ? planActsIn(plan.state, laid) : [],
    };
  }

  /** A plan that the actor may see. Throws not_found. */
  async require(actor: Actor, id: Id): Promise<SeenPlan> {
    const right = (await this.access.rights(actor, 'plan', [id])).get(id);
    const [plan] = right ? await this.repository.byIds(this.database.reader, [id]) : [];
    if (!right || !plan) throw notFound();
    return { plan, organizes: right === 'manage' };
  }
}

function positionOf(cursor: string | undefined): PlanPosition | null {
  if (cursor === undefined) return null;
  const [rank, startsOn, id] = decodeCursor(cursor, 3) ?? [];
  if (typeof rank !== 'number' || typeof startsOn !== 'string' || typeof id !== 'string')
    throw new AppError('invalid_request');
  return { rank, startsOn, id };
}
