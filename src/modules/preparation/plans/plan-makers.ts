import { Injectable } from '@nestjs/common';
import { PLAN_MAKERS } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';
import { Directory } from '../../organization/index.js';
import { owningSchool } from '../../resources/index.js';

/** Who plans what a group of teachers prepares. */
@Injectable()
export class PlanMakers {
  constructor(private readonly directory: Directory) {}

  /**
   * The school in whose name the actor makes a plan: one of theirs, in which they lead something, or which is in a group
   * that they lead something of. Throws `forbidden`.
   */
  async school(q: Queryable, actor: Actor, asked: Id | undefined): Promise<Id> {
    const schoolId = owningSchool(actor, asked);
    const groups = await this.directory.groupsOfSchool(q, schoolId);
    const leads = actor.memberships.some(
      ({ role, scope, scopeId, schoolId: of }) =>
        PLAN_MAKERS.some((maker) => maker === role) &&
        (scope === 'group' ? groups.includes(scopeId) : of === schoolId),
    );
    if (!leads) throw new AppError('forbidden');
    return schoolId;
  }
}
