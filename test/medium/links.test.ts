import type {
  CreatedLink,
  LinkEvent,
  ResourceView,
  ShareLinkView,
  SharedView,
} from '../../src/contracts/index.js';
import { DAY, HOUR, MINUTE } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { ApiClient } from '../support/client.js';
import { UploadWorld } from './uploads-world.js';

const TEXT = Buffer.from('山不在高，有仙则名。');

describe('a share link', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let id: Id;
  let fileId: Id;
  let other: { id: Id; fileId: Id };
  const visitor = () => new ApiClient(world.url);
  const tokenOf = (link: CreatedLink) => link.url.slice(link.url.lastIndexOf('/') + 1);
  const make = (input: object = {}, by = author, of = id) =>
    by.post<CreatedLink & { code?: string }>(`resources/${of}/links`, {
      right: 'view',
      expiresAt: new Date(world.clock.now() + 7 * DAY).toISOString(),
      ...input,
    });
  const made = async (input: object = {}) => (await make(input)).body;
  const open = (who: ApiClient, token: string, password?: string) =>
    who.post<SharedView & { code?: string }>(
      `links/${token}/open`,
      password === undefined ? {} : { password },
    );
  const change = async (method: string, what: string, body: object, of = id) => {
    const { rev } = (await author.get<ResourceView>(`resources/${of}`)).body;
    const answer = await author.request(method, `resources/${of}/${what}`, body, { 'if-match': `"${rev}"` });
    expect(answer.status).toBe(200);
  };
  const publish = (body: object = {}, of = id) =>
    change(
      'POST',
      'publish',
      { audience: { preset: 'group' }, visibleFrom: null, visibleUntil: null, ...body },
      of,
    );
  const resource = async (title: string) => {
    const upload = await author.upload(`${title}.txt`, TEXT);
    await world.ended(author, upload);
    const { body } = await author.post<ResourceView>('resources', {
      title,
      type: 'material',
      licence: 'CC-BY-4.0',
      uploadIds: [upload],
    });
    await publish({}, body.id);
    return { id: body.id, fileId: body.fullFiles[0]!.id };
  };
  beforeAll(async () => {
    world = await UploadWorld.open();
    author = await world.teacher('author');
    ({ id, fileId } = await resource('陋室铭'));
    other = await resource('爱莲说');
  }, 180_000);
  afterAll(() => world?.close());

  it('shows its visitor that one thing and nothing else, and is written down nowhere', async () => {
    const link = await made({ right: 'download' });
    const token = tokenOf(link);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const rows = await world.query('SELECT * FROM share_link');
    expect(JSON.stringify(rows)).not.toContain(token);
    const guest = visitor();
    expect((await guest.get(`links/${token}`)).status).toBe(403);
    const opened = await open(guest, token);
    expect(opened).toMatchObject({
      status: 200,
      body: { title: '陋室铭', school: '江城一中', right: 'download' },
    });
    expect((await guest.get(`links/${token}`)).status).toBe(200);
    expect((await guest.get(`links/${token}/files/${fileId}/text`)).status).toBe(200);
    const original = await guest.get<string>(`links/${token}/files/${fileId}/original`);
    expect(original.body).toBe(TEXT.toString());
    // neither another file, nor the resource itself, nor any list
    expect((await guest.get(`links/${token}/files/${other.fileId}/original`)).status).toBe(404);
    for (const path of [`resources/${id}`, 'resources', 'search', `resources/${id}/files/${fileId}/text`])
      expect((await guest.get(path)).status).toBe(401);
    // somebody who has only the address of a file has not opened the link
    expect((await visitor().get(`links/${token}/files/${fileId}/original`)).status).toBe(403);
    expect((await visitor().get(`links/${'x'.repeat(43)}`)).status).toBe(404);
    const log = (await author.get<{ items: LinkEvent[] }>(`resources/${id}/links/${link.link.id}/log`)).body
      .items;
    expect(log.map((event) => event.what)).toEqual(['downloaded', 'opened']);
    const acts = await world.query<{ school_id: Id }>(
      `SELECT school_id FROM audit_entry WHERE action = 'resource.link'`,
    );
    expect(acts.map((act) => act.school_id)).toEqual([world.schoolId]);
  });

  it.each(['bytes=1-', 'bytes=2-4', 'pages=1-'])(
    'notes a download that begins with the range %s, and its further parts no more',
    async (range) => {
      const link = await made({ right: 'download' });
      const token = tokenOf(link);
      const guest = visitor();
      await open(guest, token);
      const path = `links/${token}/files/${fileId}/original`;
      const parts = [range, 'bytes=3-5', 'bytes=6-'];
      for (const part of parts) expect((await guest.get(path, { range: part })).status).toBeLessThan(300);
      const log = await author.get<{ items: LinkEvent[] }>(`resources/${id}/links/${link.link.id}/log`);
      expect(log.body.items.map((event) => event.what)).toEqual(['downloaded', 'opened']);
    },
  );

  it('to view gives no original; nor does one to download what is for preview only', async () => {
    const guest = visitor();
    const view = tokenOf(await made());
    await open(guest, view);
    expect((await guest.get(`links/${view}/files/${fileId}/original`)).status).toBe(404);
    const whole = tokenOf(await made({ right: 'download' }));
    const second = visitor();
    await publish({ audience: { preset: 'group', previewOnly: true } });
    expect((await open(second, whole)).body.right).toBe('view');
    expect((await second.get(`links/${whole}/files/${fileId}/original`)).status).toBe(404);
    await publish();
    expect((await second.get(`links/${whole}/files/${fileId}/original`)).status).toBe(200);
  });

  it('asks for its password, slows down who guesses, and keeps argon2id only', async () => {
    const token = tokenOf(await made({ password: '满船清梦压星河' }));
    const guest = visitor();
    expect(await open(guest, token)).toMatchObject({ status: 403, body: { code: 'link_password' } });
    const answers: number[] = [];
    for (let i = 0; i < 40; i += 1) answers.push((await open(guest, token, `guess-${i}`)).status);
    expect(answers[0]).toBe(403);
    expect(answers.at(-1)).toBe(429);
    world.clock.advance(HOUR);
    expect((await open(guest, token, '满船清梦压星河')).status).toBe(200);
    const [row] = await world.query<{ password_hash: string }>(
      'SELECT password_hash FROM share_link WHERE password_hash IS NOT NULL',
    );
    expect(row!.password_hash).toMatch(/^\$argon2id\$/);
  });

  it('lets in as many visitors as it may, each going on afterwards', async () => {
    const link = await made({ maxVisits: 2 });
    const token = tokenOf(link);
    const guests = Array.from({ length: 6 }, visitor);
    const answers = await Promise.all(guests.map((guest) => open(guest, token)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 410, 410, 410, 410]);
    const inside = guests.filter((_, i) => answers[i]!.status === 200);
    for (const guest of inside) expect((await guest.get(`links/${token}`)).status).toBe(200);
    const { items } = (await author.get<{ items: ShareLinkView[] }>(`resources/${id}/links`)).body;
    expect(items.find((item) => item.id === link.link.id)).toMatchObject({ visits: 2, state: 'used_up' });
  });

  /** A visitor who is inside, and whether the next request of theirs is answered. */
  const inside = async (input: object = {}) => {
    const link = await made({ right: 'download', ...input });
    const token = tokenOf(link);
    const guest = visitor();
    expect(
      (await open(guest, token, input && 'password' in input ? String(input.password) : undefined)).status,
    ).toBe(200);
    return { link, next: async () => (await guest.get(`links/${token}/files/${fileId}/original`)).status };
  };

  it('ends at the next request when it is taken back, at its last millisecond, and when the resource goes', async () => {
    const revoked = await inside();
    expect((await author.delete(`resources/${id}/links/${revoked.link.link.id}`)).status).toBe(204);
    expect(await revoked.next()).toBe(410);

    const end = world.clock.now() + 10 * MINUTE;
    const timed = await inside({ expiresAt: new Date(end).toISOString() });
    world.clock.set(end - 1);
    expect(await timed.next()).toBe(200);
    world.clock.set(end);
    expect(await timed.next()).not.toBe(200);

    const withdrawn = await inside();
    await author.post(`resources/${id}/withdraw`);
    expect(await withdrawn.next()).toBe(410);
    await publish();
    expect(await withdrawn.next()).toBe(200);
    await author.delete(`resources/${id}`);
    expect(await withdrawn.next()).toBe(410);
    await author.post(`resources/${id}/restore`);
  });

  it('keeps to the window, the licence and the consent for pupils, whenever they change', async () => {
    const guest = await inside();
    const from = world.clock.now() + HOUR;
    await publish({ visibleFrom: new Date(from).toISOString() });
    expect(await guest.next()).toBe(410);
    world.clock.set(from);
    expect(await guest.next()).toBe(200);
    await change('PATCH', 'usage', { pupils: true });
    expect(await guest.next()).toBe(410);
    expect((await make()).body.code).toBe('link_consent_required');
    await change('PATCH', 'usage', { consentRef: '2026-09' });
    expect(await guest.next()).toBe(200);
    await change('PATCH', 'usage', { licence: 'GROUP-ONLY' });
    expect(await guest.next()).toBe(410);
    expect((await make()).body.code).toBe('link_licence_forbids');
    await change('PATCH', 'usage', { licence: 'CC-BY-4.0', pupils: false });
    expect(await guest.next()).toBe(200);
  });

  it('ends when its maker may share no longer', async () => {
    const maker = await world.teacher('maker');
    const [account] = await world.query<{ id: Id }>(`SELECT id FROM account WHERE login_name = 'maker'`);
    const to = { kind: 'user', id: account!.id, schoolId: world.schoolId };
    await author.request('PUT', `resources/${id}/grants`, { to, right: 'manage' });
    const link = (await make({ right: 'download' }, maker)).body;
    const token = tokenOf(link);
    const guest = visitor();
    await open(guest, token);
    const next = async () => (await guest.get(`links/${token}/files/${fileId}/original`)).status;
    expect(await next()).toBe(200);
    await author.request('PUT', `resources/${id}/grants`, { to, right: 'edit' });
    expect(await next()).toBe(410);
    expect((await make({}, maker)).status).toBe(404);
    await author.request('PUT', `resources/${id}/grants`, { to, right: 'manage' });
    expect(await next()).toBe(200);
    await world.database.transaction((tx) =>
      tx.manager.query('UPDATE account SET active = ? WHERE id = ?', [false, account!.id]),
    );
    expect(await next()).toBe(410);
  });

  it('is made only by who manages, of what is published, with an end to come', async () => {
    const reader = await world.teacher('reader', world.otherSchoolId);
    expect((await make({}, reader)).status).toBe(404);
    expect((await reader.get(`resources/${id}/links`)).status).toBe(404);
    expect((await make({ expiresAt: new Date(world.clock.now()).toISOString() })).body.code).toBe(
      'interval_invalid',
    );
    const draft = await author.post<ResourceView>('resources', {
      title: '草稿',
      linkUrl: 'https://example.org/',
    });
    expect((await make({}, author, draft.body.id)).body.code).toBe('state_conflict');
  });
});
