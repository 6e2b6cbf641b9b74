import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { MailView, NoticeKind, PersonView, ResourceView } from '../../src/contracts/index.js';
import { DAY, HOUR, MINUTE } from '../../src/kernel/clock.js';
import { newId, type Id } from '../../src/kernel/ids.js';
import { MailSchedule } from '../../src/modules/notices/index.js';
import { gatherMail, sendMail } from '../../src/modules/notices/mail/mail.queue.js';
import { MailGathering, MOST_AN_HOUR } from '../../src/modules/notices/mail/mail-gathering.js';
import { Postman } from '../../src/modules/notices/mail/postman.js';
import { NoticeBoard } from '../../src/platform/notices/index.js';
import { Outbox } from '../../src/platform/queue/index.js';
import { eventually } from '../support/eventually.js';
import { MailServer, readMail } from '../support/mail-server.js';
import { ok } from '../support/ok.js';
import { Program, type Signed } from '../support/program.js';

/** 2026-09-02, 6:00 in Shanghai. */
const SIX = Date.UTC(2026, 8, 1, 22);

describe('notices by mail', () => {
  let program: Program;
  let own: Id;
  let author: Signed;
  let admin: Signed;
  let reader: Signed;
  let folder: string;
  let serial = 0;
  beforeAll(async () => {
    program = await Program.open(
      { MAIL_DRIVER: 'file', PUBLIC_URL: 'http://lianke.example' },
      undefined,
      SIX,
    );
    folder = join(program.settings.dataDir, 'mail');
    const group = await program.group('一集团');
    const from = program.clock.now() - 100 * DAY;
    own = await program.school(group, '甲校', from);
    const at = { scope: 'school' as const, scopeId: own, from };
    author = await program.person('author', '作者', [{ ...at, role: 'teacher' }]);
    admin = await program.person('admin', '管理员', [{ ...at, role: 'school_admin' }]);
  }, 60_000);
  afterAll(() => program.close());
  beforeEach(async () => {
    program.clock.advance(3 * DAY + ((SIX - program.clock.now()) % DAY));
    rmSync(folder, { recursive: true, force: true });
    reader = await program.person(`reader${(serial += 1)}`, '读者<b>王</b>芳', [
      { scope: 'school', scopeId: own, role: 'teacher', from: program.clock.now() - DAY },
    ]);
  });

  const arrived = () => {
    try {
      return readdirSync(folder)
        .filter((name) => name.endsWith('.eml'))
        .sort()
        .map((name) => readMail(readFileSync(join(folder, name), 'utf8')));
    } catch {
      return [];
    }
  };
  const open = async () => {
    const [row] = await program.query<{ count: number }>(
      "SELECT COUNT(*) AS count FROM outbox_job WHERE state = 'open' AND not_before <= ?",
      [program.clock.now()],
    );
    return Number(row!.count);
  };
  /** Whatever is due has been done. */
  const settled = () => eventually('no job is due', async () => (await open()) === 0);
  /** Time passes. What was to be gathered by then is, in its job's stead: some queues count by a clock of their own. */
  const later = async (ms: number) => {
    program.clock.advance(ms);
    const due = await program.query<{ id: Id; payload: string }>(
      "SELECT id, payload FROM outbox_job WHERE name = 'notices.gather-mail' AND state = 'open' AND not_before <= ?",
      [program.clock.now()],
    );
    for (const { id, payload } of due) {
      await program.write('DELETE FROM outbox_job WHERE id = ?', [id]);
      await program.get(MailGathering).atOnce((JSON.parse(payload) as { accountId: Id }).accountId);
    }
    await settled();
  };
  const setAddress = (by: Signed, address: string | null) =>
    by.client.request<MailView>('PUT', 'me/mail/address', { address });
  const linkOf = (mail: { text: string }) => /confirm=([\w-]+)/.exec(mail.text)![1]!;
  const confirmed = async (by: Signed = reader) => {
    await ok(setAddress(by, `${by.id}@school.example`));
    await settled();
    const view = await ok(
      by.client.post<MailView>('me/mail/confirmation', { token: linkOf(arrived().at(-1)!) }),
    );
    expect(view.state).toBe('confirmed');
    rmSync(folder, { recursive: true, force: true });
    program.clock.advance(1000);
  };
  const resource = async (title: string): Promise<Id> => {
    const link = { type: 'material', linkUrl: 'https://example.org/' };
    const { id, rev } = await ok(author.client.post<ResourceView>('resources', { title, ...link }));
    const audience = { preset: 'school' };
    await ok(author.client.post(`resources/${id}/publish`, { audience }, { 'if-match': `"${rev}"` }));
    return id;
  };
  /** The author lets the reader edit something: a notice of the day. */
  const grant = async (title: string) => {
    const id = await resource(title);
    const to = { kind: 'user', id: reader.id, schoolId: own };
    await ok(author.client.request('PUT', `resources/${id}/grants`, { to, right: 'edit' }));
    program.clock.advance(1000);
    return id;
  };
  const revoke = (id: Id) => ok(author.client.delete(`resources/${id}/grants/a:${reader.id}:${own}`));
  const choose = (body: object) => ok(reader.client.request<MailView>('PATCH', 'me/mail', body));
  const atOnce = () => choose({ paces: [{ sort: 'rights', pace: 'at_once' }] });
  const daily = async () => {
    await program.get(MailSchedule).daily();
    await settled();
  };

  it('goes nowhere before its owner has confirmed the address by a link that was sent there', async () => {
    expect(await ok(reader.client.get<MailView>('me/mail'))).toMatchObject({
      ready: true,
      address: null,
      state: 'none',
      paces: expect.arrayContaining([{ sort: 'reviews', pace: 'usual', urgent: true }]) as unknown,
    });
    expect(await ok(setAddress(reader, 'wang.fang@school.example'))).toMatchObject({ state: 'unconfirmed' });
    await atOnce();
    await grant('还没确认');
    await later(2 * MINUTE);
    await later(2 * HOUR);
    await daily();
    const [mail, ...more] = arrived();
    expect(more).toEqual([]);
    expect(mail!.headers.get('to')).toBe('wang.fang@school.example');
    expect(mail!.headers.has('list-unsubscribe')).toBe(false);
    const token = linkOf(mail!);
    // Neither is it in a row or a job, nor does it serve somebody else.
    const rows = await program.query('SELECT token_hash AS held FROM mail_address');
    const jobs = await program.query('SELECT payload FROM outbox_job');
    expect(JSON.stringify([rows, jobs])).not.toContain(token);
    expect(await author.client.post('me/mail/confirmation', { token })).toMatchObject({
      status: 410,
      body: { code: 'mail_link_ended' },
    });
    await ok(reader.client.post('me/mail/confirmation', { token }));
    expect((await reader.client.post('me/mail/confirmation', { token })).status).toBe(410);
    // What was told before is no news there.
    await later(DAY);
    await daily();
    expect(arrived()).toHaveLength(1);
  });

  it('is confirmed within a day, by the latest link, and for the latest address only', async () => {
    await ok(setAddress(reader, 'first@school.example'));
    await settled();
    const first = linkOf(arrived()[0]!);
    await ok(setAddress(reader, 'second@school.example'));
    await settled();
    const second = linkOf(arrived()[1]!);
    expect((await reader.client.post('me/mail/confirmation', { token: first })).status).toBe(410);
    program.clock.advance(DAY);
    expect((await reader.client.post('me/mail/confirmation', { token: second })).status).toBe(410);
    expect(await ok(setAddress(reader, null))).toMatchObject({ address: null, state: 'none' });
  });

  it('sends few links in an hour', async () => {
    for (let i = 0; i < 5; i += 1) await ok(setAddress(reader, `a${i}@school.example`));
    expect((await setAddress(reader, 'b@school.example')).status).toBe(429);
    await settled();
    for (const address of [
      'a b@school.example',
      'a@b.example\r\nBcc: c@d.example',
      'a@b.example,c@d.example',
    ])
      expect((await setAddress(reader, address)).status).toBe(400);
  });

  it('may be entered by an administrator, and is confirmed by its owner', async () => {
    const path = `people/${reader.id}/mail`;
    expect((await author.client.request('PUT', `${path}/address`, { address: 'x@y.example' })).status).toBe(
      404,
    );
    await ok(admin.client.request('PUT', `${path}/address`, { address: 'by.admin@school.example' }));
    await settled();
    const token = linkOf(arrived()[0]!);
    expect((await admin.client.post('me/mail/confirmation', { token })).status).toBe(410);
    expect(await ok(admin.client.get(path))).toMatchObject({ state: 'unconfirmed' });
    await ok(reader.client.post('me/mail/confirmation', { token }));
    expect(await ok(admin.client.get(path))).toEqual({
      ready: true,
      address: 'by.admin@school.example',
      state: 'confirmed',
    });
    // Entered once more, it stays confirmed.
    await ok(admin.client.request('PUT', `${path}/address`, { address: 'by.admin@school.example' }));
    expect(await ok(admin.client.get(path))).toMatchObject({ state: 'confirmed' });
    const audited = await program.query<{ action: string; detail: string | null }>(
      "SELECT action, detail FROM audit_entry WHERE object_id = ? AND action LIKE 'account.mail%'",
      [reader.id],
    );
    expect(audited.map(({ action }) => action)).toContain('account.mail_address');
    expect(JSON.stringify(audited)).not.toContain('@');
  });

  it('brings once a day, at seven, what has not been seen, with titles and links and a way to end it', async () => {
    await confirmed();
    const id = await grant('有理数的加法 <img src=x onerror=alert(1)>');
    const seen = await grant('已经读了的');
    const { items } = await ok(reader.client.get<{ items: { id: Id; place: { id: Id } }[] }>('notices'));
    await ok(reader.client.post(`notices/${items.find(({ place }) => place.id === seen)!.id}/seen`));
    await daily();
    expect(arrived()).toEqual([]);
    await later(HOUR);
    await daily();
    const [mail, ...more] = arrived();
    expect(more).toEqual([]);
    expect(mail!.headers.get('subject')).toBe('联课每日通知：1 条');
    expect(mail!.text).toContain('作者 让你一起编辑《有理数的加法 <img src=x onerror=alert(1)>》');
    expect(mail!.text).toContain(`http://lianke.example/resources/${id}`);
    expect(mail!.html).not.toMatch(/<img|<b>/);
    expect(mail!.html).toContain('&lt;img src=x');
    expect(mail!.text).not.toContain('已经读了的');
    expect(mail!.headers.get('list-unsubscribe')).toMatch(
      /^<http:\/\/lianke\.example\/api\/v1\/mail\/unsubscribe\/[\w~-]+>$/,
    );
    await daily();
    await later(DAY);
    await daily();
    expect(arrived()).toHaveLength(1);
  });

  it('brings what somebody wants to hear of at once within a minute, in their language, several together', async () => {
    await confirmed();
    await atOnce();
    await ok(reader.client.request('PATCH', 'me', { locale: 'en' }));
    await grant('第一份');
    await later(MINUTE);
    expect(arrived().map(({ headers }) => headers.get('subject'))).toEqual(['作者 lets you edit “第一份”']);
    await grant('第二份');
    await grant('第三份');
    await later(MINUTE);
    expect(arrived()[1]!.headers.get('subject')).toBe('Lianke: 2 new notices');
    await later(HOUR);
    await daily();
    expect(arrived()).toHaveLength(2);
  });

  it.each([
    ['review_asked', 1],
    ['review_returned', 1],
    ['review_approved', 0],
    ['collection_changed', 0],
  ] as const)('unless they choose otherwise, people are asked by %s at once: %i', async (kind, mails) => {
    await confirmed();
    await tell(kind);
    await later(MINUTE);
    const made = await program.query('SELECT id FROM mail WHERE account_id = ? AND kind = ?', [
      reader.id,
      'at_once',
    ]);
    expect(made).toHaveLength(mails);
  });
  const tell = (kind: NoticeKind) =>
    program.transaction((tx) =>
      program
        .get(NoticeBoard)
        .tell(tx, { kind, subjectId: newId(), actorId: author.id, recipientIds: [reader.id] }),
    );

  it('never says what its reader may not see when it is sent', async () => {
    await confirmed();
    await atOnce();
    const lost = await grant('会收回的');
    await revoke(lost);
    await later(MINUTE);
    expect(arrived()).toEqual([]);
    const kept = await grant('留着的');
    await revoke(await grant('也会收回的'));
    await later(MINUTE);
    expect(arrived()).toHaveLength(1);
    expect(arrived()[0]!.text).toContain(`/resources/${kept}`);
    expect(JSON.stringify(arrived()[0])).not.toContain('也会收回的');
  });

  it('goes to nobody who belongs to no school any more, or whose account is closed', async () => {
    await confirmed();
    await atOnce();
    await grant('离校之前');
    await program.write('UPDATE membership SET valid_until = ? WHERE account_id = ?', [
      program.clock.now(),
      reader.id,
    ]);
    await later(MINUTE);
    expect(arrived()).toEqual([]);
    await program.write('UPDATE membership SET valid_until = NULL WHERE account_id = ?', [reader.id]);
    await grant('停用之前');
    await ok(admin.client.request<PersonView>('PATCH', `people/${reader.id}`, { active: false }));
    await later(MINUTE);
    expect(arrived()).toEqual([]);
  });

  it('is sent once, however often its jobs run', async () => {
    await confirmed();
    await atOnce();
    await grant('只寄一次');
    await later(MINUTE);
    expect(arrived()).toHaveLength(1);
    const [mail] = await program.query<{ id: Id }>(
      "SELECT id FROM mail WHERE account_id = ? AND kind = 'at_once'",
      [reader.id],
    );
    rmSync(folder, { recursive: true });
    await program.transaction(async (tx) => {
      await program.get(Outbox).add(tx, gatherMail, { accountId: reader.id });
      await program.get(Outbox).add(tx, sendMail, { mailId: mail!.id });
    });
    await settled();
    await daily();
    expect(arrived()).toEqual([]);
  });

  it('that was sent by a process which then ended is sent again under its id', async () => {
    await confirmed();
    await atOnce();
    await grant('断电之前');
    await later(MINUTE);
    const [before] = arrived();
    const [mail] = await program.query<{ id: Id }>(
      "SELECT id FROM mail WHERE account_id = ? AND kind = 'at_once'",
      [reader.id],
    );
    // as if the row had not been written any more
    await program.write("UPDATE mail SET state = 'open' WHERE id = ?", [mail!.id]);
    rmSync(folder, { recursive: true });
    const job = { fence: () => Promise.resolve(), complete: () => Promise.resolve() };
    await program.get(Postman).send(mail!.id, job);
    expect(arrived()[0]!.headers.get('message-id')).toBe(before!.headers.get('message-id'));
    await program.get(Postman).send(mail!.id, job);
    expect(arrived()).toHaveLength(1);
  });

  it('is bounded: after some in an hour the rest comes with the day’s', async () => {
    await confirmed();
    await atOnce();
    for (let i = 0; i <= MOST_AN_HOUR; i += 1) {
      await grant(`第 ${i} 份`);
      await later(MINUTE);
    }
    expect(arrived()).toHaveLength(MOST_AN_HOUR);
    await later(HOUR);
    await daily();
    expect(arrived().at(-1)!.headers.get('subject')).toBe('联课每日通知：1 条');
    expect(arrived().at(-1)!.text).toContain(`《第 ${MOST_AN_HOUR} 份》`);
  });

  it('comes not at all of a sort that somebody does not want, also when they say so at the last minute', async () => {
    await confirmed();
    await atOnce();
    await grant('不想收了');
    await choose({ paces: [{ sort: 'rights', pace: 'none' }] });
    await later(2 * HOUR);
    await daily();
    expect(arrived()).toEqual([]);
  });

  it('ends with one request of a mailbox, without being signed in, and begins again when its owner says so', async () => {
    await confirmed();
    await atOnce();
    await grant('最后一份');
    await later(MINUTE);
    const [, link] = /<http:\/\/lianke\.example\/api\/v1\/(.*)>/.exec(
      arrived()[0]!.headers.get('list-unsubscribe')!,
    )!;
    const mailbox = (path: string) =>
      program.app.inject({
        method: 'POST',
        url: `/api/v1/${path}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example.org' },
        payload: 'List-Unsubscribe=One-Click',
      });
    const looked = await program.app.inject({ method: 'GET', url: `/api/v1/${link}` });
    expect(looked).toMatchObject({ statusCode: 302 });
    expect(looked.headers['location']).toMatch(/^\/unsubscribe\//);
    expect(await ok(reader.client.get<MailView>('me/mail'))).toMatchObject({ stopped: false });
    expect((await mailbox(`${link!.slice(0, -1)}${link!.endsWith('A') ? 'B' : 'A'}`)).statusCode).toBe(404);
    expect((await mailbox(link!.replace(reader.id, author.id))).statusCode).toBe(404);
    expect((await mailbox(link!)).statusCode).toBe(204);
    expect((await mailbox(link!)).statusCode).toBe(204);
    expect(await ok(reader.client.get<MailView>('me/mail'))).toMatchObject({ stopped: true });
    await grant('退订以后');
    await later(HOUR);
    await daily();
    expect(arrived()).toHaveLength(1);
    expect(await choose({ stopped: false })).toMatchObject({ stopped: false });
    program.clock.advance(1000);
    await grant('又想收了');
    await later(MINUTE);
    expect(arrived()).toHaveLength(2);
    expect(arrived()[1]!.headers.get('subject')).toContain('又想收了');
    // A form is read nowhere else.
    const elsewhere = await program.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'loginName=x',
    });
    expect(elsewhere.statusCode).toBeGreaterThanOrEqual(400);
  });
});

describe('notices by mail through a server', () => {
  let server: MailServer;
  let program: Program;
  let reader: Signed;
  beforeAll(async () => {
    server = await MailServer.open();
    program = await Program.open({
      MAIL_DRIVER: 'smtp',
      SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      SMTP_STARTTLS: 'false',
      MAIL_FROM: '联课 <lianke@school.example>',
    });
    const group = await program.group('一集团');
    const from = program.clock.now() - DAY;
    const scopeId = await program.school(group, '甲校', from);
    reader = await program.person('reader', '读者', [{ scope: 'school', scopeId, role: 'teacher', from }]);
  }, 60_000);
  afterAll(async () => {
    await program.close();
    await server.close();
  });
  const setAddress = (address: string) =>
    ok(reader.client.request<MailView>('PUT', 'me/mail/address', { address }));
  const tried = async (said: string) => {
    const rows = await program.query<{ error: string | null }>(
      "SELECT last_error AS error FROM outbox_job WHERE name = 'notices.send-mail'",
    );
    return rows.some(({ error }) => error?.includes(said) === true);
  };
  /** As the job does whose time has come, in its stead. */
  const sendAgain = async () => {
    const open = await program.query<{ id: Id }>("SELECT id FROM mail WHERE state = 'open'");
    const job = { fence: () => Promise.resolve(), complete: () => Promise.resolve() };
    for (const { id } of open) await program.get(Postman).send(id, job);
  };
  const state = async () => (await ok(reader.client.get<MailView>('me/mail'))).state;

  it('waits for a server that will take it later', async () => {
    server.answers.set('later@school.example', { code: 450, text: '4.2.0 greylisted' });
    await setAddress('later@school.example');
    await eventually('it has been tried', () => tried('greylisted'));
    expect(await state()).toBe('unconfirmed');
    server.answers.clear();
    program.clock.advance(2 * MINUTE);
    await sendAgain();
    expect(server.taken.map(({ to }) => to)).toEqual([['later@school.example']]);
  });

  it('gives up after a day, and says no more of it', async () => {
    server.answers.set('never@school.example', { code: 450, text: '4.2.0 not today' });
    await setAddress('never@school.example');
    await eventually('it has been tried', () => tried('not today'));
    program.clock.advance(DAY);
    await sendAgain();
    expect(await program.query("SELECT state FROM mail WHERE state = 'given_up'")).toHaveLength(1);
  });

  it('marks an address to which a server refuses mail for good', async () => {
    server.answers.set('nobody@school.example', { code: 550, text: '5.1.1 no such user' });
    await setAddress('nobody@school.example');
    await eventually('it is marked', async () => (await state()) === 'unusable');
    await setAddress('somebody@school.example');
    expect(await state()).toBe('unconfirmed');
  });
});

describe('where mail is not set up', () => {
  it('no address is taken, and everybody is told so', async () => {
    const program = await Program.open();
    const { id, token } = await program.account('reader', '读者');
    expect(id).toBeTruthy();
    const client = program.anonymous();
    client.useCookie(`lianke=${token}`);
    expect(await ok(client.get<MailView>('me/mail'))).toMatchObject({ ready: false, state: 'none' });
    expect(await client.request('PUT', 'me/mail/address', { address: 'a@b.example' })).toMatchObject({
      status: 409,
      body: { code: 'mail_not_set_up' },
    });
    await program.close();
  });
});
