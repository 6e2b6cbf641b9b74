import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { defineJob } from '../../src/platform/queue/index.js';
import { eventually } from '../support/eventually.js';
import { workshop, type Workshop } from '../support/workshop.js';
import type { OpenedQueue } from './queue-contract.js';

const refresh = defineJob({
  name: 'test.refresh',
  payload: z.object({ id: z.string(), rev: z.number() }),
  attempts: 3,
  timeoutMs: 20_000,
  priority: 3,
  key: ({ id }) => id,
  why: 'a job of which one waits at most',
});

/** One run of the job: for what, with which revision, and when by a common count. */
interface Run {
  id: string;
  rev: number;
  begun: number;
  ended: number;
}

/**
 * The duplicate rule, over the outbox and a queue together: a duplicate of what waits is not run twice, one of what
 * runs is run once after it, and none is lost.
 */
export function duplicateContract(name: string, open: () => Promise<OpenedQueue>): void {
  describe(`the outbox before ${name} keeps the duplicate rule`, () => {
    let opened: OpenedQueue;
    /** two processes: each asks for jobs and works them off, on a connection of its own */
    let shops: [Workshop, Workshop];
    let runs: Run[];
    let count: number;

    beforeEach(async () => {
      opened = await open();
      const { database, leaseMs, queue } = opened;
      const times = { leaseMs, pollMs: 50, graceMs: 300 };
      shops = [
        workshop(database, { queue, ...times }),
        workshop(database, { queue: await opened.another(), ...times }),
      ];
      runs = [];
      count = 0;
    });
    afterEach(async () => {
      for (const shop of shops) await shop.stop(0);
      for (const shop of shops) await shop.queue.close();
      await opened.close();
    });

    /** What both processes do for a job; the run is written down from its beginning to its end. */
    const handle = (work: (run: Run) => Promise<unknown>): void => {
      for (const shop of shops)
        shop.registry.handle(refresh, async ({ id, rev }) => {
          const run: Run = { id, rev, begun: (count += 1), ended: Infinity };
          runs.push(run);
          await work(run);
          run.ended = count += 1;
        });
    };
    const start = () => Promise.all(shops.map((shop) => shop.start()));
    const ask = (shop: Workshop, id: string, rev: number): Promise<string> =>
      opened.database.transaction((tx) => shop.outbox.add(tx, refresh, { id, rev }));

    it('of what waits in the queue already, each thing is run once, with what was asked for last', async () => {
      handle(() => sleep(5));
      const [one, two] = shops;
      const first = await ask(one, 'a', 1);
      await ask(one, 'b', 1);
      expect(await one.relay.publishOpen()).toBe(2);
      expect((await two.queue.known([first])).size).toBe(1);
      expect(await ask(two, 'a', 2)).toBe(first);
      expect(await ask(one, 'a', 3)).toBe(first);
      expect(await two.relay.publishOpen()).toBe(0);
      await start();
      expect(await one.worker.drained(10_000)).toBe(true);
      // A second delivery would come within the time in which relays compare.
      await sleep(500);
      expect(runs.map(({ id, rev }) => `${id}${rev}`).sort()).toEqual(['a3', 'b1']);
    });

    it('of what runs, however often it is asked for, one more run follows, also when another process is free', async () => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      handle(({ rev }) => (rev === 1 ? held : sleep(5)));
      await start();
      const first = await ask(shops[0], 'a', 1);
      await eventually('the first runs', () => runs.length === 1);
      const next = await ask(shops[1], 'a', 2);
      expect(next).not.toBe(first);
      await eventually('it is in the queue', async () => (await shops[0].queue.known([next])).size === 1);
      for (const rev of [3, 4]) expect(await ask(shops[0], 'a', rev)).toBe(next);
      // Longer than the lease: the delivery of the second has come and been laid back, and the first still runs.
      await sleep(opened.leaseMs * 1.2);
      expect(runs).toHaveLength(1);
      release();
      expect(await shops[0].worker.drained(10_000)).toBe(true);
      await sleep(300);
      expect(runs.map(({ rev }) => rev)).toEqual([1, 4]);
      expect(runs[1]!.begun).toBeGreaterThan(runs[0]!.ended);
    });

    it('while two processes ask and work all the time, what was asked for last is run last, and never two of a kind at once', async () => {
      const things = ['a', 'b', 'c'];
      handle(() => sleep(Math.random() * 15));
      await start();
      /** the count when the last request for a thing began */
      const lastAsked = new Map<string, number>();
      const askOften = async (shop: Workshop): Promise<void> => {
        for (let i = 0; i < 40; i += 1) {
          const id = things[i % things.length]!;
          const at = (count += 1);
          lastAsked.set(id, at);
          await ask(shop, id, at);
          await sleep(Math.random() * 10);
        }
      };
      await Promise.all(shops.map(askOften));
      expect(await shops[0].worker.drained(20_000)).toBe(true);
      for (const id of things) {
        const own = runs.filter((run) => run.id === id);
        expect(own.at(-1)!.begun).toBeGreaterThan(lastAsked.get(id)!);
        for (const [i, run] of own.slice(1).entries()) expect(run.begun).toBeGreaterThan(own[i]!.ended);
      }
      expect(runs.length).toBeLessThanOrEqual(80);
    });
  });
}
