import { Logger } from '@nestjs/common';
import { z } from 'zod';
import { SystemClock } from '../../src/kernel/clock.js';
import type { Database } from '../../src/platform/database/database.port.js';
import { openLiveBus } from '../../src/platform/live/index.js';
import { BullmqQueue } from '../../src/platform/queue/adapters/bullmq.queue.js';
import { defineJob } from '../../src/platform/queue/index.js';
import { OutboxJobEntity } from '../../src/platform/queue/outbox-job.entity.js';
import { DEFAULT_QUEUE_SETTINGS } from '../../src/platform/queue/queue.module.js';
import { startChild, type Child } from '../support/child.js';
import { openPlace, testPlace, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { queueSchema } from '../support/queues.js';
import { redisProgram, startRedis, type OwnRedis } from '../support/redis-server.js';
import { withService } from '../support/services.js';
import { workshop, type Workshop } from '../support/workshop.js';
import { step } from './outbox-steps.js';

Logger.overrideLogger(false);

const tick = defineJob({
  name: 'test.tick',
  payload: z.object({ id: z.string() }),
  attempts: 5,
  timeoutMs: 30_000,
  priority: 2,
  why: 'one of a thousand',
});

const { leaseMs, graceMs, pollMs } = DEFAULT_QUEUE_SETTINGS;

withService('the outbox before a Redis of its own', 'redis-server', redisProgram, () => {
  let redis: OwnRedis;
  let place: TestDatabase;
  let database: Database;
  const shops: Workshop[] = [];
  const children: Child[] = [];

  beforeEach(async () => {
    redis = await startRedis();
    place = await testPlace();
    database = await openPlace(place.place, queueSchema);
    await database.migrate();
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.kill()));
    for (const shop of shops.splice(0)) {
      await shop.stop(0);
      await shop.queue.close();
    }
    await database.close();
    await place.drop();
    await redis.remove();
  });

  /** One process's share, on a connection of its own; times are those of the program unless given. */
  const open = async (times = { leaseMs, graceMs, pollMs }, quick = 4): Promise<Workshop> => {
    const queue = await BullmqQueue.open(
      {
        redisUrl: redis.url,
        prefix: 'test',
        leaseMs: times.leaseMs,
        queues: ['quick'],
        queueOf: () => 'quick',
      },
      new SystemClock(),
    );
    const shop = workshop(database, { queue, ...times, quick });
    shops.push(shop);
    return shop;
  };
  const addMany = (shop: Workshop, count: number) =>
    database.transaction(async (tx) => {
      for (let i = 0; i < count; i += 1) await shop.outbox.add(tx, tick, { id: `${i}` });
    });
  const states = async () => (await database.reader.manager.find(OutboxJobEntity)).map((row) => row.state);

  it('FLUSHALL in the middle of 1,000 jobs: everything is done within 60 s, with the program’s own times', async () => {
    const [one, two] = [await open(), await open()];
    const done = new Set<string>();
    for (const shop of [one, two])
      shop.registry.handle(tick, async ({ id }) => {
        await new Promise((resolve) => setTimeout(resolve, 2));
        done.add(id);
      });
    await one.start();
    await two.start();
    await addMany(one, 1_000);
    await eventually('some are done', () => done.size >= 100, 60_000);
    const flushedAt = Date.now();
    const doneBefore = done.size;
    await redis.run('FLUSHALL');
    expect(doneBefore).toBeLessThan(950);
    expect(await one.worker.drained(60_000)).toBe(true);
    expect(Date.now() - flushedAt).toBeLessThan(60_000);
    expect(done.size).toBe(1_000);
    expect((await states()).filter((state) => state !== 'done')).toEqual([]);
  }, 150_000);

  it('three relays at once lose none of 300 jobs, and each is done once', async () => {
    const open3 = await Promise.all([open(), open(), open()]);
    const done: string[] = [];
    for (const shop of open3) shop.registry.handle(tick, ({ id }) => Promise.resolve(void done.push(id)));
    await addMany(open3[0]!, 300);
    await Promise.all(open3.map((shop) => shop.start()));
    expect(await open3[0]!.worker.drained(50_000)).toBe(true);
    expect(done.sort()).toEqual(Array.from({ length: 300 }, (_, i) => `${i}`).sort());
  });

  it('while Redis is away work is asked for and waits in the outbox; nothing is lost with what Redis held', async () => {
    const shop = await open({ leaseMs: 1_000, graceMs: 300, pollMs: 50 });
    const done = new Set<string>();
    shop.registry.handle(tick, ({ id }) => Promise.resolve(void done.add(id)));
    await shop.start();
    await redis.kill();
    await addMany(shop, 20);
    expect(await states()).toEqual(Array(20).fill('open'));
    await redis.restart();
    expect(await shop.worker.drained(30_000)).toBe(true);
    expect(done.size).toBe(20);
  });

  it('a process ends in peace while Redis is away', async () => {
    const shop = await open({ leaseMs: 1_000, graceMs: 300, pollMs: 50 });
    shop.registry.handle(tick, () => Promise.resolve());
    await shop.start();
    await redis.kill();
    await addMany(shop, 1);
    shops.splice(0);
    const begun = Date.now();
    await shop.stop(500);
    await shop.queue.close();
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it('a relay killed between publishing and marking: the job is done, once', async () => {
    const shop = await open({ leaseMs: 600, graceMs: 300, pollMs: 50 });
    let effects = 0;
    shop.registry.handle(step, async (_payload, context) => {
      await database.transaction((tx) => context.complete(tx));
      effects += 1;
    });
    await database.transaction((tx) => shop.outbox.add(tx, step, { id: 'a' }));
    const role = 'dies before it marks';
    const victim = startChild('test/medium/outbox-worker.ts', {
      place: place.place,
      role,
      redisUrl: redis.url,
    });
    children.push(victim);
    await victim.said('published');
    await victim.kill();
    expect((await database.reader.manager.findOneByOrFail(OutboxJobEntity, {})).publishedAt).toBeNull();
    await shop.start();
    expect(await shop.worker.drained(20_000)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(effects).toBe(1);
  });
});

withService('a Redis that cannot be used as the settings say', 'redis-server', redisProgram, () => {
  /** What the queue and live news say at start, without whom it was said to. */
  async function refusals(redisUrl: string): Promise<string[]> {
    const queue = { redisUrl, prefix: 'x', leaseMs: 900, queues: ['a'], queueOf: () => 'a' };
    const opened = [
      BullmqQueue.open(queue, new SystemClock()),
      openLiveBus({ driver: 'redis', redisUrl, prefix: 'x' }),
    ];
    const said: string[] = [];
    for (const one of opened) {
      const error: unknown = await one.then(
        () => 'opened',
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ name: 'StartRefused' });
      const { message, text } = error as Error & { text: { zh: string } };
      expect(`${message}${text.zh}`).not.toMatch(/\n|wrong/);
      expect(text.zh).toMatch(/[^.]。$/);
      said.push(message);
    }
    return said;
  }

  it('refuses a wrong password, an unknown account, a missing password and a database that is not there', async () => {
    const redis = await startRedis();
    await redis.run('CONFIG', 'SET', 'requirepass', 'right');
    const { host } = new URL(redis.url);
    try {
      const sentence = `Redis at ${host} does not accept the account or password: look at the name and password in REDIS_URL (redis://user:password@host).`;
      for (const login of [':wrong@', 'nobody:right@', ''])
        expect(await refusals(`redis://${login}${host}`)).toEqual([sentence, sentence]);
      const noDatabase = `Redis at ${host} cannot be used: ERR DB index is out of range.`;
      expect(await refusals(`redis://:right@${host}/99`)).toEqual([noDatabase, noDatabase]);
    } finally {
      await redis.remove();
    }
  });

  it('refuses one that throws data away, at start and with one sentence', async () => {
    const redis = await startRedis('--maxmemory', '10mb', '--maxmemory-policy', 'allkeys-lru');
    const options = {
      redisUrl: redis.url,
      prefix: 'x',
      leaseMs: 900,
      queues: ['a'],
      queueOf: () => 'a',
    };
    const error: unknown = await BullmqQueue.open(options, new SystemClock()).catch((e: unknown) => e);
    await redis.remove();
    expect(error).toMatchObject({ name: 'StartRefused' });
    expect((error as Error).message).toMatch(
      /^Redis at 127\.0\.0\.1:\d+ throws data away .*\(maxmemory-policy is allkeys-lru\): set it to noeviction\.$/,
    );
  });
});
