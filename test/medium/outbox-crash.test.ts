import { Logger } from '@nestjs/common';
import type { Database } from '../../src/platform/database/database.port.js';
import { OutboxJobEntity } from '../../src/platform/queue/outbox-job.entity.js';
import { JobQueue, type Consumer, type Delivery } from '../../src/platform/queue/queue.port.js';
import { startChild, type Child } from '../support/child.js';
import { openPlace, testPlace, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { queueSchema } from '../support/queues.js';
import { workshop, type Workshop } from '../support/workshop.js';
import { step, type Role } from './outbox-steps.js';

Logger.overrideLogger(false);

/** A queue that loses everything it is given, until it is told to behave. */
class ForgetfulQueue extends JobQueue {
  readonly reach = 'process';
  forgetting = true;
  constructor(private readonly inner: JobQueue) {
    super();
  }
  async publish(deliveries: readonly Delivery[]): Promise<void> {
    if (!this.forgetting) await this.inner.publish(deliveries);
  }
  known(ids: readonly string[]): Promise<Set<string>> {
    return this.inner.known(ids);
  }
  consume(...parameters: Parameters<JobQueue['consume']>): Promise<Consumer> {
    return this.inner.consume(...parameters);
  }
  close(): Promise<void> {
    return this.inner.close();
  }
}

describe('the outbox when processes die', () => {
  let place: TestDatabase;
  let database: Database;
  const shops: Workshop[] = [];
  const children: Child[] = [];

  beforeEach(async () => {
    place = await testPlace();
    database = await openPlace(place.place, queueSchema);
    await database.migrate();
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.kill()));
    for (const shop of shops.splice(0)) await shop.stop(0);
    await database.close();
    await place.drop();
  });

  const child = (role: Role): Child => {
    const started = startChild('test/medium/outbox-worker.ts', { place: place.place, role });
    children.push(started);
    return started;
  };
  const here = (): Workshop => {
    const shop = workshop(database, { leaseMs: 600 });
    shops.push(shop);
    shop.registry.handle(step, async ({ id }, context) => {
      await database.transaction(async (tx) => {
        await context.complete(tx);
        await tx.manager.query('INSERT INTO schedule_slot (name, due_at) VALUES (?, ?)', [
          `${id}:${context.jobId}`,
          0,
        ]);
      });
    });
    return shop;
  };
  const effects = async (): Promise<number> =>
    ((await database.reader.manager.query('SELECT name FROM schedule_slot')) as unknown[]).length;
  const add = (shop: Workshop, id: string) => database.transaction((tx) => shop.outbox.add(tx, step, { id }));
  const row = () => database.reader.manager.findOneByOrFail(OutboxJobEntity, {});

  it.each([
    ['dies in the job', 'in the job'],
    ['dies after the effect', 'effect written'],
  ] as const)(
    'a worker that %s (SIGKILL): another process finishes it, with one effect',
    async (role, line) => {
      const shop = here();
      await add(shop, 'a');
      const victim = child(role);
      await victim.said(line);
      await victim.kill();
      await shop.start();
      await eventually('done', async () => (await row()).state === 'done', 15_000);
      expect(await effects()).toBe(1);
      expect((await row()).attempts).toBe(2);
    },
  );

  it('a job whose process ended ten times under it is dead, and its module is told', async () => {
    const shop = workshop(database, { leaseMs: 600 });
    shops.push(shop);
    const told: unknown[] = [];
    shop.registry.handle(step, () => Promise.reject(new Error('never reached')), {
      onDead: (_tx, _payload, failure) => Promise.resolve(void told.push(failure.error)),
    });
    await add(shop, 'a');
    await database.transaction((tx) =>
      tx.manager.update(
        OutboxJobEntity,
        { name: step.name },
        { attempts: 10, processEnds: 9, attemptId: 'gone', leaseUntil: Date.now() - 1 },
      ),
    );
    await shop.start();
    await eventually('dead', async () => (await row()).state === 'dead');
    expect(told).toEqual([null]);
  });

  it('a relay killed between publishing and marking: the job is done, once', async () => {
    const shop = here();
    await add(shop, 'a');
    const victim = child('dies before it marks');
    await victim.said('published');
    await victim.kill();
    expect((await row()).publishedAt).toBeNull();
    await shop.start();
    await eventually('done', async () => (await row()).state === 'done');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await effects()).toBe(1);
  });

  it('a queue that forgot everything is given the open jobs again', async () => {
    const inner = here();
    const queue = new ForgetfulQueue(inner.queue);
    const shop = workshop(database, { queue, graceMs: 200, leaseMs: 600 });
    shops.push(shop);
    shop.registry.handle(step, () => Promise.resolve());
    await shop.start();
    for (let i = 0; i < 20; i += 1) await add(shop, `${i}`);
    await eventually('published into the void', async () => (await shop.relay.publishOpen()) === 0);
    expect(await shop.worker.drained(100)).toBe(false);
    queue.forgetting = false;
    expect(await shop.worker.drained(5_000)).toBe(true);
  });

  it('three processes of which one after the other is killed at random do every job, each effect once', async () => {
    const shop = here();
    for (let i = 0; i < 60; i += 1) await add(shop, `${i}`);
    for (let round = 0; round < 3; round += 1) {
      const victim = child('works');
      await victim.said('started');
      await new Promise((resolve) => setTimeout(resolve, 20 + round * 30));
      await victim.kill();
    }
    await shop.start();
    expect(await shop.worker.drained(20_000)).toBe(true);
    const states = await database.reader.manager.find(OutboxJobEntity);
    expect(states.every((one) => one.state === 'done')).toBe(true);
    expect(states).toHaveLength(60);
    expect(await effects()).toBe(60);
  });
});
