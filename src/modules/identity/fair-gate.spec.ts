import { FairGate } from './fair-gate.js';

const gate = (limits = {}) => new FairGate({ concurrency: 1, perLane: 100, total: 150, ...limits });

describe('FairGate', () => {
  it('serves lanes in turn: a wave from one address does not hold up another', async () => {
    const g = gate();
    const order: string[] = [];
    const enter = (lane: string, name: string) => g.run(lane, async () => void order.push(name));
    await Promise.all([...Array.from({ length: 5 }, (_, i) => enter('wave', `w${i}`)), enter('victim', 'v')]);
    expect(order).toEqual(['w0', 'w1', 'v', 'w2', 'w3', 'w4']);
  });

  it('never runs more than its number, and goes on after a failure', async () => {
    const g = gate({ concurrency: 2 });
    let now = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        g.run(`lane${i % 3}`, async () => {
          most = Math.max(most, (now += 1));
          await new Promise((resolve) => setImmediate(resolve));
          now -= 1;
          if (i % 4 === 0) throw new Error('no');
        }),
      ),
    );
    expect(most).toBe(2);
    expect(results.filter((r) => r.status === 'rejected')).toHaveLength(5);
    await expect(g.run('a', async () => 'free again')).resolves.toBe('free again');
  });

  it('refuses at once when a lane or the house is full', async () => {
    const g = gate({ perLane: 2, total: 3 });
    const never = new Promise<void>(() => undefined);
    void g.run('a', () => never);
    void g.run('a', () => never);
    void g.run('a', () => never);
    await expect(g.run('a', () => never)).rejects.toMatchObject({ code: 'too_many_requests' });
    void g.run('b', () => never);
    await expect(g.run('c', () => never)).rejects.toMatchObject({ code: 'too_many_requests' });
  });
});
