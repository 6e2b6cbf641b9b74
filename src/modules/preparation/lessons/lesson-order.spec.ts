import { placedAfter } from './lesson-order.js';

describe('the order of lessons in a week', () => {
  const of = (ids: string) => [...ids].map((id) => ({ id }));
  const after = (others: string, afterId: string | null) =>
    placedAfter(of(others), { id: 'x' }, afterId)
      ?.map(({ id }) => id)
      .join('') ?? null;

  it('puts one first, between two, last, and alone', () => {
    expect([after('abc', null), after('abc', 'b'), after('abc', 'c'), after('', null)]).toEqual([
      'xabc',
      'abxc',
      'abcx',
      'x',
    ]);
  });

  it('knows no place behind what is not there', () => {
    expect(after('abc', 'd')).toBeNull();
  });
});
