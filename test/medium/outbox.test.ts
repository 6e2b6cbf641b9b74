import { Logger } from '@nestjs/common';
import { z } from 'zod';
import { ManualClock, SystemClock } from '../../src/kernel/clock.js';
import { NeverRetry, RetryLater } from '../../src/kernel/errors.js';
import type { Database } from '../../src/platform/database/database.port.js';
import { GroupCommit } from '../../src/platform/queue/group-commit.js';
import {
  defineEvent,
  defineJob,
  JobRegistry,
  type JobContext,
  type JobDefinition,
  type JobFailure,
} from '../../src/platform/queue/index.js';
import { OutboxJobEntity } from '../../src/platform/queue/outbox-job.entity.js';
import { Scheduler } from '../../src/platform/queue/scheduler.js';
import { openPlace, testPlace, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { queueSchema } from '../support/queues.js';
import { workshop, type Workshop, type WorkshopOptions } from '../support/workshop.js';

Logger.overrideLogger(false);

const payload = z.object({ id: z.string(), rev: z.number().optional() });
type Payload = z.infer<typeof payload>;

const plain = defineJob({
  name: 'test.plain',
  payload,
  attempts: 3,
  timeoutMs: 5_000,
  priority: 3,
  why: 'a job',
});
const keyed = defineJob({
  name: 'test.keyed',
  payload,
  attempts: 3,
  timeoutMs: 5_000,
  priority: 3,
  key: ({ id }) => id,
  why: 'a job of which one waits at most',
});
const news = defineEvent({ name: 'test.happened', payload });

describe('the outbox', () => {
  let place: TestDatabase;
  let database: Database;
  let shops: Workshop[];
  const open = (options?: WorkshopOptions): Workshop => {
    const shop = workshop(database, options);
    shops.push(shop);
    return shop;
  };
  const add = (
    shop: Workshop,
    job: JobDefinition<Payload>,
    value: Payload,
    notBefore?: number,
  ): Promise<string> =>
    database.transaction((tx) =>
      shop.outbox.add(tx, job, value, notBefore === undefined ? {} : { notBefore }),
    );
  const rows = () => database.reader.manager.find(OutboxJobEntity, { order: { id: 'ASC' } });

  beforeEach(async () => {
    place = await testPlace();
    database = await openPlace(place.place, queueSchema);
    await database.migrate();
    shops = [];
  });
  afterEach(async () => {
    for (const shop of shops) await shop.stop(0);
    await database.close();
    await place.drop();
  });

  describe('from commit to handler', () => {
    it('does what was committed, soon, and nothing of what was rolled back', async () => {
      const shop = open();
      const done: string[] = [];
      shop.registry.handle(plain, ({ id }) => Promise.resolve(void done.push(id)));
      await shop.start();
      const rolledBack = database.transaction(async (tx) => {
        await shop.outbox.add(tx, plain, { id: 'never' });
        throw new Error('no');
      });
      await expect(rolledBack).rejects.toThrow('no');
      await add(shop, plain, { id: 'a' });
      expect(await shop.worker.drained(5_000)).toBe(true);
      expect(done).toEqual(['a']);
      expect((await rows()).map((row) => row.state)).toEqual(['done']);
    });

    it('finds what another process has committed, and does a thousand things once each', async () => {
      const [one, two] = [open(), open()];
      const done: string[] = [];
      for (const shop of [one, two])
        shop.registry.handle(plain, ({ id }) => Promise.resolve(void done.push(id)));
      await one.start();
      await two.start();
      await database.transaction(async (tx) => {
        for (let i = 0; i < 1_000; i += 1) await one.outbox.add(tx, plain, { id: `${i}` });
      });
      expect(await one.worker.drained(30_000)).toBe(true);
      expect(done).toHaveLength(1_000);
      expect(new Set(done).size).toBe(1_000);
    });

    it('gives the queue what begins within a minute; what begins later waits in the database', async () => {
      const clock = new ManualClock();
      const shop = open({ clock });
      shop.registry.handle(plain, () => Promise.resolve());
      await add(shop, plain, { id: 'tomorrow' }, clock.now() + 24 * 3_600_000);
      await add(shop, plain, { id: 'soon' }, clock.now() + 30_000);
      expect(await shop.relay.publishOpen()).toBe(1);
      expect((await rows()).map((row) => row.publishedAt === null)).toEqual([true, false]);
      clock.advance(24 * 3_600_000 - 50_000);
      expect(await shop.relay.publishOpen()).toBe(1);
    });

    it('begins nothing before its time, even when the queue by its own clock brings it early', async () => {
      const clock = new ManualClock();
      const shop = open({ clock });
      const done: string[] = [];
      shop.registry.handle(plain, ({ id }) => Promise.resolve(void done.push(id)));
      await shop.start();
      const id = await add(shop, plain, { id: 'at eight' }, clock.now() + 30_000);
      await add(shop, plain, { id: 'now' });
      await shop.queue.publish([{ id, name: plain.name, priority: 0, notBefore: clock.now() }]);
      await eventually('what is due is done', () => done.includes('now'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(done).toEqual(['now']);
      expect((await rows())[0]).toMatchObject({ attempts: 0, state: 'open' });
      clock.advance(30_000);
      await eventually('it is done at its time', () => done.includes('at eight'));
    });

    it('makes one job of each subscription of an event', async () => {
      const shop = open();
      const done: string[] = [];
      const how = { attempts: 2, timeoutMs: 1_000, priority: 4 };
      shop.registry.on(news, { name: 'one.hears', ...how }, ({ id }) =>
        Promise.resolve(void done.push(`one ${id}`)),
      );
      shop.registry.on(news, { name: 'two.hears', ...how, lane: 'index' }, ({ id }) =>
        Promise.resolve(void done.push(`two ${id}`)),
      );
      await shop.start();
      await database.transaction((tx) => shop.outbox.emit(tx, news, { id: 'x' }));
      await shop.worker.drained(5_000);
      expect(done.sort()).toEqual(['one x', 'two x']);
    });

    it('refuses a second handler, a declared job without one, a job nobody handles, and a wrong payload', async () => {
      const shop = open();
      shop.registry.handle(plain, () => Promise.resolve());
      expect(() => shop.registry.handle(plain, () => Promise.resolve())).toThrow(/two handlers/);
      expect(() => new JobRegistry().assertComplete()).toThrow(/test\.plain/);
      await expect(add(shop, keyed, { id: 'a' })).rejects.toThrow(/no handler/);
      await expect(add(shop, plain, { id: 1 } as unknown as Payload)).rejects.toThrow();
      expect(await rows()).toEqual([]);
    });
  });

  describe('the duplicate rule', () => {
    it('merges with a waiting job of the same key: newest payload, earliest time', async () => {
      const clock = new ManualClock();
      const shop = open({ clock });
      shop.registry.handle(keyed, () => Promise.resolve());
      const now = clock.now();
      const first = await add(shop, keyed, { id: 'a', rev: 1 }, now + 60_000);
      await shop.relay.publishOpen();
      expect(await add(shop, keyed, { id: 'a', rev: 2 }, now + 90_000)).toBe(first);
      expect(await add(shop, keyed, { id: 'b' })).not.toBe(first);
      expect((await rows())[0]).toMatchObject({ notBefore: now + 60_000, payload: '{"id":"a","rev":2}' });
      await add(shop, keyed, { id: 'a', rev: 3 }, now + 5_000);
      expect((await rows())[0]).toMatchObject({ notBefore: now + 5_000, publishedAt: null });
    });

    it('a delayed job is done early when its twin wants it now', async () => {
      const shop = open();
      const done: (number | undefined)[] = [];
      shop.registry.handle(keyed, ({ rev }) => Promise.resolve(void done.push(rev)));
      await shop.start();
      await add(shop, keyed, { id: 'a', rev: 1 }, Date.now() + 60_000);
      await shop.relay.publishOpen();
      await add(shop, keyed, { id: 'a', rev: 2 });
      await eventually('done', () => done.length === 1);
      expect(done).toEqual([2]);
      await shop.worker.drained(5_000);
      expect((await rows()).map((row) => row.state)).toEqual(['done']);
    });

    it('keeps what comes while its twin runs, and runs it afterwards, never beside it', async () => {
      const shop = open();
      const log: string[] = [];
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      shop.registry.handle(keyed, async ({ rev }) => {
        log.push(`begin ${rev}`);
        if (rev === 1) await held;
        log.push(`end ${rev}`);
      });
      await shop.start();
      const first = await add(shop, keyed, { id: 'a', rev: 1 });
      await eventually('running', () => log.length === 1);
      const second = await add(shop, keyed, { id: 'a', rev: 2 });
      expect(second).not.toBe(first);
      expect(await add(shop, keyed, { id: 'a', rev: 3 })).toBe(second);
      await new Promise((resolve) => setTimeout(resolve, 150));
      release();
      expect(await shop.worker.drained(5_000)).toBe(true);
      expect(log).toEqual(['begin 1', 'end 1', 'begin 3', 'end 3']);
    });
  });

  describe('failing', () => {
    it('tries again with a count, then marks dead together with what the module makes of it', async () => {
      const shop = open();
      const seen: number[] = [];
      const failures: JobFailure[] = [];
      shop.registry.handle(
        plain,
        (_payload, { attempt }) => {
          seen.push(attempt);
          return Promise.reject(new Error(`broken ${attempt}`));
        },
        {
          onDead: async (tx, { id }, failure) => {
            failures.push(failure);
            await shop.outbox.add(tx, keyed, { id: `after ${id}` });
          },
        },
      );
      const after: string[] = [];
      shop.registry.handle(keyed, ({ id }) => Promise.resolve(void after.push(id)));
      await shop.start();
      await add(shop, plain, { id: 'a' });
      await eventually('buried', () => after.length === 1);
      await shop.worker.drained(5_000);
      expect(seen).toEqual([1, 2, 3]);
      expect(failures[0]).toMatchObject({ message: 'Error: broken 3' });
      expect((await rows()).map((row) => [row.state, row.attempts, row.lastError])).toEqual([
        ['dead', 3, 'Error: broken 3'],
        ['done', 1, null],
      ]);
    });

    it('NeverRetry is the last attempt; RetryLater does not count', async () => {
      const shop = open();
      const seen: number[] = [];
      shop.registry.handle(plain, (_payload, { attempt }) => {
        seen.push(attempt);
        if (seen.length < 6) throw new RetryLater(10, 'not yet');
        throw new NeverRetry('hopeless');
      });
      await shop.start();
      await add(shop, plain, { id: 'a' });
      await eventually('dead', async () => (await rows())[0]?.state === 'dead');
      expect(seen).toEqual([1, 1, 1, 1, 1, 1]);
      expect((await rows())[0]).toMatchObject({
        state: 'dead',
        attempts: 1,
        lastError: 'NeverRetry: hopeless',
      });
    });

    it('a full disk is no fault of the work: it waits a minute, uncounted', async () => {
      const clock = new ManualClock(Date.now());
      const shop = open({ clock });
      shop.registry.handle(plain, () => {
        throw Object.assign(new Error('write'), { code: 'ENOSPC' });
      });
      await shop.start();
      await add(shop, plain, { id: 'a' });
      await eventually('put off', async () => (await rows())[0]?.lastError === 'Error: write');
      expect((await rows())[0]).toMatchObject({
        state: 'open',
        attempts: 0,
        notBefore: clock.now() + 60_000,
      });
    });

    it('a burial that fails is repeated, without another attempt of the work', async () => {
      const clock = new ManualClock(Date.now());
      const shop = open({ clock });
      let worked = 0;
      let buried = 0;
      shop.registry.handle(
        plain,
        () => {
          worked += 1;
          throw new NeverRetry('hopeless');
        },
        {
          onDead: () => {
            buried += 1;
            return buried === 1 ? Promise.reject(new Error('not now')) : Promise.resolve();
          },
        },
      );
      await shop.start();
      await add(shop, plain, { id: 'a' });
      await eventually('laid back', async () => (await rows())[0]?.attempts === 3 && buried === 1);
      clock.advance(31_000);
      await eventually('dead', async () => (await rows())[0]?.state === 'dead');
      expect([worked, buried]).toEqual([1, 2]);
    });

    it('ends work at its deadline: the signal fires, and the attempt counts as failed', async () => {
      const shop = open();
      const hasty = defineJob({
        ...plain,
        name: 'test.hasty',
        attempts: 1,
        timeoutMs: 80,
        key: () => 'k',
        why: '',
      });
      let told = false;
      shop.registry.handle(hasty, async (_payload, { signal }) => {
        signal.addEventListener('abort', () => (told = true));
        await new Promise(() => undefined);
      });
      await shop.start();
      await add(shop, hasty, { id: 'a' });
      expect(await shop.worker.drained(5_000)).toBe(true);
      expect(told).toBe(true);
      expect((await rows())[0]).toMatchObject({
        state: 'dead',
        lastError: 'JobDeadline: not done after 80 ms',
      });
    });
  });

  describe('attempts', () => {
    it('a superseded attempt cannot write: its fence throws and its unit is rolled back', async () => {
      const shop = open();
      let context: JobContext | undefined;
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      const results: string[] = [];
      shop.registry.handle(plain, async (_payload, given) => {
        context ??= given;
        if (given !== context) return;
        await held;
        await database.transaction(async (tx) => {
          await shop.outbox.add(tx, keyed, { id: 'late result' });
          await given.fence(tx).catch((error: unknown) => {
            results.push((error as Error).name);
            throw error;
          });
        });
      });
      shop.registry.handle(keyed, ({ id }) => Promise.resolve(void results.push(id)));
      await shop.start();
      const id = await add(shop, plain, { id: 'a' });
      await eventually('running', () => context !== undefined);
      // Somebody else took over, as after a pause longer than the lease.
      await database.transaction((tx) =>
        tx.manager.update(OutboxJobEntity, { id }, { attemptId: 'another', leaseUntil: Date.now() + 300 }),
      );
      release();
      await eventually('refused', () => results.length === 1);
      expect(results).toEqual(['AttemptLost']);
      expect((await rows()).map((row) => [row.state, row.attemptId])).toEqual([['open', 'another']]);
    });

    it('commits effect and end of a job in one unit with complete()', async () => {
      const shop = open();
      const states: string[] = [];
      shop.registry.handle(plain, async (_payload, context) => {
        await database
          .transaction(async (tx) => {
            await context.complete(tx);
            throw new Error('rolled back');
          })
          .catch(() => undefined);
        states.push((await rows())[0]!.state);
        await database.transaction((tx) => context.complete(tx));
        states.push((await rows())[0]!.state);
      });
      await shop.start();
      await add(shop, plain, { id: 'a' });
      await shop.worker.drained(5_000);
      await eventually('both seen', () => states.length === 2);
      expect(states).toEqual(['open', 'done']);
    });

    it('stopping hands back what does not end in time, without counting the attempt', async () => {
      const shop = open();
      let begun = false;
      shop.registry.handle(plain, async () => {
        begun = true;
        await new Promise(() => undefined);
      });
      await shop.start();
      await add(shop, plain, { id: 'a' });
      await eventually('running', () => begun);
      await shop.stop(50);
      expect((await rows())[0]).toMatchObject({ state: 'open', attempts: 0, attemptId: null });
      const next = open();
      let done = false;
      next.registry.handle(plain, () => Promise.resolve(void (done = true)));
      await next.start();
      await eventually('done by the next', () => done);
    });
  });

  describe('housekeeping', () => {
    it('forgets done jobs only after their time', async () => {
      const shop = open();
      shop.registry.handle(plain, () => Promise.resolve());
      await shop.start();
      for (let i = 0; i < 5; i += 1) await add(shop, plain, { id: `${i}` });
      await shop.worker.drained(5_000);
      const prune = (before: number) =>
        database.transaction((tx) => shop.repository.prune(tx, 'done', before, 3));
      expect(await prune(Date.now() - 60_000)).toBe(0);
      expect([await prune(Date.now()), await prune(Date.now())]).toEqual([3, 2]);
      expect(await rows()).toEqual([]);
    });

    it('scheduled work runs once however many processes live, and again when it is due again', async () => {
      const clock = new SystemClock();
      const turns: number[] = [];
      const schedulers = [1, 2, 3].map((who) => {
        const scheduler = new Scheduler(database, new GroupCommit(database), clock);
        scheduler.every('test.sweep', 400, () => Promise.resolve(void turns.push(who)));
        return scheduler;
      });
      const begin = Date.now();
      for (const scheduler of schedulers) scheduler.start();
      await eventually('three turns', () => turns.length >= 3);
      expect(Date.now() - begin).toBeGreaterThanOrEqual(780);
      expect(turns).toHaveLength(3);
      await Promise.all(schedulers.map((scheduler) => scheduler.stop()));
    });
  });
});
