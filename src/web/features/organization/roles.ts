import type { DepartmentView, RoleKey } from '../../api/organization.js';

export interface Place {
  schoolId?: string;
  groupId?: string;
}

/** Where each role can be held (contracts/organization.ts). */
export const ROLES_IN: Record<'school' | 'department' | 'group', RoleKey[]> = {
  school: ['teacher', 'librarian', 'school_admin'],
  department: ['teacher', 'department_lead'],
  group: ['group_admin', 'group_subject_lead', 'inspector'],
};

export interface ScopeOption {
  value: string;
  label: string;
  scope: 'school' | 'department' | 'group';
  scopeId: string;
}

/** What a membership can be in: the school itself or one of its departments; the group itself. */
export function scopesOf(
  place: Place,
  departments: DepartmentView[],
  words: { school: string; group: string },
): ScopeOption[] {
  if (place.groupId) return [{ value: 'group', label: words.group, scope: 'group', scopeId: place.groupId }];
  if (!place.schoolId) return [];
  return [
    { value: 'school', label: words.school, scope: 'school', scopeId: place.schoolId },
    ...departments.map((d) => ({ value: d.id, label: d.name, scope: 'department' as const, scopeId: d.id })),
  ];
}
