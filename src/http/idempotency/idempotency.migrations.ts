import { tableMigration } from '../../platform/database/schema.js';

export const idempotencyMigrations = [
  tableMigration(160, {
    name: 'request_key',
    columns: { id: 'varchar(64)', request_hash: 'varchar(64)', result: 'json', created_at: 'instant' },
    primary: ['id'],
    indexes: { ix_request_key_created: ['created_at'] },
  }),
];
