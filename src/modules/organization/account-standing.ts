import { Injectable } from '@nestjs/common';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import type { Queryable, Tx } from '../../platform/database/database.port.js';
import { AccountsService, type Account } from '../identity/index.js';
import type { Acting } from './authority.service.js';
import { Duties } from './duties.service.js';
import { LastAdmin } from './last-admin.js';
import { MembershipsRepository } from './memberships.repository.js';

/** Whose account an administrator may see and act on. */
@Injectable()
export class AccountStanding {
  constructor(
    private readonly accounts: AccountsService,
    private readonly memberships: MembershipsRepository,
    private readonly duties: Duties,
    private readonly lastAdmin: LastAdmin,
  ) {}

  /** The person, if the asker sees them at all. Throws not_found. */
  async requireVisible(q: Queryable, by: Acting, id: Id): Promise<Account> {
    return (await this.seen(q, by, id)).account;
  }

  /** The person, if the asker may act on the account. Throws not_found, and what {@link Duties.requireAccount} throws when they are only seen. */
  async require(q: Queryable, by: Acting, id: Id): Promise<Account> {
    const { account, held } = await this.seen(q, by, id);
    await this.duties.requireAccount(q, by, held);
    return account;
  }

  /** Throws `last_admin` when a group or school of the person would be without an administrator. */
  requireReplaceable(tx: Tx, id: Id): Promise<void> {
    return this.lastAdmin.requireOtherPeople(tx, id);
  }

  private async seen(q: Queryable, by: Acting, id: Id) {
    const held = await this.memberships.ofAccounts(q, [id]);
    const account = await this.accounts.find(id, q);
    if (!account || !(await this.duties.sees(q, by, held))) throw notFound();
    return { account, held };
  }
}
