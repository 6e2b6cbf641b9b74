import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { AccountsService, type Account } from '../identity/index.js';
import { AuthorityService, type Acting } from './authority.service.js';
import { LastAdmin } from './last-admin.js';
import { MembershipsRepository } from './memberships.repository.js';
import { covers, mayAdministerAccount } from './rules.js';

/** Whose account an administrator may see and act on. */
@Injectable()
export class AccountStanding {
  constructor(
    private readonly accounts: AccountsService,
    private readonly memberships: MembershipsRepository,
    private readonly authority: AuthorityService,
    private readonly lastAdmin: LastAdmin,
    private readonly clock: Clock,
  ) {}

  /** The person, if the asker sees them at all. Throws not_found. */
  async requireVisible(q: Queryable, by: Acting, id: Id): Promise<Account> {
    return (await this.seen(q, by, id)).account;
  }

  /** The person, if the asker may act on the account. Throws not_found, or `forbidden` when they are only seen. */
  async require(q: Queryable, by: Acting, id: Id): Promise<Account> {
    const { account, authority, held } = await this.seen(q, by, id);
    if (!mayAdministerAccount(authority, held, this.clock.now())) throw new AppError('forbidden');
    return account;
  }

  /** Throws `last_admin` when a group of the person would be without an administrator. */
  requireReplaceable(tx: Tx, id: Id): Promise<void> {
    return this.lastAdmin.requireOtherPeople(tx, id);
  }

  private async seen(q: Queryable, by: Acting, id: Id) {
    const authority = await this.authority.of(by.actor, q);
    const held = await this.memberships.ofAccounts(q, [id]);
    const account = await this.accounts.find(id, q);
    if (!account || !held.some((m) => covers(authority, m))) throw notFound();
    return { account, authority, held };
  }
}
