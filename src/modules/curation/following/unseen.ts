import type { AudiencePart } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import { principalOf } from '../../resources/index.js';

/** Where people stand: what lies in what now. */
export interface Places {
  /** schools of each group */
  schoolsOf: ReadonlyMap<Id, readonly Id[]>;
  /** the school of each department and team */
  homes: ReadonlyMap<Id, Id>;
  /** the department of each team */
  departmentOf: ReadonlyMap<Id, Id>;
}

/**
 * Those of the parts of an audience whose people do not all see a thing that these principals hold. A group is spelt
 * out into its schools where some of them do see it. People are taken to see it through their school; who does so
 * through a department is for the caller to know.
 */
export function unseenParts(
  audience: readonly AudiencePart[],
  held: ReadonlySet<string>,
  places: Places,
): AudiencePart[] {
  const schools = new Set<Id>();
  for (const key of held) {
    const id = key.slice(2);
    if (key.startsWith('s:')) schools.add(id);
    if (key.startsWith('g:')) for (const schoolId of places.schoolsOf.get(id) ?? []) schools.add(schoolId);
  }
  const isSeen = (part: AudiencePart): boolean => {
    if (held.has(principalOf(part))) return true;
    switch (part.kind) {
      case 'group':
        return false;
      case 'school':
        return schools.has(part.id);
      case 'department':
        return schools.has(places.homes.get(part.id) ?? '');
      case 'team':
        return (
          held.has(`d:${places.departmentOf.get(part.id) ?? ''}`) ||
          schools.has(places.homes.get(part.id) ?? '')
        );
      case 'user':
        return held.has(`u:${part.id}`) || schools.has(part.schoolId);
    }
  };
  return audience.flatMap((part): AudiencePart[] => {
    if (isSeen(part)) return [];
    if (part.kind !== 'group') return [part];
    const within = places.schoolsOf.get(part.id) ?? [];
    const missing = within.filter((id) => !schools.has(id));
    return missing.length === within.length && missing.length > 0
      ? [part]
      : missing.map((id): AudiencePart => ({ kind: 'school', id }));
  });
}
