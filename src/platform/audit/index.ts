import { AuditEntryEntity, AuditPendingEntity, AuditSealEntity } from './audit.entities.js';

export { AuditLog, type AuditEntry } from './audit-log.js';
export { AuditSealer, type AuditVerdict } from './audit-sealer.js';
export { auditMigrations } from './audit.migrations.js';
export { AuditModule } from './audit.module.js';

export const auditEntities = [AuditEntryEntity, AuditPendingEntity, AuditSealEntity];
