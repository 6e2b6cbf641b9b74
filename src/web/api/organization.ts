import type { z } from 'zod';
import type {
  createDepartmentRequest,
  createMembershipRequest,
  createPersonRequest,
  createSchoolRequest,
  departmentView,
  groupView,
  MembershipView,
  OrganizationView,
  PersonView,
  SchoolView,
  updateDepartmentRequest,
  updateGroupRequest,
  updateLinkRequest,
  updateMembershipRequest,
  updatePersonRequest,
  updateSchoolRequest,
} from '../../contracts/organization.js';
import { newKey, request } from './http.js';

export type {
  MembershipView,
  OrganizationView,
  PersonView,
  RoleKey,
  SchoolView,
} from '../../contracts/organization.js';
export type GroupView = z.infer<typeof groupView>;
export type DepartmentView = z.infer<typeof departmentView>;
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
export const readPeople = (query: { schoolId?: string; groupId?: string; text?: string; cursor?: string }) =>
  request<PeoplePage>('GET', '/people', { query: { ...query, limit: 30 } });
export const createPerson = (body: z.input<typeof createPersonRequest>) =>
  create<PersonView>('/people', body);
export const updatePerson = (id: string, body: z.input<typeof updatePersonRequest>) =>
  request<PersonView>('PATCH', `/people/${id}`, { body });
export const createMembership = (body: z.input<typeof createMembershipRequest>) =>
  create<MembershipView>('/memberships', body);
export const updateMembership = (id: string, body: z.input<typeof updateMembershipRequest>) =>
  request<MembershipView>('PATCH', `/memberships/${id}`, { body });
export const endMembership = (id: string) => request<void>('DELETE', `/memberships/${id}`);
