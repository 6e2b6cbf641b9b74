import { z } from 'zod';
import { id, instant, instantInput, line, pageQuery } from './common.js';
import { ROLE_KEYS } from './roles.js';

export const roleKey = z.enum(ROLE_KEYS);

export const scopeKind = z.enum(['team', 'department', 'school', 'group']);
export type ScopeKind = z.infer<typeof scopeKind>;

export const schoolLinkKind = z.enum(['core', 'member']);

export const groupView = z.object({
  id,
  name: z.string(),
  manageable: z.boolean(),
  /** whether it has a security administrator, who then gives and takes administrative roles */
  separated: z.boolean(),
});
export const schoolView = z.object({
  id,
  name: z.string(),
  /** one or two characters for a badge */
  shortName: z.string(),
  links: z.array(
    z.object({ id, groupId: id, kind: schoolLinkKind, from: instant, until: instant.nullable() }),
  ),
  manageable: z.boolean(),
});
export type SchoolView = z.infer<typeof schoolView>;
/** A department is the teachers of one subject in one school (教研组). `subject` is a taxonomy key. */
export const departmentView = z.object({ id, schoolId: id, subject: z.string(), name: z.string() });

/** A team is those teachers of a department who prepare one grade's lessons together (备课组). `grade` is a taxonomy key. */
export const teamView = z.object({ id, departmentId: id, schoolId: id, grade: z.string(), name: z.string() });
export type TeamView = z.infer<typeof teamView>;

export const membershipView = z.object({
  id,
  userId: id,
  scope: scopeKind,
  scopeId: id,
  /** name of the team, department, school or group */
  scopeName: z.string(),
  /** the school that the scope is or lies in; null for a group */
  schoolId: id.nullable(),
  schoolName: z.string().nullable(),
  /** the department that the scope is or lies in; null for a school or group */
  departmentId: id.nullable(),
  role: roleKey,
  /** only for group_subject_lead */
  subject: z.string().nullable(),
  from: instant,
  until: instant.nullable(),
});
export type MembershipView = z.infer<typeof membershipView>;

export const personView = z.object({
  id,
  loginName: z.string(),
  name: z.string(),
  active: z.boolean(),
  memberships: z.array(membershipView),
});
export type PersonView = z.infer<typeof personView>;

/** The groups, schools, departments and teams that the asker belongs to or administers. */
export const organizationView = z.object({
  groups: z.array(groupView),
  schools: z.array(schoolView),
  departments: z.array(departmentView),
  teams: z.array(teamView),
});
export type OrganizationView = z.infer<typeof organizationView>;

export const createSchoolRequest = z.object({
  groupId: id,
  name: line(100),
  shortName: line(4).optional(),
  kind: schoolLinkKind.default('member'),
  from: instantInput.optional(),
});
export const updateSchoolRequest = z.object({ name: line(100).optional(), shortName: line(4).optional() });
export const updateGroupRequest = z.object({ name: line(100) });
/** Links a school that exists to a further group. */
export const createLinkRequest = z.object({
  schoolId: id,
  groupId: id,
  kind: schoolLinkKind.default('member'),
  from: instantInput.optional(),
  until: instantInput.nullable().optional(),
});
export const updateLinkRequest = z.object({
  kind: schoolLinkKind.optional(),
  from: instantInput.optional(),
  until: instantInput.nullable().optional(),
});
export const createDepartmentRequest = z.object({
  schoolId: id,
  subject: z.string().max(40),
  name: line(60),
});
export const updateDepartmentRequest = z.object({ name: line(60) });
export const createTeamRequest = z.object({
  departmentId: id,
  grade: z.string().min(1).max(40),
  name: line(60),
});
export const updateTeamRequest = z.object({
  name: line(60).optional(),
  grade: z.string().min(1).max(40).optional(),
});

export const peopleQuery = pageQuery.extend({
  schoolId: id.optional(),
  groupId: id.optional(),
  text: z.string().max(100).optional(),
});
export const membershipInput = z.object({
  scope: scopeKind,
  scopeId: id,
  role: roleKey,
  subject: z.string().max(40).nullable().optional(),
  from: instantInput.optional(),
  until: instantInput.nullable().optional(),
});
export const createPersonRequest = z.object({
  loginName: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\p{L}\p{N}._@-]{2,64}$/u),
  name: line(50),
  /** changed by the person at first login */
  initialPassword: z.string().min(1).max(256),
  memberships: z.array(membershipInput).min(1).max(10),
});
export const updatePersonRequest = z.object({
  name: line(50).optional(),
  active: z.boolean().optional(),
  /** sets a new initial password and ends every session of the person */
  initialPassword: z.string().min(1).max(256).optional(),
});
export const createMembershipRequest = membershipInput.extend({ userId: id });
export const updateMembershipRequest = z.object({
  from: instantInput.optional(),
  until: instantInput.nullable().optional(),
});
