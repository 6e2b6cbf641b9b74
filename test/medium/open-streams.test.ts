import { get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { CreatedLink, ResourceView } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import { ApiClient, eventually } from '../support/client.js';
import { UploadWorld } from './uploads-world.js';

/** More than the sockets of both ends hold together, so that a reader who stops reading leaves the answer unfinished. */
const SIZE = 40 * 1024 * 1024;

describe('an answer that is still being sent', () => {
  let world: UploadWorld;
  let author: ApiClient;
  let id: string;
  let fileId: string;

  const act = async (method: string, what: string, body: object = {}) => {
    const { rev } = (await author.get<ResourceView>(`resources/${id}`)).body;
    const answer = await author.request(method, `resources/${id}/${what}`, body, { 'if-match': `"${rev}"` });
    expect(answer.status).toBe(200);
  };
  const publish = (more: object = {}) =>
    act('POST', 'publish', { audience: { preset: 'school' }, visibleUntil: null, ...more });
  /** Begins to receive and stops reading. */
  const begin = (who: ApiClient, path: string): Promise<IncomingMessage> =>
    new Promise((begun, failed) => {
      get(`${world.url}/api/v1/${path}`, { agent: false, headers: { cookie: who.cookies() } }, (response) => {
        response.pause();
        response.on('error', () => undefined);
        begun(response);
      }).on('error', failed);
    });
  /** Reads what is left; gives how much came and whether it was all. */
  const rest = (response: IncomingMessage): Promise<{ bytes: number; whole: boolean }> =>
    new Promise((done) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('close', () => done({ bytes, whole: response.complete && bytes === SIZE }));
      response.resume();
    });
  const original = () => `resources/${id}/files/${fileId}/original`;
  let people = 0;
  const colleague = () => world.teacher(`colleague${(people += 1)}`);

  beforeAll(async () => {
    world = await UploadWorld.open({ partBytes: 64 * 1024 * 1024 });
    author = await world.teacher('author');
    const uploadId = await author.upload('录像说明.txt', Buffer.alloc(SIZE, 'lianke\n'));
    await world.ended(author, uploadId);
    const made = await author.post<ResourceView>('resources', {
      title: '录像',
      type: 'material',
      licence: 'CC-BY-4.0',
      uploadIds: [uploadId],
    });
    id = made.body.id;
    fileId = made.body.fullFiles[0]!.id;
  }, 120_000);
  beforeEach(() => publish());
  afterAll(() => world.close());

  it('goes on to its end while its reader may have it', async () => {
    const running = await begin(await colleague(), original());
    await wait(5_000);
    expect((await rest(running)).whole).toBe(true);
  }, 30_000);

  it('ends within a second of logging out, downloads as well as news', async () => {
    const reader = await colleague();
    const running = await begin(reader, original());
    const news = await begin(reader, 'events');
    let ended = false;
    news.on('end', () => (ended = true)).resume();
    await wait(200);
    expect(ended).toBe(false);
    await reader.delete('session');
    await wait(900);
    expect(ended).toBe(true);
    expect((await rest(running)).whole).toBe(false);
  }, 30_000);

  it.each([
    ['it is withdrawn', () => act('POST', 'withdraw')],
    ['its audience is another', () => publish({ audience: { preset: 'self' } })],
    ['it is to be looked at only', () => publish({ audience: { preset: 'school', previewOnly: true } })],
    ['its window is over', () => publish({ visibleUntil: new Date(world.clock.now() - 1).toISOString() })],
  ])(
    'ends within ten seconds once %s',
    async (_what, revoke) => {
      const running = await begin(await colleague(), original());
      await wait(200);
      await revoke();
      await wait(6_000);
      expect((await rest(running)).whole).toBe(false);
    },
    30_000,
  );

  it('ends within ten seconds once the membership or the account of its reader has ended', async () => {
    const [left, disabled] = [await colleague(), await colleague()];
    const running = await Promise.all([begin(left, original()), begin(disabled, original())]);
    const news = await begin(disabled, 'events');
    let ended = false;
    news.on('end', () => (ended = true)).resume();
    const idOf = async (who: ApiClient) => (await who.get<{ user: { id: string } }>('session')).body.user.id;
    const [leftId, disabledId] = [await idOf(left), await idOf(disabled)];
    await world.database.transaction(async (tx) => {
      await tx.manager.query('UPDATE membership SET valid_until = ? WHERE account_id = ?', [
        world.clock.now(),
        leftId,
      ]);
      await tx.manager.query('UPDATE account SET active = 0 WHERE id = ?', [disabledId]);
    });
    await wait(6_000);
    expect(ended).toBe(true);
    for (const response of running) expect((await rest(response)).whole).toBe(false);
  }, 30_000);

  it('is one of a hundred that somebody may have at once; that of others is none of them', async () => {
    const [greedy, other] = [await colleague(), await colleague()];
    const open = await Promise.all(Array.from({ length: 100 }, () => begin(greedy, 'events')));
    expect(new Set(open.map((response) => response.statusCode))).toEqual(new Set([200]));
    const refused = await greedy.get<{ code: string }>(original());
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    const theirs = await begin(other, 'events');
    expect(theirs.statusCode).toBe(200);
    for (const response of [...open, theirs]) response.destroy();
    await eventually(
      () => begin(greedy, 'events').then((response) => (response.destroy(), response.statusCode)),
      (status) => status === 200,
      5_000,
    );
  }, 30_000);

  it('ends within ten seconds once the link that it came by is revoked', async () => {
    await publish({ audience: { preset: 'group' } });
    const expiresAt = new Date(world.clock.now() + DAY).toISOString();
    const made = await author.post<CreatedLink>(`resources/${id}/links`, { right: 'download', expiresAt });
    const token = made.body.url.slice(made.body.url.lastIndexOf('/') + 1);
    const guest = new ApiClient(world.url);
    expect((await guest.post(`links/${token}/open`)).status).toBe(200);
    const running = await begin(guest, `links/${token}/files/${fileId}/original`);
    expect(running.statusCode).toBe(200);
    await wait(200);
    await author.delete(`resources/${id}/links/${made.body.link.id}`);
    await wait(6_000);
    expect((await rest(running)).whole).toBe(false);
  }, 30_000);
});
