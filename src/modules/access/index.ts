import { AccessEntryEntity } from './access-entry.entity.js';
import { AccessPendingEntity } from './access-pending.entity.js';

export { AccessHolders, type HeldEntry } from './access-holders.js';
export { AccessModule } from './access.module.js';
export { accessMigrations } from './access.migrations.js';
export type { Condition, ListPosition } from './access.repository.js';
export { AccessService } from './access.service.js';
export {
  LEVELS,
  principal,
  type AccessEntry,
  type AccessSource,
  type Authorized,
  type ObjectType,
} from './rights.js';
export const accessEntities = [AccessEntryEntity, AccessPendingEntity];
