import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../kernel/clock.js';
import { Database } from '../../../platform/database/database.port.js';
import type { MailMessage } from '../../../platform/mail/index.js';
import type { JobContext } from '../../../platform/queue/index.js';
import { AccountsService, newToken, sha256 } from '../../identity/index.js';
import { confirmLetter } from './letter.js';
import { MailAddressesRepository } from './mail-addresses.repository.js';
import { MailLinks } from './mail-links.js';
import type { MailRecord } from './mails.repository.js';

/** How long a link confirms. */
const LINK_LASTS_MS = DAY;

/** Writes the mails whose links confirm addresses. */
@Injectable()
export class Confirmations {
  constructor(
    private readonly database: Database,
    private readonly repository: MailAddressesRepository,
    private readonly accounts: AccountsService,
    private readonly links: MailLinks,
    private readonly clock: Clock,
  ) {}

  /**
   * What the link carries is made now, and only its hash is kept: who reads rows and jobs can confirm nothing. A second
   * attempt makes another, and the first works no more. null where there is nothing to confirm any more.
   */
  async write(
    { id, accountId }: MailRecord,
    { fence }: Pick<JobContext, 'fence'>,
  ): Promise<MailMessage | null> {
    const account = await this.accounts.find(accountId);
    if (!account?.active) return null;
    const token = newToken();
    const address = await this.database.transaction(async (tx) => {
      await fence(tx);
      const row = await this.repository.locked(tx, accountId);
      if (!row || row.confirmedAt !== null) return null;
      await this.repository.update(tx, accountId, {
        tokenHash: sha256(token),
        tokenUntil: this.clock.now() + LINK_LASTS_MS,
      });
      return row.address;
    });
    if (address === null) return null;
    const letter = confirmLetter(account.locale, { name: account.name, url: this.links.confirm(token) });
    return { ...letter, messageId: this.links.messageId(id), to: address, unsubscribeUrl: null };
  }
}
