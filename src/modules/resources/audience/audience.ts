import type { AudienceInput, AudiencePart } from '../../../contracts/index.js';
import { AppError } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { principal } from '../../access/index.js';

/** What the owning school can share with right now. */
export interface Reach {
  groupIds: readonly Id[];
  /** schools that share a group with the owning school, itself included */
  schoolIds: readonly Id[];
  /** departments and teams of those schools */
  departmentIds: readonly Id[];
  teamIds: readonly Id[];
  /** `a:<user>:<school>` of those people asked about who belong to their school */
  people: ReadonlySet<string>;
}

/** The audience with everything it names written out. Throws `audience_invalid` for names that are missing or out of reach. */
export function completeAudience(audience: AudienceInput, reach: Reach): AudienceInput {
  const { preset, previewOnly } = audience;
  switch (preset) {
    case 'self':
    case 'school':
      return { preset, previewOnly };
    case 'department':
      return { preset, previewOnly, departmentIds: named(audience.departmentIds, reach.departmentIds) };
    case 'schools':
      return { preset, previewOnly, schoolIds: named(audience.schoolIds, reach.schoolIds) };
    case 'group':
      return { preset, previewOnly, groupIds: named(audience.groupIds ?? reach.groupIds, reach.groupIds) };
    case 'custom': {
      const parts = [...new Map((audience.parts ?? []).map((part) => [principalOf(part), part])).values()];
      if (parts.length === 0 || !parts.every((part) => isWithin(part, reach)))
        throw new AppError('audience_invalid');
      return { preset, previewOnly, parts };
    }
  }
}

function named(ids: readonly Id[] | undefined, within: readonly Id[]): Id[] {
  const unique = [...new Set(ids ?? [])];
  if (unique.length === 0 || unique.some((id) => !within.includes(id)))
    throw new AppError('audience_invalid');
  return unique;
}

/** Whether a school of that reach can share with the part. */
export function isWithin(part: AudiencePart, reach: Reach): boolean {
  switch (part.kind) {
    case 'user':
      return reach.schoolIds.includes(part.schoolId) && reach.people.has(principalOf(part));
    case 'team':
      return reach.teamIds.includes(part.id);
    case 'department':
      return reach.departmentIds.includes(part.id);
    case 'school':
      return reach.schoolIds.includes(part.id);
    case 'group':
      return reach.groupIds.includes(part.id);
  }
}

/** The people whom an audience names. */
export function peopleNamed(parts: readonly AudiencePart[]): { userId: Id; schoolId: Id }[] {
  return parts.flatMap((part) =>
    part.kind === 'user' ? [{ userId: part.id, schoolId: part.schoolId }] : [],
  );
}

/** What an audience stands for, whichever way it was said: nothing for 本人. */
export function audienceParts(audience: AudienceInput, schoolId: Id): AudiencePart[] {
  switch (audience.preset) {
    case 'self':
      return [];
    case 'department':
      return (audience.departmentIds ?? []).map((id) => ({ kind: 'department', id }));
    case 'school':
      return [{ kind: 'school', id: schoolId }];
    case 'schools':
      return (audience.schoolIds ?? []).map((id) => ({ kind: 'school', id }));
    case 'group':
      return (audience.groupIds ?? []).map((id) => ({ kind: 'group', id }));
    case 'custom':
      return audience.parts ?? [];
  }
}

/** The key under which a part is shared with. */
export function principalOf(part: AudiencePart): string {
  switch (part.kind) {
    case 'user':
      return principal.userInSchool(part.id, part.schoolId);
    case 'team':
      return principal.team(part.id);
    case 'department':
      return principal.department(part.id);
    case 'school':
      return principal.school(part.id);
    case 'group':
      return principal.group(part.id);
  }
}
