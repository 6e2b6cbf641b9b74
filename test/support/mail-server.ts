import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A certificate for localhost and 127.0.0.1 on the key that smtp-server comes with. */
export const MAIL_CERTIFICATE = readFileSync(
  join(import.meta.dirname, '../contract/fixtures/mail/localhost.pem'),
  'utf8',
);

/** A mail that a server has taken. */
export interface TakenMail {
  from: string;
  to: string[];
  /** with `\n` at the end of lines */
  source: string;
  /** over TLS */
  secure: boolean;
}

/** A real mail server in this process, which answers as its recipients are called. */
export class MailServer {
  readonly taken: TakenMail[] = [];
  /** what it says to a recipient instead of taking mail, by address */
  readonly answers = new Map<string, { code: number; text: string; at?: 'rcpt' | 'data' }>();
  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async open(options: SMTPServerOptions = {}): Promise<MailServer> {
    const refusal = (at: 'rcpt' | 'data', address: string): Error | null => {
      const answer = server.answers.get(address);
      if (!answer || (answer.at ?? 'rcpt') !== at) return null;
      return Object.assign(new Error(answer.text), { responseCode: answer.code });
    };
    const smtp = new SMTPServer({
      authOptional: true,
      cert: MAIL_CERTIFICATE,
      onAuth: ({ username, password }, _session, callback) =>
        username === 'lianke' && password === '密码 : @/'
          ? callback(null, { user: username })
          : callback(Object.assign(new Error('Invalid login'), { responseCode: 535 })),
      onRcptTo: ({ address }, _session, callback) => callback(refusal('rcpt', address)),
      onData: (stream, session, callback) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          const refused = to.map((address) => refusal('data', address)).find(Boolean);
          if (refused) return callback(refused);
          const from = session.envelope.mailFrom;
          server.taken.push({
            from: from ? from.address : '',
            to,
            source: Buffer.concat(parts).toString('utf8').replace(/\r\n/g, '\n'),
            secure: session.secure,
          });
          callback(null);
        });
      },
      ...options,
    });
    smtp.on('error', () => undefined);
    const listening = smtp.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const server = new MailServer(smtp, (listening.address() as AddressInfo).port);
    return server;
  }

  close(): Promise<void> {
    return new Promise((resolve) => void this.server.close(() => resolve()));
  }
}

/** Header and decoded parts of a mail as nodemailer writes it. */
export function readMail(source: string) {
  const [head = '', ...rest] = source.replace(/\r\n/g, '\n').split('\n\n');
  const headers = new Map(
    head
      .replace(/\n[ \t]+/g, ' ')
      .split('\n')
      .map((line): [string, string] => {
        const at = line.indexOf(':');
        return [line.slice(0, at).toLowerCase(), decodeWords(line.slice(at + 1).trim())];
      }),
  );
  const body = rest.join('\n\n');
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  const parts = boundary === undefined ? [source] : body.split(`--${boundary}`).slice(1, -1);
  const part = (type: string) => {
    const found = parts.find((text) => new RegExp(`^content-type: ${type}`, 'im').test(text)) ?? '';
    const [partHead = '', ...lines] = found.trim().split('\n\n');
    return decodeBody(partHead, lines.join('\n\n'));
  };
  return { head, headers, text: part('text/plain'), html: part('text/html') };
}

/** RFC 2047. */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) =>
      Buffer.concat(
        [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, kind, word]) =>
          kind!.toLowerCase() === 'b' ? Buffer.from(word!, 'base64') : quoted(word!.replace(/_/g, ' ')),
        ),
      ).toString('utf8'),
    );
}

function decodeBody(head: string, body: string): string {
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (/quoted-printable/i.test(head)) return quoted(body.replace(/=\n/g, '')).toString('utf8');
  return body;
}

function quoted(text: string): Buffer {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}
