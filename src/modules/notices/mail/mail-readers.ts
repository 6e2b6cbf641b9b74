import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { AccountsService, type Locale } from '../../identity/index.js';
import { ActorService } from '../../organization/index.js';
import {
  MailAddressesRepository,
  takesMail,
  type MailAddressRecord,
  type Paces,
} from './mail-addresses.repository.js';

/** Somebody to whom mail may be sent, as they stand now. */
export interface MailReader {
  actor: Actor;
  locale: Locale;
  address: MailAddressRecord;
  paces: Paces;
}

/** To whom mail is sent: people with an account and a membership in force, at an address that they confirmed and have not stopped. */
@Injectable()
export class MailReaders {
  constructor(
    private readonly database: Database,
    private readonly addresses: MailAddressesRepository,
    private readonly accounts: AccountsService,
    private readonly actors: ActorService,
  ) {}

  /** null for everybody else. `mailId` only says where the work in their name comes from. */
  async of(accountId: Id, mailId: Id): Promise<MailReader | null> {
    const q = this.database.reader;
    const address = await this.addresses.of(q, accountId);
    const account = await this.accounts.find(accountId);
    if (!address || !takesMail(address) || !account?.active) return null;
    const actor = await this.actors.load(accountId, mailId);
    if (actor.memberships.length === 0) return null;
    const paces = (await this.addresses.paces(q, [accountId])).get(accountId)!;
    return { actor, locale: account.locale, address, paces };
  }
}
