import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import { Clock } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Queryable } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { ResourceSources, type LookRight, type ResourceRecord } from '../../resources/index.js';
import { PlanPeople } from '../plans/plan-people.js';
import { PlansRepository } from '../plans/plans.repository.js';
import { rightInPlan } from './plan-right.js';
import { ShownRepository } from './shown.repository.js';

/**
 * Lets the people of a plan look at what it shows: the draft or the agreed version of each lesson, as its resource holds it
 * now, and what was handed in. Judged at the moment of reading, by who may see the plan now; nothing goes further than the
 * resource may be shown at all, nor beyond the window and the right that it is published with.
 */
@Injectable()
export class PlanLookers {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly plans: PlansRepository,
    private readonly people: PlanPeople,
    private readonly shown: ShownRepository,
    private readonly sources: ResourceSources,
    private readonly clock: Clock,
  ) {}

  /** What the actor may do with a resource that a plan of theirs shows. */
  async may(actor: Actor, resourceId: Id): Promise<LookRight | null> {
    const record = await this.shownTo(actor, resourceId);
    return record && this.rightTo(record);
  }

  /** A resource that a plan of the actor's shows, whether its window is open or not; null for any other. */
  async shownTo(actor: Actor, resourceId: Id): Promise<ResourceRecord | null> {
    const q = this.database.reader;
    const shown = await this.shown.plans(q, resourceId);
    const seen = [...(await this.access.allowed(actor, 'view', 'plan', shown))];
    const [source] = seen.length > 0 ? await this.sources.read([resourceId]) : [];
    if (!source) return null;
    const keys = this.access.principals(actor);
    for (const plan of await this.plans.byIds(q, seen)) {
      const left = await this.people.left(q, plan, source.record);
      if (left === null || keys.some((key) => left.has(key))) return source.record;
    }
    return null;
  }

  async everybody(q: Queryable, resourceId: Id): Promise<Map<Id, LookRight>> {
    const [source] = await this.sources.read([resourceId]);
    const right = source ? this.rightTo(source.record) : null;
    const found = new Map<Id, LookRight>();
    if (!source || right === null) return found;
    for (const plan of await this.plans.byIds(q, await this.shown.plans(q, resourceId)))
      for (const userId of await this.people.whoSee(q, plan, source.record)) found.set(userId, right);
    return found;
  }

  async everything(q: Queryable, actor: Actor, schoolIds: readonly Id[]): Promise<Map<Id, LookRight>> {
    const visible = this.access.visible(actor, 'plan', 'l.plan_id');
    const ids = new Set((await this.shown.resources(q, visible, schoolIds)).map((one) => one.resourceId));
    const found = new Map<Id, LookRight>();
    for (const id of ids) {
      const right = await this.may(actor, id);
      if (right !== null) found.set(id, right);
    }
    return found;
  }

  /** What a resource that a plan shows is to its people now; null while it is hidden. */
  rightTo(record: ResourceRecord): LookRight | null {
    return rightInPlan(record, this.clock.now());
  }
}
