import { Injectable } from '@nestjs/common';
import type { MailAddressState, MailAddressView } from '../../../contracts/index.js';
import { Clock, HOUR } from '../../../kernel/clock.js';
import { AppError } from '../../../kernel/errors.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import { Mailer } from '../../../platform/mail/index.js';
import { Outbox } from '../../../platform/queue/index.js';
import { AccountsService, newToken, sha256 } from '../../identity/index.js';
import { MailAddressesRepository, type MailAddressRecord } from './mail-addresses.repository.js';
import { sendMail } from './mail.queue.js';
import { MailsRepository } from './mails.repository.js';

/** Links that are sent for one person in an hour: nobody's mailbox is filled from here. */
const MOST_LINKS_AN_HOUR = 5;

/** Where people's mail goes. Who may say so is asked above. */
@Injectable()
export class MailAddresses {
  constructor(
    private readonly repository: MailAddressesRepository,
    private readonly mails: MailsRepository,
    private readonly accounts: AccountsService,
    private readonly outbox: Outbox,
    private readonly mailer: Mailer,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async view(accountId: Id): Promise<MailAddressView & { stopped: boolean }> {
    const row = await this.repository.of(this.database.reader, accountId);
    return {
      ready: this.mailer.ready,
      address: row?.address ?? null,
      state: stateOf(row),
      stopped: row !== null && row.stoppedAt !== null,
    };
  }

  /** Holds what somebody has said about their mail until the unit ends. */
  hold(tx: Tx, accountId: Id): Promise<void> {
    return this.accounts.hold(tx, accountId);
  }

  /**
   * Sets an address, and sends it a link: nothing else goes there before somebody signed in as its owner has followed
   * that. The one before gets nothing more; one that is confirmed already stays so. Throws `mail_not_set_up`, `too_many_requests`.
   */
  async set(tx: Tx, accountId: Id, address: string): Promise<void> {
    if (!this.mailer.ready) throw new AppError('mail_not_set_up');
    const now = this.clock.now();
    await this.hold(tx, accountId);
    const present = await this.repository.of(tx, accountId);
    if (present?.address === address && stateOf(present) === 'confirmed') return;
    const asked = { kind: 'confirm', since: now - HOUR, voidToo: true } as const;
    if ((await this.mails.count(tx, accountId, asked)) >= MOST_LINKS_AN_HOUR)
      throw new AppError('too_many_requests', { retryAfterSeconds: HOUR / 1000 });
    await this.remove(tx, accountId);
    await this.repository.insert(tx, { ...blank(accountId, now), address, stopKey: newToken() });
    const mailId = newId(now);
    await this.mails.insert(tx, { id: mailId, accountId, kind: 'confirm', at: now });
    await this.outbox.add(tx, sendMail, { mailId });
  }

  /** Takes an address away; what was on its way there stays here. */
  async remove(tx: Tx, accountId: Id): Promise<void> {
    const now = this.clock.now();
    await this.repository.locked(tx, accountId);
    for (const kind of ['confirm', 'at_once', 'daily'] as const)
      await this.mails.cancel(tx, accountId, kind, now);
    await this.repository.remove(tx, accountId);
  }

  /** The address is its owner's, who has followed the link. It works once. Throws `mail_link_ended`. */
  async confirm(tx: Tx, accountId: Id, token: string): Promise<void> {
    const now = this.clock.now();
    const row = await this.repository.locked(tx, accountId);
    if (!row?.tokenHash || row.tokenHash !== sha256(token) || now >= (row.tokenUntil ?? 0))
      throw new AppError('mail_link_ended');
    await this.repository.update(tx, accountId, {
      ...{ tokenHash: null, tokenUntil: null, unusableAt: null, stoppedAt: null },
      ...{ confirmedAt: now, since: now, digestedAt: now },
    });
  }

  /** Stops all mail to somebody, or takes it up again with what comes from now on. Returns whether that changed anything. */
  async stop(tx: Tx, row: MailAddressRecord, stopped: boolean): Promise<boolean> {
    if ((row.stoppedAt !== null) === stopped) return false;
    const now = this.clock.now();
    const change = stopped ? { stoppedAt: now } : { stoppedAt: null, since: now };
    await this.repository.update(tx, row.id, change);
    return true;
  }

  /** A server refused mail to this address for good: unless it is another by now, nothing more is sent there. */
  async refused(tx: Tx, accountId: Id, address: string): Promise<void> {
    const row = await this.repository.locked(tx, accountId);
    if (row?.address === address)
      await this.repository.update(tx, accountId, {
        ...{ unusableAt: this.clock.now(), tokenHash: null, tokenUntil: null },
      });
  }
}

function stateOf(row: MailAddressRecord | null): MailAddressState {
  if (row === null) return 'none';
  if (row.unusableAt !== null) return 'unusable';
  return row.confirmedAt === null ? 'unconfirmed' : 'confirmed';
}

function blank(id: Id, setAt: number): Omit<MailAddressRecord, 'address' | 'stopKey'> {
  return {
    ...{ id, setAt, confirmedAt: null, tokenHash: null, tokenUntil: null, stoppedAt: null },
    ...{ unusableAt: null, since: null, digestedAt: null },
  };
}
