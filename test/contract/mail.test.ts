import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailSettings } from '../../src/config/mail-settings.js';
import { parseSettings } from '../../src/config/settings.js';
import { SmtpMailer, type SmtpSettings } from '../../src/platform/mail/adapters/smtp.mailer.js';
import { GuardedMailer } from '../../src/platform/mail/guarded.mailer.js';
import { openMailer, type Mailer, type MailMessage } from '../../src/platform/mail/index.js';
import { freePort } from '../support/free-port.js';
import { MAIL_CERTIFICATE, MailServer, readMail } from '../support/mail-server.js';

const SENDER = {
  from: { name: '联课（晨光教育集团）', address: 'lianke@school.example' },
  replyTo: { name: '', address: 'help@school.example' },
};
let serial = 0;
const message = (part: Partial<MailMessage> = {}): MailMessage => ({
  messageId: `mail-${(serial += 1)}@school.example`,
  to: 'wang.fang@school.example',
  subject: '王芳 请你审核《有理数的加法（第二课时）》',
  text: '王芳 请你审核《有理数的加法》\nhttps://lianke.example/reviews/1\n',
  html: '<p>王芳 请你审核《有理数的加法》</p>',
  unsubscribeUrl: 'https://lianke.example/api/v1/mail/unsubscribe/abc.def',
  ...part,
});

/** What each adapter that is set up promises. */
function mailContract(
  open: () => Promise<{ mailer: Mailer; arrived: () => string[]; close: () => Promise<void> }>,
) {
  let at: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => (at = await open()));
  afterEach(() => at.close());
  const sent = async (part: Partial<MailMessage>) => {
    expect(await at.mailer.send(message(part))).toEqual({ kind: 'delivered' });
    return readMail(at.arrived().at(-1)!);
  };

  it('says that it sends mail, and that it could', async () => {
    expect(at.mailer.ready).toBe(true);
    expect((await at.mailer.examine()).level).not.toBe('bad');
  });

  it('delivers Chinese subjects, names and texts as they were written, in headers of plain ASCII', async () => {
    const mail = await sent({});
    expect(mail.head).toMatch(/^[\n\x20-\x7e]+$/);
    expect(mail.headers.get('subject')).toBe('王芳 请你审核《有理数的加法（第二课时）》');
    expect(mail.headers.get('from')).toBe('联课（晨光教育集团） <lianke@school.example>');
    expect(mail.headers.get('to')).toBe('wang.fang@school.example');
    expect(mail.headers.get('reply-to')).toBe('help@school.example');
    expect(mail.text.trim()).toBe('王芳 请你审核《有理数的加法》\nhttps://lianke.example/reviews/1');
    expect(mail.html.trim()).toBe('<p>王芳 请你审核《有理数的加法》</p>');
  });

  it('keeps the id it was given, names how to unsubscribe, and says that a program wrote', async () => {
    const { headers } = await sent({ messageId: '0199-abc@school.example' });
    expect(headers.get('message-id')).toBe('<0199-abc@school.example>');
    expect(headers.get('list-unsubscribe')).toBe('<https://lianke.example/api/v1/mail/unsubscribe/abc.def>');
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect((await sent({ unsubscribeUrl: null })).headers.has('list-unsubscribe')).toBe(false);
  });

  it.each([
    ['a line', '标题\r\nBcc: all@school.example\r\n\r\n<script>'],
    ['a bare line feed', '标题\nBcc: all@school.example'],
    ['signs of other lines', '标题\u2028Bcc: all@school.example\u0000\u202e'],
  ])('lets %s in a subject begin no header', async (_what, subject) => {
    const { headers } = await sent({ subject });
    expect(headers.has('bcc')).toBe(false);
    expect(headers.get('subject')).toMatch(/^标题 Bcc: all@school\.example/);
  });

  it.each([
    ['wang@school.example\r\nRCPT TO:<all@school.example>'],
    ['wang@school.example, all@school.example'],
    ['王芳 <wang@school.example>'],
    ['wang@school.example>'],
    ['@school.example'],
    [''],
  ])('takes %j for no address', async (to) => {
    await expect(at.mailer.send(message({ to }))).rejects.toThrow('not an address');
    expect(at.arrived()).toEqual([]);
  });

  it('takes no id or address to unsubscribe at that would begin another header', async () => {
    await expect(at.mailer.send(message({ messageId: 'a@b>\r\nBcc: x@y.z' }))).rejects.toThrow('message id');
    const unsubscribeUrl = 'https://a.example/>,<mailto:x@y.z';
    await expect(at.mailer.send(message({ unsubscribeUrl }))).rejects.toThrow('unsubscribe');
  });

  it('reads no file and fetches no address for a body', async () => {
    const text = 'file:///etc/passwd https://school.example/';
    expect((await sent({ text })).text.trim()).toBe(text);
  });
}

describe('mail into a folder', () => {
  mailContract(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'lianke-mail-'));
    const mailer = await openMailer({ driver: 'file', directory, ...SENDER });
    return {
      mailer,
      arrived: () =>
        readdirSync(directory)
          .map((name) => ({ name, at: statSync(join(directory, name), { bigint: true }).mtimeNs }))
          .sort((a, b) => (a.at < b.at ? -1 : 1))
          .map(({ name }) => readFileSync(join(directory, name), 'utf8')),
      close: async () => {
        await mailer.close();
        rmSync(directory, { recursive: true });
      },
    };
  });
});

describe('mail to a server', () => {
  mailContract(async () => {
    const server = await MailServer.open();
    const mailer = smtp({ port: server.port, login: { user: 'lianke', password: '密码 : @/' } });
    return {
      mailer,
      arrived: () => server.taken.map(({ source }) => source),
      close: async () => {
        await mailer.close();
        await server.close();
      },
    };
  });

  let server: MailServer;
  const mailers: Mailer[] = [];
  const open = (part: Partial<SmtpSettings> = {}, timeoutMs?: number) => {
    const mailer = smtp({ port: server.port, ...part }, timeoutMs);
    mailers.push(mailer);
    return mailer;
  };
  beforeEach(async () => (server = await MailServer.open()));
  afterEach(async () => {
    await Promise.all(mailers.splice(0).map((mailer) => mailer.close()));
    await server.close();
  });

  it('tells a recipient who is refused for good from one who may be taken later, and both from a refused message', async () => {
    const outcome = async (code: number, text: string, at: 'rcpt' | 'data' = 'rcpt') => {
      server.answers.set('x@school.example', { code, text, at });
      return open().send(message({ to: 'x@school.example' }));
    };
    expect(await outcome(550, '5.1.1 no such user')).toMatchObject({
      kind: 'refused',
      because: 'address',
      said: expect.stringContaining('no such user') as string,
    });
    expect(await outcome(450, '4.2.0 greylisted')).toMatchObject({ kind: 'later' });
    expect(await outcome(452, 'mailbox is full')).toMatchObject({ kind: 'later' });
    expect(await outcome(554, 'this looks like spam', 'data')).toMatchObject({
      kind: 'refused',
      because: 'message',
    });
    expect(await outcome(451, 'try again', 'data')).toMatchObject({ kind: 'later' });
    // The server does not let us send to them: that tells nothing of their address.
    expect(await outcome(550, '5.7.1 relaying denied')).toMatchObject({ kind: 'later' });
    expect(server.taken).toEqual([]);
  });

  it('waits where the password is wrong, and an examination says so in a sentence without it', async () => {
    const mailer = open({ login: { user: 'lianke', password: 'wrong-secret' } });
    expect(await mailer.send(message())).toMatchObject({ kind: 'later' });
    const { level, text } = await mailer.examine();
    expect(level).toBe('bad');
    expect(text.zh).toMatch(/不接受所给的账号或密码.*SMTP_PASSWORD。$/);
    expect(JSON.stringify(text)).not.toContain('wrong-secret');
  });

  it('waits where no server answers, and says which', async () => {
    const port = await freePort();
    const mailer = open({ port });
    expect(await mailer.send(message())).toMatchObject({ kind: 'later' });
    expect((await mailer.examine()).text.en).toContain(`127.0.0.1:${port} cannot be used`);
  });

  it('gives up on a server that is silent, or that speaks a letter at a time, within its time', async () => {
    const sockets: Socket[] = [];
    const dribble = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      const timer = setInterval(() => socket.write('2'), 50);
      socket.on('close', () => clearInterval(timer));
    }).listen(0, '127.0.0.1');
    const silent = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1');
    await Promise.all([once(dribble, 'listening'), once(silent, 'listening')]);
    for (const slow of [dribble, silent]) {
      const since = Date.now();
      const mailer = open({ port: (slow.address() as AddressInfo).port }, 500);
      expect(await mailer.send(message())).toMatchObject({ kind: 'later' });
      expect((await mailer.examine()).level).toBe('bad');
      expect(Date.now() - since).toBeLessThan(5_000);
    }
    sockets.forEach((socket) => socket.destroy());
    dribble.close();
    silent.close();
  });

  it('speaks TLS from the first byte, or begins it, or neither, as it was told', async () => {
    const secure = await MailServer.open({ secure: true });
    const tls = open({ port: secure.port, security: 'tls' });
    expect(await tls.send(message())).toEqual({ kind: 'delivered' });
    await tls.close();
    expect(await open({ security: 'starttls' }).send(message())).toEqual({ kind: 'delivered' });
    expect(await open({ security: 'plain' }).send(message())).toEqual({ kind: 'delivered' });
    expect(secure.taken.map((mail) => mail.secure)).toEqual([true]);
    expect(server.taken.map((mail) => mail.secure)).toEqual([true, false]);
    await secure.close();
  });

  it('says nothing, and no password, to a server that does not begin TLS or whose certificate nobody knows', async () => {
    const bare = await MailServer.open({ disabledCommands: ['STARTTLS'] });
    const login = { user: 'lianke', password: '密码 : @/' };
    expect(await open({ port: bare.port, login }).send(message())).toMatchObject({ kind: 'later' });
    expect(bare.taken).toEqual([]);
    await Promise.all(mailers.splice(0).map((mailer) => mailer.close()));
    await bare.close();
    const stranger = new GuardedMailer(new SmtpMailer(settings({ port: server.port })));
    mailers.push(stranger);
    expect(await stranger.send(message())).toMatchObject({ kind: 'later' });
    expect(server.taken).toEqual([]);
  });
});

describe('mail that nobody has set up', () => {
  it('is not ready, delivers nothing and says so', async () => {
    const mailer = await openMailer({ driver: 'none' });
    expect(mailer.ready).toBe(false);
    expect(await mailer.send(message())).toMatchObject({ kind: 'later' });
    expect(await mailer.examine()).toMatchObject({ level: 'note' });
    await mailer.close();
  });
});

const settings = (part: Partial<SmtpSettings>): SmtpSettings => ({
  driver: 'smtp',
  host: '127.0.0.1',
  port: 0,
  security: 'starttls',
  login: null,
  ...SENDER,
  ...part,
});

function smtp(part: Partial<SmtpSettings>, timeoutMs?: number): Mailer {
  const options = { ca: MAIL_CERTIFICATE, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  return new GuardedMailer(new SmtpMailer(settings(part), options));
}

describe('the settings of mail', () => {
  const read = (env: Record<string, string>): MailSettings => parseSettings(env).mail;
  const SMTP = { MAIL_DRIVER: 'smtp', SMTP_URL: 'smtp://mail.example', MAIL_FROM: '联课 <a@b.example>' };

  it('give a port and a way to each form of address', () => {
    expect(read({})).toEqual({ driver: 'none' });
    expect(read(SMTP)).toMatchObject({ host: 'mail.example', port: 587, security: 'starttls', login: null });
    expect(read({ ...SMTP, SMTP_URL: 'smtps://u%40x:p%3A@mail.example' })).toMatchObject({
      port: 465,
      security: 'tls',
      login: { user: 'u@x', password: 'p:' },
    });
    expect(read({ ...SMTP, SMTP_STARTTLS: 'false' })).toMatchObject({ port: 25, security: 'plain' });
  });
});
