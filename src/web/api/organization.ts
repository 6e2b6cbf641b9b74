import type { z } from 'zod';
import type {
  createDepartmentRequest,
  createMembershipRequest,
  createPersonRequest,
  createSchoolRequest,
  createTeamRequest,
  departmentView,
  groupView,
  MembershipView,
  OrganizationView,
  PersonView,
  SchoolView,
  TeamView,
  updateDepartmentRequest,
  updateGroupRequest,
  updateLinkRequest,
  updateMembershipRequest,
  updatePersonRequest,
  updateSchoolRequest,
  updateTeamRequest,
} from '../../contracts/organization.js';
import type { RotationPreview, RotationSheet } from '../../contracts/rotations.js';
import { API_BASE } from '../../contracts/content-routes.js';
import type { SessionSummary } from './identity.js';
import { newKey, request, withQuery } from './http.js';

export type {
  MembershipView,
  OrganizationView,
  PersonView,
  SchoolView,
  TeamView,
} from '../../contracts/organization.js';
export type { RoleKey } from '../../contracts/roles.js';
export type GroupView = z.infer<typeof groupView>;
export type DepartmentView = z.infer<typeof departmentView>;
export type { RotationLine, RotationPreview, RotationSheet } from '../../contracts/rotations.js';
export interface PeoplePage {
  items: PersonView[];
  next: string | null;
}

const create = <T>(path: string, body: unknown) =>
  request<T>('POST', path, { body, idempotencyKey: newKey() });

export const readOrganization = () => request<OrganizationView>('GET', '/organization');
export const updateGroup = (id: string, body: z.input<typeof updateGroupRequest>) =>
  request<GroupView>('PATCH', `/groups/${id}`, { body });
export const createSchool = (body: z.input<typeof createSchoolRequest>) =>
  create<SchoolView>('/schools', body);
export const updateSchool = (id: string, body: z.input<typeof updateSchoolRequest>) =>
  request<SchoolView>('PATCH', `/schools/${id}`, { body });
export const updateLink = (id: string, body: z.input<typeof updateLinkRequest>) =>
  request<SchoolView>('PATCH', `/school-links/${id}`, { body });
export const createDepartment = (body: z.input<typeof createDepartmentRequest>) =>
  create<DepartmentView>('/departments', body);
export const updateDepartment = (id: string, body: z.input<typeof updateDepartmentRequest>) =>
  request<DepartmentView>('PATCH', `/departments/${id}`, { body });
export const createTeam = (body: z.input<typeof createTeamRequest>) => create<TeamView>('/teams', body);
export const updateTeam = (id: string, body: z.input<typeof updateTeamRequest>) =>
  request<TeamView>('PATCH', `/teams/${id}`, { body });
export const readPeople = (query: { schoolId?: string; groupId?: string; text?: string; cursor?: string }) =>
  request<PeoplePage>('GET', '/people', { query: { ...query, limit: 30 } });
export const createPerson = (body: z.input<typeof createPersonRequest>) =>
  create<PersonView>('/people', body);
export const updatePerson = (id: string, body: z.input<typeof updatePersonRequest>) =>
  request<PersonView>('PATCH', `/people/${id}`, { body });
export const readSessionsOf = (id: string) =>
  request<{ items: SessionSummary[] }>('GET', `/people/${id}/sessions`);
export const endSessionsOf = (id: string) => request<void>('DELETE', `/people/${id}/sessions`);
export const createMembership = (body: z.input<typeof createMembershipRequest>) =>
  create<MembershipView>('/memberships', body);
export const updateMembership = (id: string, body: z.input<typeof updateMembershipRequest>) =>
  request<MembershipView>('PATCH', `/memberships/${id}`, { body });
export const endMembership = (id: string) => request<void>('DELETE', `/memberships/${id}`);

/** What every line of a spreadsheet would do. */
export const previewRotation = (body: RotationSheet) =>
  request<RotationPreview>('POST', '/rotations/preview', { body });
export const applyRotation = (body: RotationSheet) => create<{ made: number }>('/rotations', body);
export const rotationTemplate = (language: string) =>
  withQuery(`${API_BASE}/rotations/template`, { language });
