import type { AudiencePart } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import { principalOf } from './audience.js';
import type { HomeOf } from './widest.js';

/** How far an audience goes beyond the colleagues whom its publisher names at home. */
export type WiderReach = 'school' | 'beyond';

/** To whom something is shown already. */
export interface Present {
  parts: readonly AudiencePart[];
  /** the schools of the groups among them */
  schoolsOfGroups: ReadonlySet<Id>;
}

/**
 * How far those of the parts reach who are not among the present ones: the whole owning school, or beyond it; null
 * where only colleagues of that school are added, or nobody.
 */
export function addedReach(
  present: Present,
  parts: readonly AudiencePart[],
  schoolId: Id,
  homes: HomeOf,
): WiderReach | null {
  const keys = new Set(present.parts.map(principalOf));
  const whole = new Set(present.schoolsOfGroups);
  for (const part of present.parts) if (part.kind === 'school') whole.add(part.id);
  const added = parts.filter((part) => {
    const home = homeOf(part, homes);
    return !keys.has(principalOf(part)) && !(home !== null && whole.has(home));
  });
  if (added.some((part) => homeOf(part, homes) !== schoolId)) return 'beyond';
  return added.some((part) => part.kind === 'school') ? 'school' : null;
}

function homeOf(part: AudiencePart, homes: HomeOf): Id | null {
  switch (part.kind) {
    case 'group':
      return null;
    case 'school':
      return part.id;
    case 'user':
      return part.schoolId;
    case 'team':
    case 'department':
      return homes.get(part.id) ?? null;
  }
}
