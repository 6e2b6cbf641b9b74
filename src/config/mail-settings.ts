import { join } from 'node:path';
import { z } from 'zod';
import { needed, SettingsError } from './settings-error.js';

/** `address`, or `name <address>`; the address is plain ASCII without anything that a header gives a meaning. */
const MAILBOX = /^(?:"?([^"<>\p{Cc}]{1,100}?)"? *<)?([\w.+-]+@[\w-]+(?:\.[\w-]+)*)(>)?$/u;

/** Who a mail comes from, or where answers go. */
export interface Mailbox {
  name: string;
  address: string;
}

const mailbox = z.string().transform((text, context): Mailbox => {
  const [, name, address, end] = MAILBOX.exec(text.trim()) ?? [];
  if (address === undefined || (name === undefined) !== (end === undefined)) {
    context.addIssue('it is an address, or a name with an address behind it: 联课 <lianke@school.example>');
    return z.NEVER;
  }
  return { name: name?.trim() ?? '', address };
});

/** The keys of the environment that are about mail. */
export const mailKeys = {
  MAIL_DRIVER: z.enum(['none', 'file', 'smtp']).default('none'),
  MAIL_FROM: mailbox.optional(),
  MAIL_REPLY_TO: mailbox.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_STARTTLS: z.stringbool().default(true),
};

interface Sender {
  from: Mailbox;
  replyTo: Mailbox | null;
}

/** How mail leaves: not at all, into a folder to look at, or to a server. */
export type MailSettings =
  | { driver: 'none' }
  | ({ driver: 'file'; directory: string } & Sender)
  | ({
      driver: 'smtp';
      host: string;
      port: number;
      /** tls: from the first byte; starttls: nothing is said before it; plain: never, for a server on this very machine */
      security: 'tls' | 'starttls' | 'plain';
      /** null: the server asks for none */
      login: { user: string; password: string } | null;
    } & Sender);

const PORTS = { tls: 465, starttls: 587, plain: 25 };

/** @throws SettingsError */
export function mailSettings(e: z.output<z.ZodObject<typeof mailKeys>>, dataDir: string): MailSettings {
  if (e.MAIL_DRIVER === 'none') return { driver: 'none' };
  const replyTo = e.MAIL_REPLY_TO ?? null;
  if (e.MAIL_DRIVER === 'file') {
    const from = e.MAIL_FROM ?? { name: '联课', address: 'lianke@localhost' };
    return { driver: 'file', directory: join(dataDir, 'mail'), from, replyTo };
  }
  const url = new URL(needed(e.SMTP_URL, 'SMTP_URL', 'MAIL_DRIVER=smtp'));
  if (e.MAIL_FROM === undefined) throw new SettingsError('MAIL_DRIVER=smtp needs MAIL_FROM.');
  const security = url.protocol === 'smtps:' ? 'tls' : e.SMTP_STARTTLS ? 'starttls' : 'plain';
  return {
    driver: 'smtp',
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? PORTS[security] : Number(url.port),
    security,
    login: login(
      e.SMTP_USER ?? decodeURIComponent(url.username),
      e.SMTP_PASSWORD ?? decodeURIComponent(url.password),
    ),
    from: e.MAIL_FROM,
    replyTo,
  };
}

function login(user: string, password: string): { user: string; password: string } | null {
  if (user === '' && password === '') return null;
  if (user === '' || password === '') throw new SettingsError('SMTP_USER and SMTP_PASSWORD need each other.');
  return { user, password };
}
