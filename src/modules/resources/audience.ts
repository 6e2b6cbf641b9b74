import type { AudienceInput } from '../../contracts/index.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { principal, type AccessEntry } from '../access/index.js';

/** What the owning school can share with right now. */
export interface Reach {
  groupIds: readonly Id[];
  /** schools that share a group with the owning school, itself included */
  schoolIds: readonly Id[];
  /** departments of those schools */
  departmentIds: readonly Id[];
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
  }
}

function named(ids: readonly Id[] | undefined, within: readonly Id[]): Id[] {
  const unique = [...new Set(ids ?? [])];
  if (unique.length === 0 || unique.some((id) => !within.includes(id)))
    throw new AppError('audience_invalid');
  return unique;
}

/** The principals that a complete audience stands for. */
export function audiencePrincipals(audience: AudienceInput, schoolId: Id): string[] {
  switch (audience.preset) {
    case 'self':
      return [];
    case 'department':
      return (audience.departmentIds ?? []).map(principal.department);
    case 'school':
      return [principal.school(schoolId)];
    case 'schools':
      return (audience.schoolIds ?? []).map(principal.school);
    case 'group':
      return (audience.groupIds ?? []).map(principal.group);
  }
}

/**
 * Everything that grants a right to a resource in its present state. A draft is its author's alone; a trashed one can
 * only be restored by its author; a published one is seen by its audience and kept by its school's catalogue keepers.
 * Somebody who left the school keeps sight of what they wrote and no more.
 */
export function accessEntries(resource: {
  state: string;
  trashedAt: number | null;
  publishedAt: number | null;
  schoolId: Id;
  authorId: Id;
  audience: AudienceInput | null;
}): AccessEntry[] {
  const listed = resource.state === 'published' && resource.trashedAt === null;
  const sortTime = listed ? resource.publishedAt : null;
  const own: AccessEntry[] = [
    {
      principal: principal.userInSchool(resource.authorId, resource.schoolId),
      source: 'author',
      right: 'manage',
      sortTime,
    },
    { principal: principal.user(resource.authorId), source: 'author', right: 'download', sortTime },
  ];
  if (resource.trashedAt !== null || resource.state === 'draft') return own;
  const keepers: AccessEntry = {
    principal: principal.managers(resource.schoolId),
    source: 'catalogue',
    right: 'manage',
    sortTime,
  };
  if (!listed || resource.audience === null) return [...own, keepers];
  const right = resource.audience.previewOnly ? 'view' : 'download';
  return [
    ...own,
    keepers,
    ...audiencePrincipals(resource.audience, resource.schoolId).map((p): AccessEntry => ({
      principal: p,
      source: 'audience',
      right,
      sortTime,
    })),
  ];
}
