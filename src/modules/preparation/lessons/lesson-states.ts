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

/**
 * Where acts of whoever wrote the draft lead beyond these: what is theirs they take away in every state, from what was
 * agreed, too, which begins anew by that.
 */
export const TRANSITIONS_OF_AUTHOR: typeof LESSON_TRANSITIONS = {
  planned: {},
  drafted: { take_back: 'planned' },
  agreed: { take_back: 'planned' },
  dropped: {},
};

/** As what somebody stands to a lesson. */
export interface Standing {
  leads: boolean;
  organizes: boolean;
  /** wrote what lies there as its draft */
  wrote: boolean;
}

/** Whose act it is: lead and organizers are the same to those that are for both. */
export const ACTS_OF_LEAD: ReadonlySet<LessonAct> = new Set(['lay', 'take_back', 'agree']);
export const ACTS_OF_ORGANIZERS: ReadonlySet<LessonAct> = new Set([
  'lay',
  'agree',
  'reopen',
  'drop',
  'restore',
]);
export const ACTS_OF_AUTHOR: ReadonlySet<LessonAct> = new Set(['take_back']);

/** The state that an act leads to, done by somebody who wrote the draft or did not. Throws `state_conflict`. */
export function lessonStateAfter(state: LessonState, act: LessonAct, wrote = false): LessonState {
  const next = LESSON_TRANSITIONS[state][act] ?? (wrote ? TRANSITIONS_OF_AUTHOR[state][act] : undefined);
  if (next === undefined) throw new AppError('state_conflict');
  return next;
}

/** Whether an act is theirs at all, whatever the state. */
export function isTheirs(act: LessonAct, { leads, organizes, wrote }: Standing): boolean {
  return (
    (leads && ACTS_OF_LEAD.has(act)) ||
    (organizes && ACTS_OF_ORGANIZERS.has(act)) ||
    (wrote && ACTS_OF_AUTHOR.has(act))
  );
}

/** What somebody can do in a state. */
export function lessonActsIn(state: LessonState, standing: Standing): LessonAct[] {
  const ways = { ...LESSON_TRANSITIONS[state], ...(standing.wrote ? TRANSITIONS_OF_AUTHOR[state] : {}) };
  return (Object.keys(ways) as LessonAct[]).filter((act) => isTheirs(act, standing));
}
