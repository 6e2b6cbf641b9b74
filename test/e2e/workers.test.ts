import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { jest } from '@jest/globals';
import type { ResourceView } from '../../src/contracts/index.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { ApiClient, eventually } from '../support/client.js';
import { ffmpeg, makeFilm } from '../support/film.js';
import { freePort } from '../support/free-port.js';
import { openPage } from '../support/live-news.js';
import { redisProgram, startRedis } from '../support/redis-server.js';
import { services, withService } from '../support/services.js';
import { foundGroup, PASSWORD } from '../support/small-group.js';
import { provideStack, type Stack } from '../support/stack.js';

const ROOT = resolve(import.meta.dirname, '../..');

/** Runs a program that cannot start to its end; returns what it said. */
async function refused(entry: string, env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [entry], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], LANG: 'C', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(1);
  expect(said.trimEnd().split('\n')).toHaveLength(1);
  return said;
}

// A program takes seconds to start, on a busy machine many.
jest.setTimeout(240_000);

describe('a start that exceeds what its drivers reach', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianke-test-'));
  const env = { DATA_DIR: dataDir, PORT: '0', WORKER_PORT: '0' };
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('is refused with one sentence', async () => {
    expect(await refused('dist/worker.js', env)).toMatch(
      /^Lianke cannot start: A worker of its own needs NODES/,
    );
    expect(await refused('dist/main.js', { ...env, NODES: 'cluster' })).toMatch(
      /: DATABASE_DRIVER=sqlite serves one machine only, which is less than NODES=cluster/,
    );
    expect(await refused('dist/main.js', { ...env, NODES: 'one-host' })).toMatch(
      /: LIVE_DRIVER=process serves one process only/,
    );
    expect(await refused('dist/main.js', { ...env, WORK_LANES: 'none' })).toMatch(
      /WORK_LANES can only be all/,
    );
    expect(await refused('dist/main.js', { ...env, NODES: 'cluster', LANG: 'zh_CN.UTF-8' })).toMatch(
      /^联课无法启动：DATABASE_DRIVER=sqlite 只能供一台机器使用/,
    );
  });
});

withService('a Redis with another password', 'redis-server on PATH', redisProgram, () => {
  it('is refused with one sentence, whoever asks for it', async () => {
    const redis = await startRedis();
    await redis.run('CONFIG', 'SET', 'requirepass', 'right');
    const dataDir = mkdtempSync(join(tmpdir(), 'lianke-test-'));
    const env = { DATA_DIR: dataDir, PORT: '0', REDIS_URL: redis.url.replace('//', '//:wrong@') };
    const sentence =
      /^Lianke cannot start: Redis at \S+ does not accept the account or password: .*REDIS_URL/;
    try {
      expect(await refused('dist/main.js', { ...env, QUEUE_DRIVER: 'bullmq' })).toMatch(sentence);
      expect(await refused('dist/main.js', { ...env, LIVE_DRIVER: 'redis' })).toMatch(sentence);
    } finally {
      await redis.remove();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});

withService('a second program on one database', 'MYSQL_URL', services.mysqlUrl, () => {
  it('is refused while the first lives, and may start as soon as it was killed', async () => {
    const first = await startApp({ stack: ['mysql'] });
    const dataDir = mkdtempSync(join(tmpdir(), 'lianke-test-'));
    const env = { ...first.stack.env, DATA_DIR: dataDir, PORT: '0' };
    expect(await refused('dist/main.js', env)).toMatch(/An HTTP process \(.*\) uses this database already/);
    await first.kill();
    const second = await startApp({ dataDir, stack: first.stack });
    await second.stop();
    rmSync(dataDir, { recursive: true });
    await removeData(first);
  });
});

withService('one HTTP process and two workers on one machine', 'REDIS_URL', services.redisUrl, () => {
  let stack: Stack;
  let app: RunningApp;
  const workers: RunningApp[] = [];

  const worker = async (): Promise<RunningApp> => {
    const port = await freePort();
    const started = await startApp({
      dataDir: app.dataDir,
      port,
      stack,
      entry: ['dist/worker.js'],
      env: { WORKER_PORT: String(port), NODES: 'one-host', WORK_LANES: 'quick,document,video' },
    });
    workers.push(started);
    return started;
  };

  beforeAll(async () => {
    stack = await provideStack(['redis']);
    app = await startApp({
      dataDir: mkdtempSync(join(tmpdir(), 'lianke-test-')),
      stack,
      env: { NODES: 'one-host', WORK_LANES: 'index,bulk' },
    });
    await worker();
    await worker();
  });
  afterAll(async () => {
    for (const one of [...workers, app]) await one.stop();
    await removeData(app);
  });

  it('the workers do what is to be done, and the open page hears of it from them', async () => {
    const { author } = await foundGroup(app);
    const page = await openPage(app.url, author);
    const uploadId = await author.upload('观潮.txt', Buffer.from('钱塘江大潮自古以来被称为天下奇观。'));
    const { body } = await author.post<ResourceView>('resources', { title: '观潮', uploadIds: [uploadId] });
    await eventually(
      async () => (await author.get<ResourceView>(`resources/${body.id}`)).body,
      (r) => r.fullFiles[0]?.state === 'ready',
    );
    await eventually(
      () => Promise.resolve(page.heard),
      (heard) =>
        heard.some(({ type, file }) => type === 'file' && (file as { state: string }).state === 'ready'),
    );
    page.close();
  });

  (ffmpeg === null ? it.skip : it)(
    'a film is encoded by whichever worker is left',
    async () => {
      const author = await new ApiClient(app.url).login('author', PASSWORD);
      const path = join(app.dataDir, 'film.mp4');
      await makeFilm(ffmpeg!, path, { size: '1280x720', seconds: 4 });
      await workers[0]!.kill();
      const uploadId = await author.upload('课堂.mp4', readFileSync(path));
      const { body } = await author.post<ResourceView>('resources', { title: '课堂', uploadIds: [uploadId] });
      const ready = await eventually(
        async () => (await author.get<ResourceView>(`resources/${body.id}`)).body,
        (r) => r.fullFiles[0]?.state === 'ready',
        120_000,
      );
      expect(ready.fullFiles[0]!.preview).toMatchObject({ playable: true, hasPoster: true });
    },
    180_000,
  );

  it('a worker answers health checks and shows metrics to the machine itself, and nothing else', async () => {
    const { url } = workers[1]!;
    const ready = await fetch(`${url}/health/ready`);
    expect(await ready.json()).toEqual({
      status: 'ok',
      checks: { database: 'ok', storage: 'ok', disk: 'ok' },
    });
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^lianke_jobs\{state="open"\} \d+$/m);
    const passedOn = { 'x-forwarded-for': '10.0.0.7' };
    expect((await fetch(`${url}/metrics`, { headers: passedOn })).status).toBe(404);
    expect((await fetch(`${app.url}/metrics`, { headers: passedOn })).status).toBe(404);
    expect((await fetch(`${url}/api/v1/session`)).status).toBe(404);
  });

  it('a second HTTP process, or a worker that wants the index, is refused with one sentence', async () => {
    const env = { ...stack.env, DATA_DIR: app.dataDir, PORT: '0', WORKER_PORT: '0', NODES: 'one-host' };
    expect(await refused('dist/worker.js', env)).toMatch(/the HTTP process alone keeps the index/);
    expect(await refused('dist/worker.js', { ...env, NODES: 'cluster' })).toMatch(
      /sqlite serves one machine/,
    );
    expect(await refused('dist/main.js', env)).toMatch(/Another Lianke is running on/);
  });
});
