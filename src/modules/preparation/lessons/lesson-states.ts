import type { LessonAct, LessonState } from '../../../contracts/index.js';
import { AppError } from '../../../kernel/errors.js';

/** Where each act leads from each state; an act that a state does not name is refused in it. */
export const LESSON_TRANSITIONS: Readonly<
  Record<LessonState, Readonly<Partial<Record<LessonAct, LessonState>>>>
> = {
  planned: { lay: 'drafted', drop: 'dropped' },
  drafted: { lay: 'drafted', take_back: 'planned', agree: 'agreed', drop: 'dropped' },
  // What was agreed is not dropped: it is reopened first.
  agreed: { reopen: 'drafted' },
  dropped: { restore: 'planned' },
};

/** Whose act it is: lead and organizers are the same to those that are for both. */
export const ACTS_OF_LEAD: ReadonlySet<LessonAct> = new Set(['lay', 'take_back', 'agree']);
export const ACTS_OF_ORGANIZERS: ReadonlySet<LessonAct> = new Set([
  'lay',
  'agree',
  'reopen',
  'drop',
  'restore',
]);

/** The state that an act leads to. Throws `state_conflict`. */
export function lessonStateAfter(state: LessonState, act: LessonAct): LessonState {
  const next = LESSON_TRANSITIONS[state][act];
  if (next === undefined) throw new AppError('state_conflict');
  return next;
}

/** What somebody can do in a state. */
export function lessonActsIn(
  state: LessonState,
  { leads, organizes }: { leads: boolean; organizes: boolean },
): LessonAct[] {
  const acts = Object.keys(LESSON_TRANSITIONS[state]) as LessonAct[];
  return acts.filter((act) => (leads && ACTS_OF_LEAD.has(act)) || (organizes && ACTS_OF_ORGANIZERS.has(act)));
}
