import { columnRemoval, tableMigration } from '../../platform/database/schema.js';

export const uploadsMigrations = [
  tableMigration(800, {
    name: 'upload',
    columns: {
      id: 'id',
      user_id: 'id',
      school_id: 'id',
      file_name: 'text',
      relative_path: 'text?',
      size: 'bytes',
      last_modified: 'instant?',
      part_size: 'int',
      part_count: 'int',
      state: 'varchar(20)',
      failure: 'json?',
      object_key: 'varchar(200)',
      store_upload_id: 'varchar(500)?',
      declared_sha256: 'varchar(64)?',
      file_id: 'id?',
      request_key: 'varchar(64)?',
      created_at: 'instant',
      expires_at: 'instant',
      ended_at: 'instant?',
      listed_until: 'instant',
      cleared: 'flag',
    },
    primary: ['id'],
    indexes: {
      ix_upload_user: ['user_id', 'listed_until'],
      ix_upload_state: ['state', 'expires_at'],
      ix_upload_cleared: ['cleared', 'ended_at'],
    },
    uniques: { ux_upload_request: ['request_key'] },
  }),
  // Idempotency-Keys are kept for all routes in one table now.
  columnRemoval(801, 'upload', 'request_key', 'varchar(64)?'),
];
