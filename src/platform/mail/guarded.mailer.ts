import { MAIL_ADDRESS } from '../../contracts/index.js';
import { Mailer, type MailFinding, type MailMessage, type MailOutcome } from './mail.port.js';

const MESSAGE_ID = /^[\w.-]{1,80}@[\w.-]{1,253}$/;
const LONGEST_SUBJECT = 150;
const LONGEST_BODY = 200_000;

/** Whether this is an address that a mailer takes. */
export function isMailAddress(text: string): boolean {
  return MAIL_ADDRESS.test(text);
}

/** Refuses what no mail may be made of before the adapter inside sees it, and makes a subject one line. */
export class GuardedMailer extends Mailer {
  readonly ready: boolean;
  constructor(private readonly inner: Mailer) {
    super();
    this.ready = inner.ready;
  }

  async send(message: MailMessage): Promise<MailOutcome> {
    const { to, messageId, unsubscribeUrl, text, html } = message;
    if (!isMailAddress(to)) throw new Error('not an address for mail');
    if (!MESSAGE_ID.test(messageId)) throw new Error('not a message id');
    if (unsubscribeUrl !== null && !/^https?:\/\/[!-;=?-~]+$/.test(unsubscribeUrl))
      throw new Error('not an address to unsubscribe at');
    if (Math.max(text.length, html.length) > LONGEST_BODY) throw new Error('a mail too long');
    return this.inner.send({ ...message, subject: oneLine(message.subject) });
  }
  examine(): Promise<MailFinding> {
    return this.inner.examine();
  }
  close(): Promise<void> {
    return this.inner.close();
  }
}

/** Without anything that ends or hides in a line: titles and names stand in it. */
export function oneLine(text: string): string {
  const plain = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const signs = [...plain];
  return signs.length > LONGEST_SUBJECT ? `${signs.slice(0, LONGEST_SUBJECT - 1).join('')}…` : plain;
}
