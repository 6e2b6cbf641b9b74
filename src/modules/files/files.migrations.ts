import { columnMigration, tableMigration } from '../../platform/database/schema.js';

export const filesMigrations = [
  tableMigration(600, {
    name: 'file_blob',
    columns: {
      sha256: 'varchar(64)',
      size: 'bytes',
      kind: 'varchar(20)',
      mime: 'varchar(120)',
      extension: 'varchar(12)',
      traits: 'json',
      object_key: 'varchar(200)',
      unused_since: 'instant?',
      created_at: 'instant',
    },
    primary: ['sha256'],
    indexes: { ix_file_blob_unused: ['unused_since'] },
  }),
  tableMigration(601, {
    name: 'file',
    columns: {
      id: 'id',
      sha256: 'varchar(64)',
      owner_id: 'id',
      school_id: 'id',
      file_name: 'text',
      note: 'json?',
      created_at: 'instant',
    },
    primary: ['id'],
    indexes: { ix_file_blob: ['sha256'], ix_file_owner: ['owner_id'], ix_file_school: ['school_id'] },
  }),
  tableMigration(602, {
    name: 'file_rendering',
    columns: {
      sha256: 'varchar(64)',
      recipe: 'int',
      state: 'varchar(20)',
      progress: 'double',
      failure: 'json?',
      details: 'json',
      object_prefix: 'varchar(200)?',
      has_text: 'flag',
      updated_at: 'instant',
    },
    primary: ['sha256'],
  }),
  tableMigration(603, {
    name: 'file_text',
    columns: { sha256: 'varchar(64)', page: 'varchar(8)', text: 'text' },
    primary: ['sha256', 'page'],
  }),
  tableMigration(604, {
    name: 'file_quota',
    columns: { scope: 'varchar(40)', used_bytes: 'bytes', held_bytes: 'bytes' },
    primary: ['scope'],
  }),
  tableMigration(605, {
    name: 'content_key',
    columns: { id: 'varchar(16)', secret: 'varchar(64)', created_at: 'instant' },
    primary: ['id'],
  }),
  columnMigration(606, 'file_rendering', 'retries', 'int?'),
  columnMigration(607, 'file_rendering', 'retries_since', 'instant?'),
];
