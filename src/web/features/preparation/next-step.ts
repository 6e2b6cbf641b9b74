import type { LessonView } from '../../api/plans.js';

/** What a lesson goes through, in its order. */
export const STEPS = ['draft', 'discuss', 'agree', 'adapt', 'reflect'] as const;
export type Step = (typeof STEPS)[number];

/** Where the group is. */
export function stepOf({ state }: Pick<LessonView, 'state'>): Step | null {
  switch (state) {
    case 'planned':
      return 'draft';
    case 'drafted':
      return 'discuss';
    case 'agreed':
      return 'adapt';
    case 'dropped':
      return null;
  }
}

/** The next thing for somebody to do: what the one prominent button is for. */
export type NextThing = 'lay' | 'answer' | 'agree' | 'remark' | 'adapt' | 'hand_in' | 'reflect';

type Known = Pick<LessonView, 'state' | 'acts' | 'mine' | 'remarks' | 'lead'>;

/**
 * `running`: something can be done in the plan at all. `handedIn`: of my own adaptation; null while I have none. `remarked`: I
 * have said something of the draft.
 */
export function nextThing(
  lesson: Known,
  { running, handedIn, remarked }: { running: boolean; handedIn: boolean | null; remarked: boolean },
): NextThing | null {
  if (!running) return null;
  const { state, acts, mine } = lesson;
  switch (state) {
    case 'planned':
      return acts.includes('lay') && (mine.leads || lesson.lead === null) ? 'lay' : null;
    case 'drafted':
      if (mine.leads && lesson.remarks > 0) return 'answer';
      if (mine.leads && acts.includes('agree')) return 'agree';
      return remarked ? null : 'remark';
    case 'agreed':
      if (handedIn === null) return 'adapt';
      if (!mine.reflected) return handedIn ? 'reflect' : 'hand_in';
      return handedIn ? null : 'hand_in';
    case 'dropped':
      return null;
  }
}
