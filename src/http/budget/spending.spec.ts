import fc from 'fast-check';
import { spend } from './spending.js';

const allowance = { most: 10, backMs: 1000 };

describe('an allowance', () => {
  it('gives no more in any time than what may be spent at once and what comes back', () => {
    const step = fc.record({
      waitMs: fc.integer({ min: 0, max: 5000 }),
      cost: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let spent = { level: 0, updatedAt: 0 };
        let now = 0;
        let taken = 0;
        for (const { waitMs, cost } of steps) {
          now += waitMs;
          const answer = spend(spent, cost, allowance, now);
          if ('waitMs' in answer) {
            // After that wait, and not before, there is enough.
            expect(spend(spent, cost, allowance, now + answer.waitMs)).toHaveProperty('next');
            continue;
          }
          spent = answer.next;
          taken += cost;
        }
        expect(taken).toBeLessThanOrEqual(allowance.most + now / allowance.backMs + 1e-6);
      }),
    );
  });

  it('is there after the wait it has asked for, whatever fractions have added up', () => {
    const times = [0, 2642, 6563];
    const costs = [5, 4, 5];
    let spent = { level: 0, updatedAt: 0 };
    for (const [i, now] of times.entries())
      spent = (spend(spent, costs[i]!, allowance, now) as { next: typeof spent }).next;
    const { waitMs } = spend(spent, 5, allowance, 6718) as { waitMs: number };
    expect(spend(spent, 5, allowance, 6718 + waitMs)).toHaveProperty('next');
  });

  it('lets through once what costs more than all of it', () => {
    const answer = spend({ level: 0, updatedAt: 0 }, 25, allowance, 0);
    expect(answer).toEqual({ next: { level: 25, updatedAt: 0 } });
    expect(spend({ level: 25, updatedAt: 0 }, 1, allowance, 0)).toEqual({ waitMs: 16_000 });
    expect(spend({ level: 0.5, updatedAt: 0 }, 25, allowance, 0)).toEqual({ waitMs: 500 });
  });
});
