import { Injectable } from '@nestjs/common';
import type { AudiencePart } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';
import { principal } from '../../access/index.js';
import { Addressees } from '../../organization/index.js';
import { audienceParts, AudienceRules, principalOf, type ResourceRecord } from '../../resources/index.js';
import { PlanAccess } from './plan-access.js';
import { PlanGrantsRepository } from './plan-grants.repository.js';
import type { PlanRecord } from './plans.repository.js';

/** Who prepares lessons by a plan, and how far a resource may go among them. */
@Injectable()
export class PlanPeople {
  constructor(
    private readonly access: PlanAccess,
    private readonly grants: PlanGrantsRepository,
    private readonly rules: AudienceRules,
    private readonly addressees: Addressees,
  ) {}

  /**
   * Those whom it is for and who organize it, now, each with a school through which they are (null: none); with `among`,
   * those of these only. Whoever inspects a group reads, and does not prepare.
   */
  async of(q: Queryable, plan: PlanRecord, among?: readonly Id[]): Promise<Map<Id, Id | null>> {
    const found = new Map<Id, Id | null>();
    const keys = await this.access.keys(q, plan);
    for (const { userId, membership } of await this.addressees.holders(q, keys, among))
      if (membership?.role !== 'inspector' && !found.get(userId))
        found.set(userId, membership?.schoolId ?? null);
    return found;
  }

  /** Its maker and its organizers, as far as they still belong to the school as whose they are. */
  async organizers(q: Queryable, plan: PlanRecord): Promise<Id[]> {
    const grants = (await this.grants.of(q, [plan.id])).get(plan.id) ?? [];
    const keys = [
      principal.userInSchool(plan.authorId, plan.schoolId),
      ...grants.map(({ to }) => principalOf(to)),
    ];
    const holders = await this.addressees.holders(q, keys);
    return [...new Set(holders.map(({ userId }) => userId))];
  }

  /** Throws `consent_required` or `licence_forbids` for a resource that may not be shown to all of them. */
  async requireShowable(q: Queryable, plan: PlanRecord, resource: ResourceRecord): Promise<void> {
    await this.rules.requireWithin(q, resource, await this.parts(q, plan));
  }

  /** The keys of those of them whom a resource may be shown to; null: all. */
  async left(q: Queryable, plan: PlanRecord, resource: ResourceRecord): Promise<Set<string> | null> {
    return this.rules.left(q, resource, await this.parts(q, plan));
  }

  /** Everybody who sees the plan, the keepers of its school's catalogue, too, and may be shown a resource. */
  async whoSee(q: Queryable, plan: PlanRecord, resource: ResourceRecord): Promise<Set<Id>> {
    const keys = await this.access.keys(q, plan, 'keepers, too');
    const all = new Set((await this.addressees.holders(q, keys)).map(({ userId }) => userId));
    const left = await this.left(q, plan, resource);
    if (left === null) return all;
    const kept = await this.addressees.holders(q, [...left]);
    return new Set(kept.map(({ userId }) => userId).filter((userId) => all.has(userId)));
  }

  private async parts(q: Queryable, plan: PlanRecord): Promise<AudiencePart[]> {
    const grants = (await this.grants.of(q, [plan.id])).get(plan.id) ?? [];
    return [
      ...audienceParts(plan.audience, plan.schoolId),
      ...grants.map(({ to }) => to),
      { kind: 'user', id: plan.authorId, schoolId: plan.schoolId },
    ];
  }
}
