/** One mail to one person. */
export interface MailMessage {
  /** without angle brackets, of ours; the same when a mail is sent once more, so that mailboxes can tell */
  messageId: string;
  /** one address, and nothing else */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** ends this sort of mail with one request (RFC 8058); null for mail that somebody has just asked for */
  unsubscribeUrl: string | null;
}

/**
 * How sending ended. delivered: the next server has taken it. refused: it never will, because of the address or because
 * of this message. later: it may, for nothing is wrong with either. `said` is one line for a log.
 */
export type MailOutcome =
  | { kind: 'delivered' }
  | { kind: 'refused'; because: 'address' | 'message'; said: string }
  | { kind: 'later'; said: string };

/** What an examination found, in one sentence. */
export interface MailFinding {
  level: 'good' | 'note' | 'bad';
  text: { zh: string; en: string };
}

/** Takes mail to where it is read. */
export abstract class Mailer {
  /** Whether mail is sent at all: false where nobody has set it up. Nothing is ever delivered then. */
  abstract readonly ready: boolean;
  /**
   * Sends one mail, within a bounded time.
   * @throws Error for a message that no mailer takes: see `GuardedMailer`
   */
  abstract send(message: MailMessage): Promise<MailOutcome>;
  /** Looks whether mail could be sent now, without sending any. */
  abstract examine(): Promise<MailFinding>;
  abstract close(): Promise<void>;
}
