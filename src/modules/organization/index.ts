import { MembershipEntity, SetupCodeEntity } from './membership.entity.js';
import {
  DepartmentEntity,
  GroupEntity,
  SchoolEntity,
  SchoolLinkEntity,
  TeamEntity,
} from './structure.entity.js';

export const organizationEntities = [
  GroupEntity,
  SchoolEntity,
  SchoolLinkEntity,
  DepartmentEntity,
  TeamEntity,
  MembershipEntity,
  SetupCodeEntity,
];
export { organizationMigrations } from './organization.migrations.js';
export { OrganizationModule } from './organization.module.js';
export { AccountStanding } from './account-standing.js';
export { ActorService } from './actor.service.js';
export { ActingPerson } from './acting.decorator.js';
export { AuthorityService, type Acting } from './authority.service.js';
export { Addressees } from './addressees.js';
export type { Holder } from './addressees.repository.js';
export { Directory, type DirectoryIds, type DirectoryNames } from './directory.service.js';
export { Founding, type Foundation } from './founding.js';
export { LinkFollowers, type LinkChange } from './link-followers.js';
export { Provisioning, type NewMembership } from './provisioning.service.js';
export { homeSchoolOf, type Authority } from './rules.js';
export type { Span, Ties } from './ties.js';
export { SetupService } from './setup.service.js';
export type { Department, Group, School, SchoolLink, Team } from './structure.repository.js';
export type { Membership } from './memberships.repository.js';
