import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HOUR } from '../../kernel/clock.js';
import { Scheduler } from '../../platform/queue/index.js';
import { LoginGuard } from './login-guard.service.js';
import { SessionsService } from './sessions.service.js';

/** Housekeeping of identity. */
@Injectable()
export class IdentityJobs implements OnModuleInit {
  constructor(
    private readonly scheduler: Scheduler,
    private readonly sessions: SessionsService,
    private readonly guard: LoginGuard,
  ) {}

  onModuleInit(): void {
    this.scheduler.every('identity.sweep', HOUR, () => this.sweep());
  }

  /** Removes what no login and no request will ever ask for again. */
  async sweep(): Promise<void> {
    await this.sessions.sweep();
    await this.guard.sweep();
  }
}
