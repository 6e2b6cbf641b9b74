import { dayThere, daysLater, endsOn, mondayOf, weekBegins, weekEnds } from './terms.js';

describe('the term of a plan', () => {
  it('begins with the Monday of whatever day was named', () => {
    expect(['2026-08-31', '2026-09-01', '2026-09-06'].map(mondayOf)).toEqual(Array(3).fill('2026-08-31'));
    expect(mondayOf('2026-09-07')).toBe('2026-09-07');
    expect(mondayOf('2027-01-01')).toBe('2026-12-28');
  });

  it('ends with the Sunday of its last week', () => {
    const term = { startsOn: '2026-08-31', weeks: 20 };
    expect([weekBegins(term, 1), weekEnds(term, 1)]).toEqual(['2026-08-31', '2026-09-06']);
    expect([weekBegins(term, 20), endsOn(term)]).toEqual(['2027-01-11', '2027-01-17']);
  });

  it('counts days over the end of a month and a leap day', () => {
    expect(daysLater('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysLater('2026-03-02', -3)).toBe('2026-02-27');
  });

  it('knows which day it is where the teachers are', () => {
    const late = Date.UTC(2026, 8, 4, 16, 30);
    expect([dayThere(late, 'Asia/Shanghai'), dayThere(late, 'UTC')]).toEqual(['2026-09-05', '2026-09-04']);
  });
});
