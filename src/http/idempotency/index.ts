import { RequestKeyEntity } from './request-key.entity.js';

export { Idempotency } from './idempotency.js';
export { Creates, IdempotencyInterceptor } from './idempotency.interceptor.js';
export { idempotencyMigrations } from './idempotency.migrations.js';
export { RequestKeysRepository } from './request-keys.repository.js';
export const idempotencyEntities = [RequestKeyEntity];
