import { MembershipEntity, SetupCodeEntity } from './membership.entity.js';
import { DepartmentEntity, GroupEntity, SchoolEntity, SchoolLinkEntity } from './structure.entity.js';

export const organizationEntities = [
  GroupEntity,
  SchoolEntity,
  SchoolLinkEntity,
  DepartmentEntity,
  MembershipEntity,
  SetupCodeEntity,
];
export { organizationMigrations } from './organization.migrations.js';
export { OrganizationModule } from './organization.module.js';
export { ActorService } from './actor.service.js';
export { Directory, type DirectoryIds, type DirectoryNames } from './directory.service.js';
export { Founding, type Foundation } from './founding.js';
export { Provisioning, type NewMembership } from './provisioning.service.js';
export { homeSchoolOf } from './rules.js';
export { SetupService } from './setup.service.js';
export type { Department, Group, School, SchoolLink } from './structure.repository.js';
export type { Membership } from './memberships.repository.js';
