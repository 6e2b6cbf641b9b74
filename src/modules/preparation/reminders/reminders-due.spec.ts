import { remindersOf } from './reminders-due.js';

describe('what of a lesson is to be told', () => {
  const lesson = {
    ...{ id: 'lesson', leadId: 'lead', state: 'planned' as const },
    ...{ draftDue: '2026-09-10', agreeDue: '2026-09-20' },
  };
  const around = { present: new Set(['lead', 'boss']), organizers: ['boss'] };
  const told = (today: string, of: object = {}, people: Partial<typeof around> = {}) =>
    remindersOf({ ...lesson, ...of }, today, { ...around, ...people }).map(({ userId, what, due }) =>
      `${userId} ${what} ${due}`.trim(),
    );

  it('is the day that comes, that day, and that it is over', () => {
    expect(told('2026-09-06')).toEqual([]);
    expect(told('2026-09-07')).toEqual(['lead soon 2026-09-10']);
    expect(told('2026-09-09')).toEqual(['lead soon 2026-09-10']);
    expect(told('2026-09-10')).toEqual(['lead today 2026-09-10']);
    expect(told('2026-09-11')).toEqual(['lead late 2026-09-10', 'boss late 2026-09-10']);
    expect(told('2026-10-11')).toEqual(told('2026-09-11'));
  });

  it('goes on with the day on which it is to be agreed, and ends with that', () => {
    expect(told('2026-09-18', { state: 'drafted' })).toEqual(['lead soon 2026-09-20']);
    expect(told('2026-09-18', { state: 'agreed' })).toEqual([]);
    expect(told('2026-09-18', { state: 'dropped', leadId: 'gone' })).toEqual([]);
  });

  it('goes to the organizers for a lead who is gone, or whom there is not', () => {
    expect(told('2026-09-01', {}, { present: new Set(['boss']) })).toEqual(['lead gone']);
    expect(told('2026-09-11', {}, { present: new Set(['boss']) })).toEqual([
      'lead gone',
      'boss late 2026-09-10',
    ]);
    expect(told('2026-09-10', { leadId: null })).toEqual([]);
    expect(told('2026-09-11', { leadId: null })).toEqual(['boss late 2026-09-10']);
  });
});
