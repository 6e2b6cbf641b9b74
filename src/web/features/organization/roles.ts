import type { DepartmentView, RoleKey, TeamView } from '../../api/organization.js';

export interface Place {
  schoolId?: string;
  groupId?: string;
}

/** Where each role can be held (contracts/organization.ts). */
export const ROLES_IN: Record<ScopeOption['scope'], RoleKey[]> = {
  school: ['teacher', 'librarian', 'school_admin', 'auditor'],
  department: ['teacher', 'department_lead'],
  team: ['teacher', 'team_lead'],
  group: ['group_admin', 'security_admin', 'group_subject_lead', 'inspector', 'auditor'],
};

export interface ScopeOption {
  value: string;
  label: string;
  scope: 'school' | 'department' | 'team' | 'group';
  scopeId: string;
}

/** The parts of a school that people belong to. */
export interface Parts {
  departments: DepartmentView[];
  teams: TeamView[];
}

/** What a membership can be in: the school itself, one of its departments or of their teams; the group itself. */
export function scopesOf(
  place: Place,
  { departments, teams }: Parts,
  words: { school: string; group: string },
): ScopeOption[] {
  if (place.groupId) return [{ value: 'group', label: words.group, scope: 'group', scopeId: place.groupId }];
  if (!place.schoolId) return [];
  return [
    { value: 'school', label: words.school, scope: 'school', scopeId: place.schoolId },
    ...departments.flatMap((d) => [
      { value: d.id, label: d.name, scope: 'department' as const, scopeId: d.id },
      ...teams
        .filter((team) => team.departmentId === d.id)
        .map((team) => ({
          value: team.id,
          label: `${d.name} · ${team.name}`,
          scope: 'team' as const,
          scopeId: team.id,
        })),
    ]),
  ];
}
