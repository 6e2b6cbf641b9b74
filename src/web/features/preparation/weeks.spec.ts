import { dayAfter, mondayOf, mondayOfWeek, spread, todayIn, weekOf } from './weeks.js';

describe('The weeks of a plan', () => {
  it('begin on a Monday, whatever day was named, over the ends of months and years', () => {
    expect(['2026-08-31', '2026-09-02', '2026-09-06', '2027-01-01'].map(mondayOf)).toEqual([
      ...['2026-08-31', '2026-08-31', '2026-08-31', '2026-12-28'],
    ]);
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(mondayOfWeek('2026-08-31', 3)).toBe('2026-09-14');
  });

  it.each([
    ['2026-08-30', 0],
    ['2026-08-31', 1],
    ['2026-09-06', 1],
    ['2026-09-07', 2],
    ['2027-01-04', 19],
  ])('hold %s as number %d', (day, week) => {
    expect(weekOf('2026-08-31', day)).toBe(week);
  });

  it('are counted by the clock of the plan', () => {
    const evening = Date.parse('2026-09-06T17:00:00Z');
    expect(todayIn('Asia/Shanghai', evening)).toBe('2026-09-07');
    expect(todayIn('Europe/London', evening)).toBe('2026-09-06');
  });
});

describe('Lessons spread over weeks', () => {
  it.each([
    [0, 1, 5, []],
    [1, 1, 5, [1]],
    [5, 1, 5, [1, 2, 3, 4, 5]],
    [10, 1, 5, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]],
    [7, 1, 3, [1, 1, 1, 2, 2, 3, 3]],
    [3, 4, 9, [4, 6, 8]],
    [3, 6, 6, [6, 6, 6]],
  ])('%d from week %d to %d', (lessons, first, last, weeks) => {
    expect(spread(lessons, first, last)).toEqual(weeks);
  });

  it('keep their order and their bounds, and no week has two more than another', () => {
    for (let lessons = 1; lessons <= 60; lessons += 1)
      for (let weeks = 1; weeks <= 30; weeks += 1) {
        const found = spread(lessons, 1, weeks);
        expect(found).toEqual([...found].sort((a, b) => a - b));
        expect([found[0], (found.at(-1) ?? 0) <= weeks]).toEqual([1, true]);
        const counts = Array.from({ length: weeks }, (_, i) => found.filter((week) => week === i + 1).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }
  });
});
