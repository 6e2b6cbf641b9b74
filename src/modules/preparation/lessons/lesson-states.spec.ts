import fc from 'fast-check';
import { LESSON_ACTS, LESSON_STATES, type LessonState } from '../../../contracts/index.js';
import { AppError } from '../../../kernel/errors.js';
import {
  ACTS_OF_LEAD,
  ACTS_OF_ORGANIZERS,
  LESSON_TRANSITIONS,
  lessonActsIn,
  lessonStateAfter,
  TRANSITIONS_OF_AUTHOR,
} from './lesson-states.js';

describe('the states of a lesson', () => {
  const cases = LESSON_STATES.flatMap((state) =>
    LESSON_ACTS.map((act) => ({ state, act, next: LESSON_TRANSITIONS[state][act] })),
  );

  it.each(cases)('$state, $act: $next', ({ state, act, next }) => {
    if (next) expect(lessonStateAfter(state, act)).toBe(next);
    else expect(() => lessonStateAfter(state, act)).toThrow(new AppError('state_conflict'));
  });

  it.each(cases)('$state, $act by whoever wrote the draft', ({ state, act, next }) => {
    const after = next ?? TRANSITIONS_OF_AUTHOR[state][act];
    if (after) expect(lessonStateAfter(state, act, true)).toBe(after);
    else expect(() => lessonStateAfter(state, act, true)).toThrow(new AppError('state_conflict'));
  });

  it('let whoever wrote a draft take it away while there is one, and do nothing else', () => {
    const alone = { leads: false, organizes: false, wrote: true };
    expect(LESSON_STATES.map((state) => [state, lessonActsIn(state, alone)])).toEqual([
      ['planned', []],
      ['drafted', ['take_back']],
      ['agreed', ['take_back']],
      ['dropped', []],
    ]);
    const lead = { leads: true, organizes: false, wrote: false };
    expect(lessonActsIn('agreed', lead)).toEqual([]);
  });

  it('begin with planned, and every one of them can be reached', () => {
    const reached = new Set<LessonState>(['planned']);
    for (const state of reached)
      for (const next of Object.values(LESSON_TRANSITIONS[state])) reached.add(next);
    expect([...reached].sort()).toEqual([...LESSON_STATES].sort());
  });

  it('offer every act to somebody, and only what the state allows', () => {
    for (const act of LESSON_ACTS) expect(ACTS_OF_LEAD.has(act) || ACTS_OF_ORGANIZERS.has(act)).toBe(true);
    for (const state of LESSON_STATES)
      for (const leads of [true, false])
        for (const organizes of [true, false])
          for (const act of lessonActsIn(state, { leads, organizes, wrote: false }))
            expect(LESSON_TRANSITIONS[state]).toHaveProperty(act);
    const nobody = { leads: false, organizes: false, wrote: false };
    expect(LESSON_STATES.flatMap((state) => lessonActsIn(state, nobody))).toEqual([]);
  });

  it('leave agreed by reopening, or by their author, and by nothing else, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LESSON_ACTS)), fc.boolean(), (acts, wrote) => {
        let state: LessonState = 'planned';
        for (const act of acts) {
          const before: LessonState = state;
          try {
            state = lessonStateAfter(state, act, wrote);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
          if (before === 'agreed' && state !== 'agreed')
            expect(wrote ? ['reopen', 'take_back'] : ['reopen']).toContain(act);
        }
      }),
    );
  });
});
