import { beginningOf, monthsOf } from './figures-period.js';

const at = (text: string) => Date.parse(`${text}+08:00`);
const spoken = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);

describe('the period of figures', () => {
  it.each([
    ['term', '2026-11-29T10:00', '2026-08-01T00:00'],
    ['term', '2026-08-01T00:00', '2026-08-01T00:00'],
    ['term', '2026-07-31T23:59', '2026-02-01T00:00'],
    ['term', '2026-02-01T00:00', '2026-02-01T00:00'],
    ['term', '2026-01-31T23:59', '2025-08-01T00:00'],
    ['30', '2026-03-31T10:00', '2026-03-01T10:00'],
    ['90', '2026-03-31T10:00', '2025-12-31T10:00'],
  ] as const)('%s, at %s: from %s', (period, now, from) => {
    expect(spoken(beginningOf(period, at(now)))).toBe(from);
  });

  it('has months as schools count them, the latest first, none beside it', () => {
    const months = monthsOf(at('2025-12-31T23:00'), at('2026-02-01T00:00'));
    expect(months.map(({ key, from }) => `${key} ${spoken(from)}`)).toEqual([
      '2026-01 2026-01-01T00:00',
      '2025-12 2025-12-01T00:00',
    ]);
    expect(monthsOf(at('2026-02-01T00:00'), at('2026-02-01T00:01')).map(({ key }) => key)).toEqual([
      '2026-02',
    ]);
  });
});
