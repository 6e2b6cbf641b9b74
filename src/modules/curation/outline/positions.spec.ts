import fc from 'fast-check';
import { GAP, positionsAnew, positionsBetween } from './positions.js';

const bound = fc.option(fc.integer({ min: 1, max: 2 ** 31 - 1 }));

describe('positions in a list', () => {
  it('grow, and lie strictly between their neighbours, or there are none', () => {
    fc.assert(
      fc.property(bound, bound, fc.integer({ min: 1, max: 200 }), (a, b, count) => {
        const [left, right] = a !== null && b !== null && a > b ? [b, a] : [a, b];
        const found = positionsBetween(left, right, count);
        if (found === null) {
          // Only where the numbers do not suffice.
          const room = (right ?? 2 ** 31) - (left ?? 0);
          expect(room).toBeLessThan(right === null ? GAP * count + 1 : count + 1);
          return;
        }
        const all = [left ?? 0, ...found, ...(right === null ? [] : [right])];
        expect(found).toHaveLength(count);
        expect(all.every((value, i) => i === 0 || value > all[i - 1]!)).toBe(true);
        expect(all.at(-1)).toBeLessThan(2 ** 31);
      }),
    );
  });

  it('of a whole list leave room between any two, as long as numbers last', () => {
    expect(positionsAnew(3)).toEqual([GAP, 2 * GAP, 3 * GAP]);
    const many = positionsAnew(200_000);
    expect(many.every((value, i) => i === 0 || value > many[i - 1]!)).toBe(true);
  });
});
