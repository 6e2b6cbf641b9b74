import { Global, Module } from '@nestjs/common';
import { Authenticator } from '../../http/index.js';
import { IdentityModule } from '../identity/index.js';
import { AccountStanding } from './account-standing.js';
import { ActorService } from './actor.service.js';
import { AuthorityService } from './authority.service.js';
import { Directory } from './directory.service.js';
import { Founding } from './founding.js';
import { LastAdmin } from './last-admin.js';
import { MeController } from './me.controller.js';
import { MembershipAdmin } from './membership-admin.service.js';
import { MembershipsRepository } from './memberships.repository.js';
import { OverviewService } from './overview.service.js';
import { PasswordWords } from './password-words.js';
import { PeopleAdmin } from './people-admin.service.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { OrganizationPresenter } from './presenter.js';
import { Provisioning } from './provisioning.service.js';
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
  controllers: [SessionController, MeController, SetupController, StructureController, PeopleController],
  providers: [
    { provide: Authenticator, useClass: SessionAuthenticator },
    StructureRepository,
    MembershipsRepository,
    SetupCodeRepository,
    AccountStanding,
    ActorService,
    AuthorityService,
    Directory,
    Founding,
    LastAdmin,
    MembershipAdmin,
    OrganizationPresenter,
    OverviewService,
    PasswordWords,
    PeopleAdmin,
    PeopleService,
    Provisioning,
    SessionViews,
    SetupService,
    StructureService,
  ],
  exports: [Authenticator, ActorService, Directory, Founding, Provisioning, SetupService],
})
export class OrganizationModule {}
