import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { BudgetInterceptor, RequestBudget, RequestBudgetsRepository } from './budget/index.js';
import { HealthChecks } from './health-checks.js';
import { HealthController } from './health.controller.js';
import { Idempotency, IdempotencyInterceptor, RequestKeysRepository } from './idempotency/index.js';
import { Metrics } from './metrics.js';
import { OpenStreams } from './open-streams.js';
import { PermissionGuard } from './permission.guard.js';
import { ProblemFilter } from './problem.filter.js';
import { AuditInterceptor, Refusals } from './refusals/index.js';
import { validationPipe } from './validation.pipe.js';

/** What every request passes through. Needs an `Authenticator` from above. */
@Global()
@Module({
  controllers: [HealthController],
  providers: [
    { provide: HealthChecks, useFactory: () => new HealthChecks() },
    Metrics,
    RequestKeysRepository,
    Idempotency,
    RequestBudgetsRepository,
    RequestBudget,
    Refusals,
    OpenStreams,
    { provide: APP_GUARD, useClass: PermissionGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
    { provide: APP_INTERCEPTOR, useClass: BudgetInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_PIPE, useFactory: validationPipe },
  ],
  exports: [HealthChecks, Metrics, Idempotency, OpenStreams, RequestBudget, Refusals],
})
export class HttpModule {}
