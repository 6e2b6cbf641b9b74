import type { LessonView } from '../../api/plans.js';
import { nextThing, stepOf } from './next-step.js';

const lesson = (part: Partial<LessonView>) =>
  ({
    ...{
      state: 'planned',
      acts: [],
      remarks: 0,
      lead: null,
      mine: { leads: false, adapted: false, reflected: false },
    },
    ...part,
  }) as unknown as LessonView;
const leads = { leads: true, adapted: false, reflected: false };
const others = { leads: false, adapted: false, reflected: false };
const reflected = { leads: false, adapted: true, reflected: true };
const fresh = { running: true, handedIn: null, remarked: false };

describe('The next thing for somebody in a lesson', () => {
  it.each([
    ['its lead lays the draft', lesson({ mine: leads, acts: ['lay'] }), fresh, 'lay'],
    [
      'an organizer leaves that to the lead',
      lesson({ acts: ['lay'], lead: { id: 'a', name: 'a', present: true } }),
      fresh,
      null,
    ],
    ['an organizer does it where nobody leads', lesson({ acts: ['lay'] }), fresh, 'lay'],
    ['the others wait for it', lesson({ mine: others }), fresh, null],
    ['they say what they think of it', lesson({ state: 'drafted', mine: others }), fresh, 'remark'],
    ['once', lesson({ state: 'drafted', mine: others }), { ...fresh, remarked: true }, null],
    [
      'its lead deals with that',
      lesson({ state: 'drafted', mine: leads, remarks: 2, acts: ['agree'] }),
      fresh,
      'answer',
    ],
    ['and closes the talk', lesson({ state: 'drafted', mine: leads, acts: ['agree'] }), fresh, 'agree'],
    ['everybody makes their own of it', lesson({ state: 'agreed', mine: others }), fresh, 'adapt'],
    ['shows it', lesson({ state: 'agreed', mine: others }), { ...fresh, handedIn: false }, 'hand_in'],
    ['reflects', lesson({ state: 'agreed', mine: others }), { ...fresh, handedIn: true }, 'reflect'],
    ['and is done', lesson({ state: 'agreed', mine: reflected }), { ...fresh, handedIn: true }, null],
    [
      'or has it still to show',
      lesson({ state: 'agreed', mine: reflected }),
      { ...fresh, handedIn: false },
      'hand_in',
    ],
    ['nothing where it is not prepared', lesson({ state: 'dropped', mine: leads }), fresh, null],
    ['nothing in a plan that is closed', lesson({ state: 'agreed' }), { ...fresh, running: false }, null],
  ])('%s', (_what, view, known, expected) => {
    expect(nextThing(view, known)).toBe(expected);
  });

  it('and where the group is', () => {
    const states = ['planned', 'drafted', 'agreed', 'dropped'] as const;
    expect(states.map((state) => stepOf({ state }))).toEqual(['draft', 'discuss', 'adapt', null]);
  });
});
