import { Module } from '@nestjs/common';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { IdentityJobs } from './identity.jobs.js';
import { LoginGuardRepository } from './login-guard.repository.js';
import { LoginGuard } from './login-guard.service.js';
import { LoginService } from './login.service.js';
import { OwnPasswordService } from './own-password.service.js';
import { PasswordHasher } from './password-hasher.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';

const services = [
  AccountsService,
  LoginGuard,
  LoginService,
  OwnPasswordService,
  PasswordHasher,
  SessionCookie,
  SessionsService,
];

/** Who somebody is: accounts, passwords, logins, sessions. Their HTTP face is in organization, which knows the rest. */
@Module({
  providers: [AccountsRepository, SessionsRepository, LoginGuardRepository, IdentityJobs, ...services],
  exports: services,
})
export class IdentityModule {}
