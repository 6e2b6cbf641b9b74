import { Global, Module } from '@nestjs/common';
import { Authenticator } from '../../http/index.js';
import { IdentityModule } from '../identity/index.js';
import { AccountSessionsController } from './account-sessions.controller.js';
import { AccountSessions } from './account-sessions.service.js';
import { AccountStanding } from './account-standing.js';
import { ActorService } from './actor.service.js';
import { Addressees } from './addressees.js';
import { AddresseesRepository } from './addressees.repository.js';
import { AuthorityService } from './authority.service.js';
import { Directory } from './directory.service.js';
import { Duties } from './duties.service.js';
import { Founding } from './founding.js';
import { LastAdmin } from './last-admin.js';
import { LinkFollowers } from './link-followers.js';
import { MeController } from './me.controller.js';
import { MembershipAdmin } from './membership-admin.service.js';
import { MembershipsRepository } from './memberships.repository.js';
import { OrganizationAudited } from './organization.audited.js';
import { OverviewService } from './overview.service.js';
import { PasswordWords } from './password-words.js';
import { PeopleAdmin } from './people-admin.service.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { OrganizationPresenter } from './presenter.js';
import { Provisioning } from './provisioning.service.js';
import { RotationsController } from './rotations.controller.js';
import { RotationSheets } from './rotation-sheets.js';
import { Rotations } from './rotations.service.js';
import { SchoolLinks } from './school-links.service.js';
import { SchoolViews } from './school-views.js';
import { SessionAuthenticator } from './session-authenticator.js';
import { SessionViews } from './session-view.service.js';
import { SessionController } from './session.controller.js';
import { SetupCodeRepository } from './setup-code.repository.js';
import { SetupController } from './setup.controller.js';
import { SetupService } from './setup.service.js';
import { StructureController } from './structure.controller.js';
import { StructureRepository } from './structure.repository.js';
import { StructureService } from './structure.service.js';

/**
 * Groups, schools, departments, memberships; who somebody is on a request; the first run. Global, since the guard in
 * front of every route asks it who is there.
 */
@Global()
@Module({
  imports: [IdentityModule],
  controllers: [
    SessionController,
    AccountSessionsController,
    MeController,
    SetupController,
    StructureController,
    PeopleController,
    RotationsController,
  ],
  providers: [
    { provide: Authenticator, useClass: SessionAuthenticator },
    StructureRepository,
    MembershipsRepository,
    SetupCodeRepository,
    AccountSessions,
    AccountStanding,
    ActorService,
    Addressees,
    AddresseesRepository,
    AuthorityService,
    Directory,
    Duties,
    Founding,
    LastAdmin,
    LinkFollowers,
    MembershipAdmin,
    OrganizationAudited,
    OrganizationPresenter,
    OverviewService,
    PasswordWords,
    PeopleAdmin,
    PeopleService,
    Provisioning,
    RotationSheets,
    Rotations,
    SchoolLinks,
    SchoolViews,
    SessionViews,
    SetupService,
    StructureService,
  ],
  exports: [
    Authenticator,
    AccountStanding,
    ActorService,
    Addressees,
    AuthorityService,
    Directory,
    Founding,
    LinkFollowers,
    Provisioning,
    SetupService,
  ],
})
export class OrganizationModule {}
