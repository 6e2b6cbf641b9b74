import { newId } from '../../src/kernel/ids.js';
import type { Database } from '../../src/platform/database/database.port.js';
import type { Consumer, Delivery, JobQueue, Work } from '../../src/platform/queue/queue.port.js';
import type { Child } from '../support/child.js';
import { eventually } from '../support/eventually.js';

/** An empty queue with a short lease, and the same queue seen from elsewhere. */
export interface OpenedQueue {
  queue: JobQueue;
  /** where an outbox before it lies: the database of the queue, if it has one */
  database: Database;
  leaseMs: number;
  /** A second connection to it, as another process has one. */
  another(): Promise<JobQueue>;
  /** A process that takes a delivery of `name`, prints `took`, and holds it until it is killed. */
  holdElsewhere(name: string): Child;
  /** A process that works off jobs of the outbox, prints `in the job`, and holds it until it is killed. */
  workElsewhere(): Child;
  close(): Promise<void>;
}

const delivery = (name: string, more: Partial<Delivery> = {}): Delivery => ({
  id: newId(),
  name,
  priority: 5,
  notBefore: Date.now(),
  ...more,
});
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What every queue adapter promises; see JobQueue. */
export function queueContract(name: string, open: () => Promise<OpenedQueue>): void {
  describe(`${name} keeps the promises of a queue`, () => {
    let opened: OpenedQueue;
    let queue: JobQueue;
    let consumers: Consumer[];
    const consume = async (
      names: string[],
      concurrency: number,
      work: Work,
      on = queue,
    ): Promise<Consumer> => {
      const consumer = await on.consume(names, concurrency, work);
      consumers.push(consumer);
      return consumer;
    };

    beforeEach(async () => {
      opened = await open();
      queue = opened.queue;
      consumers = [];
    });
    afterEach(async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop(0)));
      await queue.close();
      await opened.close();
    });

    it('delivers each thing once when all goes well, only to consumers of its name, and forgets it', async () => {
      const mine = Array.from({ length: 50 }, () => delivery('a'));
      const others = delivery('b');
      await queue.publish([...mine, others]);
      const seen: string[] = [];
      await consume(['a'], 4, async ({ id }) => {
        seen.push(id);
        await sleep(1);
        return { again: null };
      });
      await eventually('all delivered', () => seen.length >= 50);
      await eventually('forgotten', async () => (await queue.known(mine.map((d) => d.id))).size === 0);
      expect(seen.sort()).toEqual(mine.map((d) => d.id).sort());
      expect([...(await queue.known([others.id, newId()]))]).toEqual([others.id]);
    });

    it('delivers what is published later at once', async () => {
      const waits: number[] = [];
      await consume(['a'], 1, ({ notBefore }) => {
        waits.push(Date.now() - notBefore);
        return Promise.resolve({ again: null });
      });
      for (let i = 0; i < 10; i += 1) {
        await sleep(30);
        await queue.publish([delivery('a')]);
      }
      await eventually('all delivered', () => waits.length === 10);
      expect(waits.sort((a, b) => a - b)[5]!).toBeLessThan(100);
    });

    it('also delivers what another process publishes', async () => {
      const seen: string[] = [];
      await consume(['a'], 1, ({ id }) => {
        seen.push(id);
        return Promise.resolve({ again: null });
      });
      const other = await opened.another();
      const one = delivery('a');
      await other.publish([one]);
      await eventually('delivered', () => seen.includes(one.id), 2_000);
      await other.close();
    });

    it('changes nothing when an id that is there is published again', async () => {
      const one = delivery('a');
      await queue.publish([one, delivery('a', { id: newId() })]);
      await queue.publish([one]);
      const seen: string[] = [];
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      await consume(['a'], 1, async ({ id }) => {
        seen.push(id);
        if (id === one.id) await held;
        return { again: null };
      });
      await eventually('taken', () => seen.includes(one.id));
      await queue.publish([one]);
      release();
      await eventually('both done', () => seen.length === 2);
      await sleep(100);
      expect(seen.filter((id) => id === one.id)).toHaveLength(1);
    });

    it('hands out lower priority numbers first', async () => {
      const order = [9, 0, 5, 1, 5, 0].map((priority) => delivery('a', { priority }));
      await queue.publish(order);
      const seen: number[] = [];
      await consume(['a'], 1, ({ priority }) => {
        seen.push(priority);
        return Promise.resolve({ again: null });
      });
      await eventually('all delivered', () => seen.length === 6);
      expect(seen).toEqual([0, 0, 1, 5, 5, 9]);
    });

    it('holds a delivery back until its instant, and takes an earlier one when published again', async () => {
      const soon = delivery('a', { notBefore: Date.now() + 700 });
      const late = delivery('a', { notBefore: Date.now() + 60_000 });
      await queue.publish([soon, late]);
      const seen = new Map<string, number>();
      await consume(['a'], 2, ({ id }) => {
        seen.set(id, Date.now());
        return Promise.resolve({ again: null });
      });
      expect((await queue.known([soon.id, late.id])).size).toBe(2);
      await eventually('the first', () => seen.has(soon.id), 5_000);
      expect(seen.get(soon.id)!).toBeGreaterThanOrEqual(soon.notBefore);
      expect(seen.has(late.id)).toBe(false);
      await queue.publish([{ ...late, notBefore: Date.now() }]);
      await eventually('the second, brought forward', () => seen.has(late.id), 5_000);
    });

    it('delivers again when asked to, not before the instant, and when the work threw', async () => {
      const one = delivery('a');
      const seen: number[] = [];
      let asked = 0;
      await consume(['a'], 1, () => {
        seen.push(Date.now());
        if (seen.length === 1) throw new Error('out of order');
        if (seen.length > 2) return Promise.resolve({ again: null });
        asked = Date.now() + 400;
        return Promise.resolve({ again: asked });
      });
      await queue.publish([one]);
      await eventually('three times', () => seen.length === 3);
      expect(seen[2]!).toBeGreaterThanOrEqual(asked);
      await eventually('forgotten', async () => (await queue.known([one.id])).size === 0);
    });

    it('never works on more than the concurrency, and never gives one delivery to two consumers', async () => {
      const all = Array.from({ length: 60 }, () => delivery('a'));
      const other = await opened.another();
      const seen: string[] = [];
      const now = [0, 0];
      const most = [0, 0];
      const work =
        (who: 0 | 1): Work =>
        async ({ id }) => {
          seen.push(id);
          now[who] = now[who]! + 1;
          most[who] = Math.max(most[who]!, now[who]);
          await sleep(5);
          now[who] -= 1;
          return { again: null };
        };
      await consume(['a'], 3, work(0));
      const theirs = await consume(['a'], 2, work(1), other);
      await queue.publish(all);
      await eventually('all delivered', () => seen.length >= 60);
      await sleep(50);
      expect(seen.sort()).toEqual(all.map((d) => d.id).sort());
      expect(most[0]).toBeLessThanOrEqual(3);
      expect(most[1]).toBeLessThanOrEqual(2);
      await theirs.stop(1_000);
      await other.close();
    });

    it('keeps the lease of work that takes longer', async () => {
      const one = delivery('a');
      let times = 0;
      let lost = false;
      const work: Work = async (_delivery, signal) => {
        times += 1;
        signal.addEventListener('abort', () => (lost = true));
        await sleep(opened.leaseMs * 3);
        return { again: null };
      };
      const other = await opened.another();
      await consume(['a'], 1, work);
      const theirs = await consume(['a'], 1, work, other);
      await queue.publish([one]);
      await eventually('done', async () => (await queue.known([one.id])).size === 0, opened.leaseMs * 8);
      expect([times, lost]).toEqual([1, false]);
      await theirs.stop(0);
      await other.close();
    });

    it('delivers again after the lease what a killed process had taken', async () => {
      const one = delivery('a');
      await queue.publish([one]);
      const victim = opened.holdElsewhere('a');
      await victim.said('took');
      await victim.kill();
      const seen: string[] = [];
      await consume(['a'], 1, ({ id }) => {
        seen.push(id);
        return Promise.resolve({ again: null });
      });
      await eventually('taken over', () => seen.includes(one.id), opened.leaseMs * 10);
    });

    it('lets work end when it is stopped, and hands back what does not end', async () => {
      const quick = delivery('a', { priority: 0 });
      const stuck = delivery('a', { priority: 1 });
      const waiting = delivery('a', { priority: 2 });
      await queue.publish([quick, stuck, waiting]);
      const ended: string[] = [];
      let told = false;
      const begun: string[] = [];
      const consumer = await consume(['a'], 2, async ({ id }, signal) => {
        begun.push(id);
        if (id === quick.id) {
          await sleep(100);
          ended.push(id);
          return { again: null };
        }
        signal.addEventListener('abort', () => (told = true));
        await new Promise(() => undefined);
        return { again: null };
      });
      await eventually('two taken', () => begun.length === 2);
      await consumer.stop(300);
      expect([begun.length, ended, told]).toEqual([2, [quick.id], true]);
      const seen: string[] = [];
      await consume(['a'], 1, ({ id }) => {
        seen.push(id);
        return Promise.resolve({ again: null });
      });
      await eventually('the others', () => seen.length === 2, opened.leaseMs * 10);
      expect(seen.sort()).toEqual([stuck.id, waiting.id].sort());
    });
  });
}
