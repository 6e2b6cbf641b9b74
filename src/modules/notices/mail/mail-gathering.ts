import { Injectable } from '@nestjs/common';
import { Clock, DAY, HOUR, type Instant } from '../../../kernel/clock.js';
import { newId, type Id } from '../../../kernel/ids.js';
import { Database, type Tx } from '../../../platform/database/database.port.js';
import { NoticeKinds, NoticesRepository } from '../../../platform/notices/index.js';
import { Outbox } from '../../../platform/queue/index.js';
import { MailAddressesRepository, takesMail, type MailAddressRecord } from './mail-addresses.repository.js';
import { kindsFor, paceOf } from './mail-choice.js';
import { gatherMail, GATHERED_FOR_MS, sendMail } from './mail.queue.js';
import { MailsRepository } from './mails.repository.js';

/** Mails to one person in an hour about what they hear of at once; what is more waits for the day's. */
export const MOST_AN_HOUR = 6;
/** What is older is no news, such as after mail was set up anew. */
const FRESH_MS = 2 * DAY;
/** notices of one mail */
const MOST_IN_ONE = 200;

/**
 * Puts notices into mails. Both happen in one unit that holds the person's address, together with the job that sends: a
 * notice is in one mail at most, however often a job runs.
 */
@Injectable()
export class MailGathering {
  constructor(
    private readonly database: Database,
    private readonly addresses: MailAddressesRepository,
    private readonly mails: MailsRepository,
    private readonly notices: NoticesRepository,
    private readonly kinds: NoticeKinds,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** People were told something: those who want to hear of it at once do so in a minute. */
  async told(tx: Tx, name: string, recipientIds: readonly Id[]): Promise<void> {
    const kind = this.kinds.all().find((one) => one.kind === name);
    if (!kind) return;
    const taking = (await this.addresses.taking(tx, recipientIds)).map(({ id }) => id);
    if (taking.length === 0) return;
    const paces = await this.addresses.paces(tx, taking);
    const notBefore = this.clock.now() + GATHERED_FOR_MS;
    for (const accountId of taking)
      if (paceOf(paces.get(accountId)!, kind) === 'at_once')
        await this.outbox.add(tx, gatherMail, { accountId }, { notBefore });
  }

  /** What somebody wants to hear of at once becomes a mail, unless they had many within the hour. */
  async atOnce(accountId: Id): Promise<void> {
    await this.database.transaction(async (tx) => {
      const address = await this.addresses.locked(tx, accountId);
      if (!address || !takesMail(address)) return;
      const since = this.clock.now() - HOUR;
      const sent = await this.mails.count(tx, accountId, { kind: 'at_once', since, voidToo: false });
      if (sent < MOST_AN_HOUR) await this.put(tx, address, 'at_once');
    });
  }

  /** What somebody has not seen becomes the mail of the day that begins at `hour`; a second time it does nothing. */
  async daily(accountId: Id, hour: Instant): Promise<void> {
    await this.database.transaction(async (tx) => {
      const address = await this.addresses.locked(tx, accountId);
      if (!address || !takesMail(address) || (address.digestedAt ?? hour) >= hour) return;
      await this.addresses.update(tx, accountId, { digestedAt: hour });
      await this.put(tx, address, 'daily');
    });
  }

  /** Whose mail of the day is to be made; at most `limit`. */
  withoutDigest(hour: Instant, limit: number): Promise<Id[]> {
    return this.addresses.withoutDigest(this.database.reader, hour, this.clock.now() - FRESH_MS, limit);
  }

  private async put(tx: Tx, address: MailAddressRecord, kind: 'at_once' | 'daily'): Promise<void> {
    const now = this.clock.now();
    const accountId = address.id;
    const paces = (await this.addresses.paces(tx, [accountId])).get(accountId)!;
    const found = await this.notices.unmailed(tx, accountId, {
      kinds: kindsFor(kind, paces, this.kinds.all()),
      since: Math.max(address.since ?? now, now - FRESH_MS),
      limit: MOST_IN_ONE,
    });
    if (found.length === 0) return;
    const mailId = newId(now);
    await this.mails.insert(tx, { id: mailId, accountId, kind, at: now });
    await this.notices.mail(
      tx,
      found.map(({ id }) => id),
      mailId,
    );
    await this.outbox.add(tx, sendMail, { mailId });
  }
}
