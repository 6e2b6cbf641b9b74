export { AuditInterceptor } from './audit.interceptor.js';
export { Refusals } from './refusals.js';
