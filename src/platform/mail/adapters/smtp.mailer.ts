import { createTransport } from 'nodemailer';
import type { MailSettings } from '../../../config/mail-settings.js';
import { SECOND } from '../../../kernel/clock.js';
import { Mailer, type MailFinding, type MailMessage, type MailOutcome } from '../mail.port.js';
import { composed } from './mail-headers.js';
import { outcomeOf, type SmtpFailure } from './smtp-outcome.js';

export type SmtpSettings = Extract<MailSettings, { driver: 'smtp' }>;

interface SmtpOptions {
  /** for one mail in all, however slowly the server speaks */
  timeoutMs?: number;
  /** further certificates to trust, as PEM */
  ca?: string;
}

/** Hands mail to an SMTP server over a few kept connections. */
export class SmtpMailer extends Mailer {
  readonly ready = true;
  private readonly timeoutMs: number;
  private readonly transport;

  constructor(
    private readonly settings: SmtpSettings,
    { timeoutMs = 40 * SECOND, ca }: SmtpOptions = {},
  ) {
    super();
    this.timeoutMs = timeoutMs;
    const { host, port, security, login } = settings;
    this.transport = createTransport({
      pool: true,
      maxConnections: 2,
      maxMessages: 50,
      // Whether a mail that was on its way when the connection broke has arrived is decided by the job, not here.
      maxRequeues: 0,
      idleTimeout: 30 * SECOND,
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'plain',
      ...(login ? { auth: { user: login.user, pass: login.password } } : {}),
      connectionTimeout: Math.min(10 * SECOND, timeoutMs),
      greetingTimeout: Math.min(10 * SECOND, timeoutMs),
      socketTimeout: Math.min(20 * SECOND, timeoutMs),
      dnsTimeout: Math.min(10 * SECOND, timeoutMs),
      tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    });
  }

  async send(message: MailMessage): Promise<MailOutcome> {
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      await this.transport.sendMail({ ...composed(message, this.settings), signal });
      return { kind: 'delivered' };
    } catch (error) {
      return outcomeOf(error as SmtpFailure);
    }
  }

  async examine(): Promise<MailFinding> {
    const { host, port, login } = this.settings;
    const place = `${host}:${port}`;
    try {
      await within(this.timeoutMs, this.transport.verify());
    } catch (error) {
      const { code, message } = error as SmtpFailure;
      if (code === 'EAUTH')
        return {
          level: 'bad',
          text: {
            zh: `邮件服务器 ${place} 不接受所给的账号或密码：请检查 SMTP_USER 和 SMTP_PASSWORD。`,
            en: `The mail server at ${place} does not accept the account or password: look at SMTP_USER and SMTP_PASSWORD.`,
          },
        };
      const said = message.split('\n')[0]!.replace(/[.。]$/, '');
      return {
        level: 'bad',
        text: {
          zh: `无法使用邮件服务器 ${place}：${said}。`,
          en: `The mail server at ${place} cannot be used: ${said}.`,
        },
      };
    }
    return {
      level: 'good',
      text: login
        ? {
            zh: `邮件服务器 ${place} 可以使用，登录成功。`,
            en: `The mail server at ${place} can be used, and lets us in.`,
          }
        : { zh: `邮件服务器 ${place} 可以使用。`, en: `The mail server at ${place} can be used.` },
    };
  }

  close(): Promise<void> {
    this.transport.close();
    return Promise.resolve();
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
