import { MARK_KINDS, type MarkKind } from '../../contracts/index.js';
import type { Instant } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';

/** A quality mark of what a resource holds now. Review says which there are; here they stand where lists and the index read them. */
export interface ResourceMark {
  id: Id;
  kind: MarkKind;
  /** the owning school, or the group in whose name it is given */
  scopeId: Id;
  giverId: Id;
  at: Instant;
}

/** What of a resource decides which marks are shown. */
interface Marked {
  marks: ResourceMark[] | null;
  state: string;
  trashedAt: Instant | null;
}

/** Marks that are shown, the highest first: none of what is shown to nobody. */
export function shownMarks({ marks, state, trashedAt }: Marked): ResourceMark[] {
  if (marks === null || state !== 'published' || trashedAt !== null) return [];
  return [...marks].sort((a, b) => rank(b) - rank(a) || a.at - b.at);
}

/** What something with these marks is found by. */
export function highestMark(marks: readonly ResourceMark[]): MarkKind | null {
  return [...marks].sort((a, b) => rank(b) - rank(a))[0]?.kind ?? null;
}

const rank = ({ kind }: ResourceMark) => MARK_KINDS.indexOf(kind);
