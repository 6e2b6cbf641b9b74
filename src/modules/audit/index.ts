export { AuditPagesModule } from './audit-pages.module.js';
