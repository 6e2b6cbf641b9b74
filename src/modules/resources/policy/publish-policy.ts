import { Injectable } from '@nestjs/common';
import type { ReviewLevel } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { Frozen } from './frozen.js';
import type { WiderReach } from '../audience/added-reach.js';
import type { ResourceRecord } from '../resources.repository.js';

/** One level of review: of the owning school for departments and schools, of the group that asks for it. */
export interface ReviewStep {
  level: ReviewLevel;
  scopeId: Id;
  /** two judge there, each without the other */
  second?: true;
}

/** The levels that stand between something of a type and an audience of that reach, in their order. */
export type StepsBetween = (type: string | null, reach: WiderReach) => ReviewStep[];

/** What resources need to know of review, which lives above them: review provides it at start. */
export interface PublishRules {
  /** What is asked now of everything that a school owns. */
  of(q: Queryable, schoolId: Id): Promise<StepsBetween>;
  /** What was submitted is not what the resource holds any more: in the unit that changes it. */
  overtaken(tx: Tx, resourceId: Id, actorId: Id): Promise<void>;
  /** What bore quality marks is about to be an earlier version: in the unit that replaces it. */
  replaced(tx: Tx, record: ResourceRecord, actorId: Id): Promise<void>;
}

const NOTHING: PublishRules = {
  of: () => Promise.resolve(() => []),
  overtaken: () => Promise.resolve(),
  replaced: () => Promise.resolve(),
};

/** What stands between a resource and its audience, or another state of it: nothing, unless those above said so. */
@Injectable()
export class PublishPolicy implements PublishRules {
  private rules = NOTHING;

  constructor(private readonly frozen: Frozen) {}

  provide(rules: PublishRules): void {
    this.rules = rules;
  }

  of(q: Queryable, schoolId: Id): Promise<StepsBetween> {
    return this.rules.of(q, schoolId);
  }

  overtaken(tx: Tx, resourceId: Id, actorId: Id): Promise<void> {
    return this.rules.overtaken(tx, resourceId, actorId);
  }

  replaced(tx: Tx, record: ResourceRecord, actorId: Id): Promise<void> {
    return this.rules.replaced(tx, record, actorId);
  }

  /** In the unit that changes what a resource holds or says, or puts it away. Throws `frozen`. */
  requireFree(q: Queryable, resourceId: Id): Promise<void> {
    return this.frozen.requireFree(q, resourceId);
  }
}
