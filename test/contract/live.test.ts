import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { openLiveBus, type LiveBus } from '../../src/platform/live/index.js';
import { eventually } from '../support/eventually.js';
import { services, withService } from '../support/services.js';

/** Two views of one installation's bus: the same object where there is only one process. */
type Nodes = [LiveBus, LiveBus];

function liveContract(open: () => Promise<Nodes>): void {
  let here: LiveBus;
  let there: LiveBus;
  beforeEach(async () => ([here, there] = await open()));
  afterEach(async () => {
    await here.close();
    await there.close();
  });
  const hear = (bus: LiveBus, topic: string) => {
    const heard: unknown[] = [];
    return { heard, stop: bus.subscribe(topic, (message) => heard.push(message)) };
  };

  it('news reaches every listener of its topic once, wherever they listen, and no other topic', async () => {
    const [near, far] = [hear(here, 'user:a'), hear(there, 'user:a')];
    const [other, otherFar] = [hear(here, 'user:b'), hear(there, 'user:b')];
    const message = { type: 'upload', name: '《观潮》🎉', count: 1, list: [null, true] };
    here.publish('user:a', message);
    expect(near.heard).toEqual([message]);
    await eventually('the far listener has heard', () => far.heard.length > 0);
    there.publish('user:b', 'end');
    await eventually('the end has come everywhere', () => other.heard.length + otherFar.heard.length === 2);
    expect(near.heard).toEqual([message]);
    expect(far.heard).toEqual([message]);
  });

  it('news of one publisher comes in its order', async () => {
    const { heard } = hear(there, 't');
    const numbers = Array.from({ length: 500 }, (_, i) => i);
    numbers.forEach((n) => here.publish('t', n));
    await eventually('all have come', () => heard.length === 500);
    expect(heard).toEqual(numbers);
  });

  it('a subscription that ended hears nothing more; one function subscribed twice is two subscriptions', async () => {
    const heard: unknown[] = [];
    const listener = (message: unknown) => void heard.push(message);
    const [first, second] = [there.subscribe('t', listener), there.subscribe('t', listener)];
    first();
    first();
    here.publish('t', 1);
    await eventually('the second has heard', () => heard.length > 0);
    second();
    const after = hear(there, 't');
    here.publish('t', 2);
    await eventually('a later one has heard', () => after.heard.length > 0);
    expect(heard).toEqual([1]);
  });

  it('a listener that fails keeps the news from nobody, and publish never throws', async () => {
    for (const bus of [here, there])
      bus.subscribe('t', () => {
        throw new Error('a listener that fails');
      });
    const { heard } = hear(there, 't');
    expect(() => here.publish('t', 1)).not.toThrow();
    await eventually('the other has heard', () => heard.length === 1);
    await here.close();
    expect(() => here.publish('t', 2)).not.toThrow();
  });
}

describe('live news in one process', () =>
  liveContract(async () => {
    const bus = await openLiveBus({ driver: 'process' });
    return [bus, bus];
  }));

withService('live news through Redis', 'REDIS_URL', services.redisUrl, (redisUrl) => {
  liveContract(() => {
    const prefix = `test:${randomUUID()}`;
    const open = () => openLiveBus({ driver: 'redis', redisUrl, prefix });
    return Promise.all([open(), open()]);
  });

  it('finds its way back after the connection was lost', async () => {
    const prefix = `test:${randomUUID()}`;
    const [here, there] = await Promise.all(
      [1, 2].map(() => openLiveBus({ driver: 'redis', redisUrl, prefix })),
    );
    const heard: unknown[] = [];
    there!.subscribe('t', (message) => heard.push(message));
    const knife = new Redis(redisUrl);
    await knife.client('KILL', 'TYPE', 'pubsub');
    await eventually('news comes again', () => {
      here!.publish('t', 1);
      return heard.length > 0;
    });
    await knife.quit();
    await Promise.all([here!.close(), there!.close()]);
  });
});

describe('live news through a Redis that is away', () => {
  it('is refused at start in one sentence', async () => {
    const away = openLiveBus({ driver: 'redis', redisUrl: 'redis://127.0.0.1:1', prefix: 'x' });
    await expect(away).rejects.toThrow(/^Redis at 127\.0\.0\.1:1 cannot be used: .+$/);
  });
});
