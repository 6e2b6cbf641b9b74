import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/database.port.js';
import { AccountsService } from '../identity/index.js';
import { MembershipsRepository, type Membership } from './memberships.repository.js';
import { StructureRepository } from './structure.repository.js';

/**
 * A group never loses its last administrator: after every change at least one active account administers it now and
 * without an end. Two administrators who remove one another at once take turns on the group's row.
 */
@Injectable()
export class LastAdmin {
  constructor(
    private readonly structure: StructureRepository,
    private readonly memberships: MembershipsRepository,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
  ) {}

  /** Call before changing or ending `membership`. Throws `last_admin` when the group would be without one. */
  async requireOtherThan(tx: Tx, membership: Membership): Promise<void> {
    if (membership.role !== 'group_admin') return;
    await this.requireOther(tx, membership.scopeId, (m) => m.id !== membership.id);
  }

  /** Call before deactivating a person. Throws `last_admin` when one of their groups would be without one. */
  async requireOtherPeople(tx: Tx, accountId: Id): Promise<void> {
    const own = await this.memberships.ofAccounts(tx, [accountId]);
    const groupIds = new Set(own.filter((m) => m.role === 'group_admin').map((m) => m.scopeId));
    for (const groupId of [...groupIds].sort())
      await this.requireOther(tx, groupId, (m) => m.accountId !== accountId);
  }

  private async requireOther(tx: Tx, groupId: Id, counts: (m: Membership) => boolean): Promise<void> {
    await this.structure.lockGroup(tx, groupId);
    const admins = await this.memberships.lastingAdmins(tx, groupId, this.clock.now());
    const accounts = await this.accounts.byIds(
      admins.map((m) => m.accountId),
      tx,
    );
    const active = new Set(accounts.filter((a) => a.active).map((a) => a.id));
    if (active.size === 0) return;
    if (!admins.some((m) => counts(m) && active.has(m.accountId))) throw new AppError('last_admin');
  }
}
