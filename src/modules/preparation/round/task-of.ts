import type { PreparationTask } from '../../../contracts/index.js';
import type { Instant } from '../../../kernel/clock.js';
import type { Id } from '../../../kernel/ids.js';
import type { LessonRecord } from '../lessons/lessons.repository.js';
import { dayThere, daysLater, weekBegins, weekEnds, type Term } from '../plans/terms.js';

/** How long after its week a lesson is worth thinking over. */
const FRESH_DAYS = 28;

/** Somebody, and what they have done of a lesson. */
interface Doer {
  userId: Id;
  at: Instant;
  adapted: boolean;
  reflected: boolean;
}

/**
 * What of a lesson waits for somebody: the draft and that it is agreed for its lead; their own version for the others, until
 * its week is over; a reflection for those who gave it, from its week on. Null for nothing.
 */
export function taskOf(
  term: Term,
  lesson: Pick<LessonRecord, 'state' | 'leadId' | 'week' | 'draftDue' | 'agreeDue'>,
  { userId, at, adapted, reflected }: Doer,
): Pick<PreparationTask, 'what' | 'due' | 'late'> | null {
  const today = dayThere(at, term.timeZone);
  const leads = lesson.leadId === userId;
  const begins = weekBegins(term, lesson.week);
  const ends = weekEnds(term, lesson.week);
  const by = (what: 'draft' | 'agree', due: string | null) => ({
    what,
    due,
    late: due !== null && due < today,
  });
  switch (lesson.state) {
    case 'planned':
      return leads ? by('draft', lesson.draftDue) : null;
    case 'drafted':
      return leads ? by('agree', lesson.agreeDue) : null;
    case 'agreed':
      if ((adapted || leads) && begins <= today)
        return reflected || today > daysLater(ends, FRESH_DAYS)
          ? null
          : { what: 'reflect', due: ends, late: false };
      return adapted || leads || ends < today ? null : { what: 'adapt', due: begins, late: false };
    case 'dropped':
      return null;
  }
}
