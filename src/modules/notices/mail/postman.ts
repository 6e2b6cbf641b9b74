import { Injectable, Logger } from '@nestjs/common';
import { assertNever } from '../../../kernel/assert-never.js';
import { Clock, DAY, HOUR, MINUTE } from '../../../kernel/clock.js';
import { RetryLater } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { Mailer, type MailMessage } from '../../../platform/mail/index.js';
import type { JobContext } from '../../../platform/queue/index.js';
import { Confirmations } from './confirmations.js';
import { MailAddresses } from './mail-addresses.js';
import { MailWriter } from './mail-writer.js';
import { MailsRepository, type MailEnd, type MailRecord } from './mails.repository.js';

/** How long a mail is tried that no server takes. */
const TRIED_FOR_MS = DAY;

/**
 * Sends mails, each at least once: what the row says is written after the server has taken it, so that one whose process
 * ends just between the two is sent again, under the id that it had, by which mailboxes know it. Whatever else happens, a
 * mail that was sent, refused or void is not sent again.
 */
@Injectable()
export class Postman {
  private readonly log = new Logger('Postman');
  constructor(
    private readonly database: Database,
    private readonly mails: MailsRepository,
    private readonly writer: MailWriter,
    private readonly confirmations: Confirmations,
    private readonly addresses: MailAddresses,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** @throws RetryLater while no server takes it, for a day */
  async send(mailId: Id, job: Pick<JobContext, 'fence' | 'complete'>): Promise<void> {
    const mail = await this.mails.byId(this.database.reader, mailId);
    if (mail?.state !== 'open') return;
    if (this.clock.now() - mail.at >= TRIED_FOR_MS) return this.end(mail, 'given_up', job);
    const message = await this.written(mail, job);
    if (!message) return this.end(mail, 'void', job);
    const outcome = await this.mailer.send(message);
    switch (outcome.kind) {
      case 'delivered':
        return this.end(mail, 'sent', job);
      case 'refused':
        this.log.warn(`mail ${mailId} is refused because of its ${outcome.because}: ${outcome.said}`);
        return this.end(mail, 'refused', job, outcome.because === 'address' ? message.to : null);
      case 'later':
        throw new RetryLater(waitOf(this.clock.now() - mail.at), `not taken yet: ${outcome.said}`);
      default:
        return assertNever(outcome);
    }
  }

  private written(mail: MailRecord, job: Pick<JobContext, 'fence'>): Promise<MailMessage | null> {
    return mail.kind === 'confirm' ? this.confirmations.write(mail, job) : this.writer.write(mail);
  }

  /** `unusable` is an address that was refused for good. */
  private async end(
    { id, accountId }: MailRecord,
    state: MailEnd,
    job: Pick<JobContext, 'complete'>,
    unusable: string | null = null,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (unusable !== null) await this.addresses.refused(tx, accountId, unusable);
      await this.mails.end(tx, id, state, this.clock.now());
      await job.complete(tx);
    });
  }
}

/** A minute at first, then a quarter of the time that it has waited, at most half an hour. */
function waitOf(ageMs: number): number {
  return Math.min(HOUR / 2, Math.max(MINUTE, ageMs / 4));
}
