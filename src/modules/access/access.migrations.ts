import { tableMigration } from '../../platform/database/schema.js';

export const accessMigrations = [
  tableMigration(400, {
    name: 'access_entry',
    columns: {
      object_type: 'varchar(20)',
      object_id: 'id',
      principal: 'varchar(80)',
      source: 'varchar(20)',
      level: 'int',
      sort_time: 'instant',
      visible_from: 'instant?',
      visible_until: 'instant?',
    },
    primary: ['object_type', 'object_id', 'principal', 'source'],
    indexes: { ix_access_entry_principal: ['principal', 'object_type', 'sort_time', 'object_id'] },
  }),
  tableMigration(401, {
    name: 'access_pending',
    columns: { object_id: 'id', rev: 'int', since: 'instant' },
    primary: ['object_id'],
  }),
];
