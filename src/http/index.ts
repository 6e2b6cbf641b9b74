export { Authenticator, CurrentActor } from './actor.js';
export { HealthChecks } from './health-checks.js';
export { HttpModule } from './http.module.js';
export { Metrics } from './metrics.js';
export { Permission, Public } from './permission.decorator.js';
export { IfMatch } from './rev.js';
