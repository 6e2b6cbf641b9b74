import { HOUR } from './clock.js';
import { dayOf, lastHour } from './days.js';

const spoken = (text: string, zone: string) => {
  const day = dayOf(text, zone);
  return day && [day.from, day.until].map((at) => new Date(at).toISOString());
};

describe('a day that somebody writes', () => {
  it.each(['2026-9-1', '2026/09/01', '2026.9.1', '2026年9月1日', ' 2026-09-01 '])(
    'may look like %s',
    (text) => {
      expect(spoken(text, 'Asia/Shanghai')).toEqual(['2026-08-31T16:00:00.000Z', '2026-09-01T16:00:00.000Z']);
    },
  );

  it.each(['2026-2-29', '2026-13-1', '2026-0-1', '九月一日', '26-9-1', '', '2026-09-01T00:00'])(
    'is refused as %j',
    (text) => {
      expect(dayOf(text, 'Asia/Shanghai')).toBeUndefined();
    },
  );

  it('has a last day in leap years, and the last day of a year ends where the next begins', () => {
    expect(spoken('2028-2-29', 'Asia/Shanghai')![0]).toBe('2028-02-28T16:00:00.000Z');
    expect(spoken('2026-12-31', 'Asia/Shanghai')).toEqual([
      '2026-12-30T16:00:00.000Z',
      '2026-12-31T16:00:00.000Z',
    ]);
    expect(dayOf('2026-12-31', 'Asia/Shanghai')!.until).toBe(dayOf('2027-1-1', 'Asia/Shanghai')!.from);
  });

  it('is as long as the clocks there make it', () => {
    const hours = (text: string, zone: string) => {
      const { from, until } = dayOf(text, zone)!;
      return (until - from) / HOUR;
    };
    expect(hours('2026-03-29', 'Europe/Berlin')).toBe(23);
    expect(hours('2026-10-25', 'Europe/Berlin')).toBe(25);
    expect(hours('2026-10-25', 'Asia/Shanghai')).toBe(24);
    // summer time of the day, not of the one on which it is written
    expect(spoken('2026-07-01', 'America/New_York')![0]).toBe('2026-07-01T04:00:00.000Z');
    expect(spoken('2026-12-01', 'America/New_York')![0]).toBe('2026-12-01T05:00:00.000Z');
    // where midnight itself is left out, the day begins with its first hour
    expect(spoken('2026-09-06', 'America/Santiago')![0]).toBe('2026-09-06T04:00:00.000Z');
  });
});

describe('the last seven in the morning', () => {
  const before = (time: string) => new Date(lastHour(7, 'Asia/Shanghai', Date.parse(time))).toISOString();

  it('is today’s from then on, and yesterday’s until then', () => {
    expect(before('2026-09-01T22:59:59.999Z')).toBe('2026-08-31T23:00:00.000Z');
    expect(before('2026-09-01T23:00:00.000Z')).toBe('2026-09-01T23:00:00.000Z');
    expect(before('2026-09-02T15:00:00.000Z')).toBe('2026-09-01T23:00:00.000Z');
  });
});
