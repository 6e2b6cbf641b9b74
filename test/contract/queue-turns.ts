import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { defineJob } from '../../src/platform/queue/index.js';
import { eventually } from '../support/eventually.js';
import { workshop, type Workshop } from '../support/workshop.js';
import type { OpenedQueue } from './queue-contract.js';

const how = {
  payload: z.object({ name: z.string() }),
  attempts: 3,
  timeoutMs: 20_000,
  lane: 'document',
} as const;
const page = defineJob({ ...how, name: 'test.page', priority: 2, why: 'one of many that somebody asks for' });
const picture = defineJob({ ...how, name: 'test.picture', priority: 1, why: 'the same, and goes before' });

/** Turns among those who ask, over the outbox and a queue together, with one place to work. */
export function turnsContract(name: string, open: () => Promise<OpenedQueue>): void {
  describe(`the outbox before ${name} gives turns`, () => {
    let opened: OpenedQueue;
    let shop: Workshop;
    let done: string[];
    let pause: () => Promise<unknown>;

    beforeEach(async () => {
      opened = await open();
      shop = workshop(opened.database, { queue: opened.queue, leaseMs: 900, pollMs: 50, graceMs: 300 });
      [done, pause] = [[], () => sleep(2)];
      for (const job of [page, picture])
        shop.registry.handle(job, async (payload) => {
          done.push(payload.name);
          await pause();
        });
    });
    afterEach(async () => {
      await shop.stop(0);
      await shop.queue.close();
      await opened.close();
    });

    const ask = async (askedBy: string, from: number, to: number, job = page): Promise<void> => {
      for (let i = from; i <= to; i += 1)
        await opened.database.transaction((tx) =>
          shop.outbox.add(tx, job, { name: `${askedBy}${i}` }, { askedBy }),
        );
    };
    const finished = (count: number) => eventually(`${count} done`, () => done.length >= count, 20_000);
    const of = (askedBy: string) => done.filter((one) => one.startsWith(askedBy));
    const numbered = (askedBy: string, count: number) =>
      Array.from({ length: count }, (_, i) => `${askedBy}${i + 1}`);

    it('so that few wait with the few of another, not behind all of them', async () => {
      await ask('a', 1, 40);
      await ask('b', 1, 3);
      await ask('c', 1, 1);
      await shop.start();
      await finished(44);
      expect(done.slice(0, 8)).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4', 'b3']);
      expect(of('a')).toEqual(numbered('a', 40));
    });

    it('to who comes while somebody’s many are worked off, and keeps the order of each', async () => {
      let go = (): void => undefined;
      const gate = new Promise<void>((resolve) => (go = resolve));
      pause = () => (done.length === 20 ? gate : sleep(2));
      await ask('a', 1, 40);
      await shop.start();
      await finished(20);
      await ask('b', 1, 2);
      await ask('a', 41, 42);
      await shop.relay.publishOpen();
      go();
      await finished(44);
      expect(done.indexOf('b2')).toBeLessThanOrEqual(25);
      expect(of('a')).toEqual(numbered('a', 42));
    });

    it('that nothing is passed by for, however many others come', async () => {
      await ask('a', 1, 6);
      let others = 0;
      pause = async () => {
        others += 1;
        if (others < 60) await ask(`n${others}-`, 1, 1);
      };
      await shop.start();
      await eventually('all of the first', () => of('a').length === 6, 20_000);
      expect(done.length).toBeLessThan(40);
      await finished(65);
    });

    it('that come before priorities: many pictures of one person do not hold up another’s pages', async () => {
      await ask('a', 1, 10, picture);
      await ask('b', 1, 2);
      await shop.start();
      await finished(12);
      expect(done.slice(0, 5)).toEqual(['a1', 'a2', 'b1', 'a3', 'b2']);
    });
  });
}
