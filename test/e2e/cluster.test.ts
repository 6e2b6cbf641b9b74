import { createHash } from 'node:crypto';
import { jest } from '@jest/globals';
import type { ResourceView } from '../../src/contracts/index.js';
import type { RunningApp } from '../support/app.js';
import { ApiClient, eventually } from '../support/client.js';
import { Cluster, CLUSTER_VARIABLES, clusterServices } from '../support/cluster.js';
import { openPage } from '../support/live-news.js';
import { withService } from '../support/services.js';
import { foundGroup, PASSWORD, publishLink, type SmallGroup } from '../support/small-group.js';

jest.setTimeout(240_000);

/** Streams of a session that has ended end within this time, wherever they are. */
const AT_ONCE_MS = 1_000;
/** Failures of one account from one address that are free. */
const FREE_FAILURES = 8;

withService('two HTTP nodes and two workers', CLUSTER_VARIABLES, clusterServices, () => {
  let cluster: Cluster;
  let a: RunningApp;
  let b: RunningApp;
  let group: SmallGroup;

  /** The same browser, whose next request is answered by node B. */
  const onB = (client: ApiClient): ApiClient => {
    const there = new ApiClient(b.url);
    there.useCookie(client.cookies());
    return there;
  };
  const published = (title: string) => publishLink(group, title);

  beforeAll(async () => {
    cluster = await Cluster.open();
    a = await cluster.node();
    group = await foundGroup(a);
    b = await cluster.node();
    await cluster.worker();
    await cluster.worker();
  });
  afterAll(() => cluster.remove());

  it('a session made on one holds on the other', async () => {
    const here = await group.author.get<{ person: { id: string } }>('session');
    const there = await onB(group.author).get<{ person: { id: string } }>('session');
    expect(there.status).toBe(200);
    expect(there.body.person).toEqual(here.body.person);
  });

  it('a file sent through one is processed by a worker, and the page that is open on the other hears of it', async () => {
    const { author } = group;
    const page = await openPage(b.url, author);
    const bytes = Buffer.from('钱塘江大潮自古以来被称为天下奇观。');
    const uploadId = await author.upload('观潮.txt', bytes);
    const { body } = await author.post<ResourceView>('resources', { title: '观潮', uploadIds: [uploadId] });
    await eventually(
      () => Promise.resolve(page.heard),
      (heard) =>
        heard.some(({ type, file }) => type === 'file' && (file as { state: string }).state === 'ready'),
    );
    page.close();
    const seen = await onB(author).get<ResourceView>(`resources/${body.id}`);
    expect(seen.body.fullFiles[0]).toMatchObject({ state: 'ready', fileName: '观潮.txt' });
    // The store hands the original out to readers of either node.
    for (const node of [a, b]) {
      const url = `${node.url}/api/v1/resources/${body.id}/files/${seen.body.fullFiles[0]!.id}/original`;
      const original = await fetch(url, { headers: { cookie: author.cookies() } });
      expect(Buffer.from(await original.arrayBuffer())).toEqual(bytes);
    }
  });

  it('one upload may be begun, signed and completed through different nodes', async () => {
    const { author } = group;
    const bytes = Buffer.from('涛声越来越大，犹如千万匹白色战马。');
    const begun = await author.post<{ id: string }>('uploads', { fileName: '潮.txt', size: bytes.length });
    const signed = await onB(author).post<{ parts: { url: string }[] }>(`uploads/${begun.body.id}/parts`, {
      numbers: [1],
    });
    const put = await fetch(signed.body.parts[0]!.url, { method: 'PUT', body: new Uint8Array(bytes) });
    expect(put.status).toBe(200);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const ends = await Promise.all(
      [author, onB(author)].map((client) => client.post(`uploads/${begun.body.id}/complete`, { sha256 })),
    );
    expect(ends.map(({ status }) => status)).toEqual([202, 202]);
    const stored = await eventually(
      () => onB(author).get<{ state: string }>(`uploads/${begun.body.id}`),
      ({ body }) => body.state !== 'verifying',
    );
    expect(stored.body.state).toBe('stored');
  });

  it('what is withdrawn on one is refused by the very next request to the other', async () => {
    const { author, colleague } = group;
    const shown = await published('秋天的雨');
    expect((await onB(colleague).get(`resources/${shown.id}`)).status).toBe(200);
    const withdrawn = await author.post(
      `resources/${shown.id}/withdraw`,
      {},
      { 'if-match': `"${shown.rev}"` },
    );
    expect(withdrawn.status).toBe(200);
    expect((await onB(colleague).get(`resources/${shown.id}`)).status).toBe(404);
  });

  it('a post that ends on one is over on the other', async () => {
    const { admin, memberId, colleague } = group;
    const shown = await published('铺满金色巴掌的水泥道');
    expect((await onB(colleague).get(`resources/${shown.id}`)).status).toBe(200);
    const people = await admin.get<{ items: { loginName: string; memberships: { id: string }[] }[] }>(
      `people?schoolId=${memberId}`,
    );
    const post = people.body.items.find(({ loginName }) => loginName === 'colleague')!.memberships[0]!;
    expect((await admin.delete(`memberships/${post.id}`)).status).toBeLessThan(300);
    expect((await onB(colleague).get(`resources/${shown.id}`)).status).toBe(404);
  });

  it('who logs out on one is out on the other: the next request, and the stream at once', async () => {
    const leaving = await new ApiClient(a.url).login('author', PASSWORD);
    const there = onB(leaving);
    const page = await openPage(b.url, leaving);
    expect((await leaving.delete('session')).status).toBe(204);
    const began = performance.now();
    await page.ended;
    expect(performance.now() - began).toBeLessThan(AT_ONCE_MS);
    expect((await there.get('session')).status).toBe(401);
    // Of that session only.
    expect((await onB(group.author).get('session')).status).toBe(200);
  });

  it('failed log-ins count together, whichever node they are tried on', async () => {
    const attempt = (node: RunningApp, password: string) =>
      new ApiClient(node.url).post('session', { loginName: 'outsider', password });
    const statuses: number[] = [];
    for (let i = 0; i < FREE_FAILURES; i += 1)
      statuses.push((await attempt(i % 2 === 0 ? a : b, 'Falsch-1234')).status);
    expect(statuses).toEqual(Array<number>(FREE_FAILURES).fill(401));
    const refused = await Promise.all([a, b].map((node) => attempt(node, PASSWORD)));
    expect(refused.map(({ status }) => status)).toEqual([429, 429]);
  });

  it('a request that is sent to both under one key creates one thing', async () => {
    const clients = [group.author, onB(group.author)];
    const create = (title: string) =>
      Promise.all(
        clients.map((client) =>
          client.post<ResourceView>('resources', { title }, { 'idempotency-key': 'two-nodes' }),
        ),
      );
    const [first, second] = await create('走月亮');
    expect([first!.status, second!.status]).toEqual([201, 201]);
    expect(second!.body.id).toBe(first!.body.id);
    const mine = await onB(group.author).get<{ items: ResourceView[] }>('resources?scope=mine');
    expect(mine.body.items.filter(({ title }) => title === '走月亮')).toHaveLength(1);
    expect((await create('另一个标题')).map(({ status }) => status)).toEqual([422, 422]);
  });

  it('who reads something on both is written down once', async () => {
    const { author, admin } = group;
    const made = await author.post<ResourceView>('resources', {
      title: '期末试题',
      type: 'material',
      linkUrl: 'https://example.org/',
    });
    await author.post(
      `resources/${made.body.id}/publish`,
      { audience: { preset: 'school' } },
      { 'if-match': `"${made.body.rev}"` },
    );
    const reads = [admin, onB(admin), admin, onB(admin)];
    for (const { status } of await Promise.all(reads.map((who) => who.get(`resources/${made.body.id}`))))
      expect(status).toBe(200);
    const views = () =>
      cluster.query<{ id: string }>(
        "SELECT id FROM audit_entry WHERE action = 'resource.view' AND object_id = ?",
        [made.body.id],
      );
    await eventually(views, (rows) => rows.length > 0);
    // Each node writes in the order of the readings: once it has written a later one, the earlier are decided.
    const later = await published('别的');
    for (const who of reads) await who.get(`resources/${later.id}`);
    expect(await views()).toHaveLength(1);
  });

  it('scheduled work is done once, though four processes start at the same moment', async () => {
    for (const one of cluster.processes) await one.kill();
    await cluster.query('UPDATE schedule_slot SET due_at = 1');
    const slots = await cluster.query<{ name: string }>('SELECT name FROM schedule_slot');
    expect(slots.length).toBeGreaterThan(4);
    await cluster.query('CREATE TABLE turn_taken (name VARCHAR(100) NOT NULL, was BIGINT NOT NULL)');
    await cluster.query(
      'CREATE TRIGGER turn AFTER UPDATE ON schedule_slot FOR EACH ROW INSERT INTO turn_taken VALUES (OLD.name, OLD.due_at)',
    );
    const again = await Promise.all(cluster.processes.splice(0).map((one) => one.restart()));
    cluster.processes.push(...again);
    const waiting = () =>
      cluster.query<{ n: number }>('SELECT count(*) AS n FROM schedule_slot WHERE due_at = 1');
    await eventually(waiting, ([row]) => Number(row!.n) === 0, 60_000);
    const taken = await cluster.query<{ name: string }>('SELECT name FROM turn_taken ORDER BY name');
    expect(taken.map(({ name }) => name)).toEqual(slots.map(({ name }) => name).sort());
    expect((await onB(group.author).get('session')).status).toBe(200);
  });
});
