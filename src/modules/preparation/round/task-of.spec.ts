import { taskOf } from './task-of.js';

describe('what of a lesson waits for somebody', () => {
  const term = { startsOn: '2026-08-31', weeks: 20, timeZone: 'Asia/Shanghai' };
  const lesson = { leadId: 'lead', week: 3, draftDue: '2026-09-07', agreeDue: '2026-09-11' };
  const ask = (
    userId: string,
    state: 'planned' | 'drafted' | 'agreed' | 'dropped',
    day: string,
    done: { adapted?: boolean; reflected?: boolean } = {},
  ) =>
    taskOf(
      term,
      { ...lesson, state },
      {
        ...{ userId, at: Date.parse(`${day}T08:00:00+08:00`) },
        ...{ adapted: false, reflected: false, ...done },
      },
    );

  it('is the draft and the agreement for its lead, late from the day after', () => {
    expect(ask('lead', 'planned', '2026-09-07')).toEqual({ what: 'draft', due: '2026-09-07', late: false });
    expect(ask('lead', 'planned', '2026-09-08')).toMatchObject({ what: 'draft', late: true });
    expect(ask('lead', 'drafted', '2026-09-12')).toEqual({ what: 'agree', due: '2026-09-11', late: true });
    expect([ask('other', 'planned', '2026-09-07'), ask('other', 'drafted', '2026-09-07')]).toEqual([
      null,
      null,
    ]);
  });

  it('is their own version for the others, until the week of the lesson is over', () => {
    expect(ask('other', 'agreed', '2026-09-12')).toEqual({ what: 'adapt', due: '2026-09-14', late: false });
    expect(ask('other', 'agreed', '2026-09-20')).toMatchObject({ what: 'adapt' });
    expect(ask('other', 'agreed', '2026-09-21')).toBeNull();
    expect(ask('lead', 'agreed', '2026-09-12')).toBeNull();
  });

  it('is a reflection for those who gave it, from its week on and not for ever', () => {
    const given = { adapted: true };
    expect(ask('other', 'agreed', '2026-09-13', given)).toBeNull();
    expect(ask('other', 'agreed', '2026-09-14', given)).toEqual({
      what: 'reflect',
      due: '2026-09-20',
      late: false,
    });
    expect(ask('lead', 'agreed', '2026-09-14')).toMatchObject({ what: 'reflect' });
    expect(ask('other', 'agreed', '2026-09-14', { adapted: true, reflected: true })).toBeNull();
    expect(ask('other', 'agreed', '2026-10-19', given)).toBeNull();
  });

  it('is nothing of what was dropped', () => {
    expect(ask('lead', 'dropped', '2026-09-14', { adapted: true })).toBeNull();
  });
});
