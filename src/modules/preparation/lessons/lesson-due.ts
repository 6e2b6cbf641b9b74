import type { NoticeDue } from '../../../contracts/index.js';
import type { Day } from '../plans/terms.js';
import type { LessonRecord } from './lessons.repository.js';

/** What is due of a lesson next, by the end of which day. */
export interface Due {
  what: NoticeDue['what'];
  day: Day;
}

/** Null where nothing is, or no day was set. Without a day for its draft, a lesson that has none is due to be agreed. */
export function dueOf({
  state,
  draftDue,
  agreeDue,
}: Pick<LessonRecord, 'state' | 'draftDue' | 'agreeDue'>): Due | null {
  switch (state) {
    case 'planned':
      if (draftDue !== null) return { what: 'draft', day: draftDue };
      return agreeDue === null ? null : { what: 'agree', day: agreeDue };
    case 'drafted':
      return agreeDue === null ? null : { what: 'agree', day: agreeDue };
    case 'agreed':
    case 'dropped':
      return null;
  }
}
