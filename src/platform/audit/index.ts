import { AuditEntryEntity, AuditPendingEntity, AuditSealEntity } from './audit.entities.js';

export { auditCsv } from './audit-csv.js';
export { canonicalJson } from './audit-hash.js';
export { AuditLog, type AuditEntry } from './audit-log.js';
export { AuditReader, EVERYTHING, type AuditFilter, type AuditPosition } from './audit-reader.js';
export type { AuditCondition, AuditRecord } from './audit.repository.js';
export { withAuditOrigin, type AuditOrigin } from './audit-origin.js';
export { AuditedKinds, type AuditedKind, type AuditedObject } from './audited-kinds.js';
export { AuditSealer, type AuditVerdict } from './audit-sealer.js';
export { auditMigrations } from './audit.migrations.js';
export { AuditModule } from './audit.module.js';

export const auditEntities = [AuditEntryEntity, AuditPendingEntity, AuditSealEntity];
