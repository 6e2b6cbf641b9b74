import { Injectable } from '@nestjs/common';
import { DEFAULT_LICENCE } from '../../../contracts/index.js';
import { Clock, within } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable, Tx } from '../../../platform/database/database.port.js';
import { AccessService, principal, type AccessEntry } from '../../access/index.js';
import { accessEntries, AudienceRules, type Shared } from '../../resources/index.js';
import { PlanGrantsRepository } from './plan-grants.repository.js';
import type { PlanRecord } from './plans.repository.js';

/** What of a plan says who may see it: the rules are those of resources, the licence that of a group's own work. */
export function sharedOf(record: PlanRecord): Shared {
  return {
    ...record,
    state: record.state === 'preparing' ? 'draft' : 'published',
    publishedAt: record.startedAt,
    trashedAt: null,
    licence: DEFAULT_LICENCE,
    licenceUntil: null,
    pupils: false,
    consentRef: null,
    visibleFrom: null,
    visibleUntil: null,
  };
}

/**
 * Between what is said of a plan and what access holds of it. A plan is the room of a group, not somebody's work: whoever
 * leaves loses sight of it, its maker, too.
 */
@Injectable()
export class PlanAccess {
  constructor(
    private readonly access: AccessService,
    private readonly rules: AudienceRules,
    private readonly grants: PlanGrantsRepository,
    private readonly clock: Clock,
  ) {}

  /** Declares who may do what with plans, as they are now said to be. */
  async declare(tx: Tx, records: readonly PlanRecord[]): Promise<void> {
    for (const [id, entries] of await this.entries(tx, records))
      await this.access.declare(tx, 'plan', id, null, entries);
  }

  /** Nobody has any right to it any more. */
  async erase(tx: Tx, id: Id): Promise<void> {
    await this.grants.removeAll(tx, id);
    await this.access.declare(tx, 'plan', id, null, []);
  }

  /**
   * The keys of those who prepare lessons by a plan: whom it is for and who organizes it, whether it has begun or not.
   * Those who only keep the catalogue of its school are among them when asked for, once it has begun.
   */
  async keys(
    q: Queryable,
    record: PlanRecord,
    whom: 'preparing' | 'keepers, too' = 'preparing',
  ): Promise<string[]> {
    const begun: PlanRecord =
      whom === 'preparing' ? { ...record, state: 'running', startedAt: record.startedAt ?? 0 } : record;
    const entries = (await this.entries(q, [begun])).get(record.id) ?? [];
    const now = this.clock.now();
    const open = entries.filter(
      ({ source, visibleFrom, visibleUntil }) =>
        (source !== 'catalogue' || whom === 'keepers, too') &&
        within(now, visibleFrom ?? null, visibleUntil ?? null),
    );
    return [...new Set(open.map((entry) => entry.principal))];
  }

  private async entries(q: Queryable, records: readonly PlanRecord[]): Promise<Map<Id, AccessEntry[]>> {
    const grants = await this.grants.of(
      q,
      records.map((record) => record.id),
    );
    const around = await this.rules.around(q, records, [...grants.values()].flat());
    return new Map(
      records.map((record) => {
        const all = accessEntries(sharedOf(record), grants.get(record.id) ?? [], around(record));
        return [record.id, all.filter((entry) => entry.principal !== principal.user(record.authorId))];
      }),
    );
  }
}
