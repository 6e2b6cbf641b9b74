import { budgetEntities, budgetMigrations } from './budget/index.js';
import { idempotencyEntities, idempotencyMigrations } from './idempotency/index.js';

export { Authenticator, CurrentActor } from './actor.js';
export { RequestBudget, Spends } from './budget/index.js';
export { HealthChecks } from './health-checks.js';
export { healthServer } from './health-server.js';
export { HttpModule } from './http.module.js';
export { Creates, Idempotency } from './idempotency/index.js';
export { Metrics } from './metrics.js';
export { OpenStreams, type OpenStream } from './open-streams.js';
export { Permission, Public } from './permission.decorator.js';
export { ReadinessModule } from './readiness.module.js';
export { Refusals } from './refusals/index.js';
export { IfMatch } from './rev.js';

export const httpEntities = [...idempotencyEntities, ...budgetEntities];
export const httpMigrations = [...idempotencyMigrations, ...budgetMigrations];
