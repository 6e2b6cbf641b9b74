import { Injectable } from '@nestjs/common';
import { Clock, within, type Instant } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/database.port.js';
import { AccountsService } from '../identity/index.js';
import { NEVER_VACANT } from './duties.js';
import { MembershipsRepository, type Membership } from './memberships.repository.js';
import { StructureRepository } from './structure.repository.js';

/**
 * A group never loses its last administrator, nor the last security administrator once it has one, and a school never
 * its last administrator: an office that somebody active holds now without an end is held so after every change, and
 * one that is held for a time only is still held. Two who remove one another at once take turns on the place's row.
 */
@Injectable()
export class LastAdmin {
  constructor(
    private readonly structure: StructureRepository,
    private readonly memberships: MembershipsRepository,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
  ) {}

  /** Call before a membership becomes `next` (null = ends now). Throws `last_admin`. */
  async requireKept(tx: Tx, held: Membership, next: Membership | null): Promise<void> {
    if (NEVER_VACANT.has(held.role)) await this.requireHeld(tx, held, (m) => (m.id === held.id ? next : m));
  }

  /** Call before deactivating a person. Throws `last_admin` when one of their places would be without one. */
  async requireOtherPeople(tx: Tx, accountId: Id): Promise<void> {
    const own = await this.memberships.ofAccounts(tx, [accountId]);
    const offices = own.filter((m) => NEVER_VACANT.has(m.role));
    for (const office of offices.sort((a, b) => (a.scopeId < b.scopeId ? -1 : 1)))
      await this.requireHeld(tx, office, (m) => (m.accountId === accountId ? null : m));
  }

  private async requireHeld(
    tx: Tx,
    { scope, scopeId, role }: Membership,
    changed: (m: Membership) => Membership | null,
  ): Promise<void> {
    if (scope === 'group') await this.structure.lockGroup(tx, scopeId);
    else await this.structure.lockSchool(tx, scopeId);
    const all = await this.memberships.ofRole(tx, scopeId, role);
    const accounts = await this.accounts.byIds([...new Set(all.map((m) => m.accountId))], tx);
    const active = new Set(accounts.filter((a) => a.active).map((a) => a.id));
    const counting = all.filter((m) => active.has(m.accountId));
    const now = this.clock.now();
    if (
      strength(
        counting.flatMap((m) => changed(m) ?? []),
        now,
      ) < strength(counting, now)
    )
      throw new AppError('last_admin');
  }
}

/** How well an office is filled: 2 = by somebody without an end, 1 = for a time, 0 = not at all. */
function strength(held: readonly Membership[], now: Instant): number {
  const current = held.filter((m) => within(now, m.from, m.until));
  return current.some((m) => m.until === null) ? 2 : Math.min(current.length, 1);
}
