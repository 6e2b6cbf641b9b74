import {
  LICENCES,
  REACHES,
  type AudiencePart,
  type LicenceKey,
  type ReachName,
} from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import { principalOf } from './audience.js';

/** What decides how far a resource may be shown, whatever audience is chosen. */
export interface Usage {
  schoolId: Id;
  licence: LicenceKey;
  pupils: boolean;
  consentRef: string | null;
}

/** Which school a team or department lies in. */
export type HomeOf = ReadonlyMap<Id, Id>;

/** The widest audience: pupils without consent stay in their school, and nothing goes beyond its licence. */
export function widestReach(usage: Usage): { reach: ReachName; because: 'consent' | 'licence' } {
  if (usage.pupils && usage.consentRef === null) return { reach: 'school', because: 'consent' };
  return { reach: LICENCES[usage.licence].reach, because: 'licence' };
}

/**
 * Those of the parts that the widest audience leaves. Of a group or a list of schools that goes too far the own school
 * is left: whoever there could see it still does.
 */
export function narrowed(parts: readonly AudiencePart[], usage: Usage, homes: HomeOf): AudiencePart[] {
  const { reach } = widestReach(usage);
  if (reach === 'anybody' || reach === 'group') return [...parts];
  const own: AudiencePart = { kind: 'school', id: usage.schoolId };
  const kept = parts.flatMap((part): AudiencePart[] => {
    switch (part.kind) {
      case 'group':
        return [own];
      case 'school':
        return reach === 'named' || part.id === usage.schoolId ? [part] : [];
      case 'user':
        return reach === 'named' || part.schoolId === usage.schoolId ? [part] : [];
      case 'team':
      case 'department':
        return reach === 'named' || homes.get(part.id) === usage.schoolId ? [part] : [];
    }
  });
  return [...new Map(kept.map((part) => [principalOf(part), part])).values()];
}

/** Why the widest audience leaves less than these parts; null when it leaves them all. */
export function narrowing(
  parts: readonly AudiencePart[],
  usage: Usage,
  homes: HomeOf,
): 'consent' | 'licence' | null {
  const left = new Set(narrowed(parts, usage, homes).map(principalOf));
  return parts.every((part) => left.has(principalOf(part))) ? null : widestReach(usage).because;
}

/** Whether people outside the group may be shown it through a link. */
export function mayLeaveGroup(usage: Usage): boolean {
  return widestReach(usage).reach === 'anybody' && LICENCES[usage.licence].shareOut;
}

/** How far a reach goes, as a number to compare. */
export const reachRank = (reach: ReachName): number => REACHES.indexOf(reach);
