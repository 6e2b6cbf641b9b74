import { jest } from '@jest/globals';
import type { ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { ApiClient, eventually } from '../support/client.js';
import { openPage, type OpenPage } from '../support/live-news.js';
import { openJobs } from '../support/open-jobs.js';
import { redisProgram, startRedis, type OwnRedis } from '../support/redis-server.js';
import { withService } from '../support/services.js';
import { foundGroup, PASSWORD, publishLink, type SmallGroup } from '../support/small-group.js';

jest.setTimeout(180_000);

/** The longest that anybody waits because of Redis, with room for a crowded machine. */
const PATIENCE_MS = 5_000;

withService('Redis is killed while the program runs', 'redis-server on PATH', redisProgram, () => {
  let redis: OwnRedis;
  let app: RunningApp;
  let group: SmallGroup;
  let page: OpenPage;
  let pageEnded = false;
  let exam: ResourceView;
  let waiting: { uploadId: string; resourceId: string };

  beforeAll(async () => {
    redis = await startRedis();
    const env = {
      QUEUE_DRIVER: 'bullmq',
      LIVE_DRIVER: 'redis',
      REDIS_URL: redis.url,
      REDIS_PREFIX: 'away',
    };
    app = await startApp({ stack: { env, drop: () => redis.remove() } });
    group = await foundGroup(app);
    page = await openPage(app.url, group.author);
    void page.ended.then(() => (pageEnded = true));
  });
  afterAll(async () => {
    page.close();
    await app.stop();
    await removeData(app);
  });

  const undone = () => openJobs(app);
  const fileNews = () => page.heard.filter(({ type }) => type === 'file');
  const uploadState = async () =>
    (await group.author.get<{ state: string }>(`uploads/${waiting.uploadId}`)).body.state;

  it('before: what is sent in is done', async () => {
    const uploadId = await group.author.upload('先.txt', Buffer.from('走月亮'));
    await group.author.post<ResourceView>('resources', { title: '先', uploadIds: [uploadId] });
    exam = await publishLink(group, '期中试题');
    await eventually(undone, (jobs) => jobs === 0);
    expect(fileNews().length).toBeGreaterThan(0);
    expect(await seen(exam.id, '期中')).toMatchObject({ page: 200, total: 1 });
  });

  /** What the colleague has of something: its page, and what search tells of it. */
  const seen = async (id: string, words: string) => {
    const page = await group.colleague.get(`resources/${id}`);
    const { body } = await group.colleague.get<SearchResponse>(`search?text=${encodeURIComponent(words)}`);
    return { page: page.status, total: body.total, types: body.facets.type };
  };
  const NO_TRACE = { page: 404, total: 0, types: [] };

  it('requests succeed, an upload completes, and its work waits', async () => {
    await redis.kill();
    const { author, colleague } = group;
    const began = performance.now();
    const uploadId = await author.upload('观潮.txt', Buffer.from('钱塘江大潮自古以来被称为天下奇观。'));
    const made = await author.post<ResourceView>('resources', {
      title: '观潮',
      type: 'material',
      uploadIds: [uploadId],
    });
    expect(made.status).toBe(201);
    waiting = { uploadId, resourceId: made.body.id };
    const linked = await publishLink(group, '走月亮');
    expect((await colleague.get(`resources/${linked.id}`)).status).toBe(200);
    expect((await colleague.get('resources?scope=newest')).status).toBe(200);
    expect((await colleague.get('search?text=月亮')).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(PATIENCE_MS * 2);
    expect(await undone()).toBeGreaterThan(0);
    expect(await uploadState()).toBe('verifying');
  });

  it('what is withdrawn is gone at once, from search and its counts too', async () => {
    const withdrawn = await group.author.post(
      `resources/${exam.id}/withdraw`,
      {},
      { 'if-match': `"${exam.rev}"` },
    );
    expect(withdrawn.status).toBe(200);
    expect(await seen(exam.id, '期中')).toEqual(NO_TRACE);
  });

  it('people log in, and who logs out hears nothing more at once', async () => {
    const visitor = await new ApiClient(app.url).login('colleague', PASSWORD);
    const open = await openPage(app.url, visitor);
    expect((await visitor.delete('session')).status).toBe(204);
    const began = performance.now();
    await open.ended;
    expect(performance.now() - began).toBeLessThan(1_000);
    expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
    expect(pageEnded).toBe(false);
  });

  it('when it is back, empty, everything is done, and the page that stayed open hears of it', async () => {
    const heardBefore = fileNews().length;
    await redis.restart();
    expect(await seen(exam.id, '期中')).toEqual(NO_TRACE);
    const { author } = group;
    const ready = await eventually(
      () => author.get<ResourceView>(`resources/${waiting.resourceId}`),
      ({ body }) => body.fullFiles[0]?.state === 'ready',
      60_000,
    );
    expect(ready.body.fullFiles[0]!.fileName).toBe('观潮.txt');
    await eventually(undone, (jobs) => jobs === 0);
    expect(await uploadState()).toBe('stored');
    const later = fileNews().slice(heardBefore);
    expect(later.some(({ file }) => (file as { state: string }).state === 'ready')).toBe(true);
    expect(pageEnded).toBe(false);
  });

  it('a second time, while nothing is under way, is the same', async () => {
    await redis.kill();
    await redis.restart();
    const uploadId = await group.author.upload('后.txt', Buffer.from('秋天的雨，是一把钥匙。'));
    await eventually(
      () => group.author.get<{ state: string }>(`uploads/${uploadId}`),
      ({ body }) => body.state === 'stored',
      60_000,
    );
    await eventually(undone, (jobs) => jobs === 0, 60_000);
  });
});
