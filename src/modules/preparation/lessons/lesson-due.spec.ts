import { dueOf } from './lesson-due.js';

describe('what is due of a lesson', () => {
  const days = { draftDue: '2026-09-04', agreeDue: '2026-09-11' };

  it('is the draft, then that it is agreed, then nothing', () => {
    expect(dueOf({ state: 'planned', ...days })).toEqual({ what: 'draft', day: '2026-09-04' });
    expect(dueOf({ state: 'drafted', ...days })).toEqual({ what: 'agree', day: '2026-09-11' });
    expect([dueOf({ state: 'agreed', ...days }), dueOf({ state: 'dropped', ...days })]).toEqual([null, null]);
  });

  it('is nothing without a day, and agreeing where only that has one', () => {
    expect(dueOf({ state: 'planned', draftDue: null, agreeDue: null })).toBeNull();
    expect(dueOf({ state: 'drafted', ...days, agreeDue: null })).toBeNull();
    expect(dueOf({ state: 'planned', ...days, draftDue: null })).toEqual({
      what: 'agree',
      day: '2026-09-11',
    });
  });
});
