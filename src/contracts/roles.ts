/**
 * Roles by where they are held. School: teacher, librarian, school_admin, auditor. Department: teacher, department_lead. Team:
 * teacher, team_lead. Group: group_admin, security_admin, group_subject_lead (with a subject), inspector, auditor.
 */
export const ROLE_KEYS = [
  'teacher',
  'department_lead',
  'team_lead',
  'librarian',
  'school_admin',
  'group_subject_lead',
  'group_admin',
  'security_admin',
  'inspector',
  'auditor',
] as const;
export type RoleKey = (typeof ROLE_KEYS)[number];

/** Roles that only a security administrator gives and takes where there is one. */
export const ADMINISTRATIVE_ROLES: readonly RoleKey[] = [
  'group_admin',
  'school_admin',
  'security_admin',
  'auditor',
];
