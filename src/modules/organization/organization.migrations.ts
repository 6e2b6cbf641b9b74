import { tableMigration } from '../../platform/database/schema.js';

export const organizationMigrations = [
  tableMigration(300, {
    name: 'school_group',
    columns: { id: 'id', name: 'varchar(100)', name_key: 'varchar(200)', created_at: 'instant' },
    primary: ['id'],
    uniques: { ux_school_group_name: ['name_key'] },
  }),
  tableMigration(301, {
    name: 'school',
    columns: {
      id: 'id',
      home_group_id: 'id',
      name: 'varchar(100)',
      name_key: 'varchar(200)',
      short_name: 'varchar(8)',
      created_at: 'instant',
    },
    primary: ['id'],
    uniques: { ux_school_name: ['home_group_id', 'name_key'] },
  }),
  tableMigration(302, {
    name: 'school_link',
    columns: {
      id: 'id',
      school_id: 'id',
      group_id: 'id',
      kind: 'varchar(8)',
      valid_from: 'instant',
      valid_until: 'instant?',
    },
    primary: ['id'],
    indexes: {
      ix_school_link_school: ['school_id', 'valid_from'],
      ix_school_link_group: ['group_id', 'valid_from'],
    },
  }),
  tableMigration(303, {
    name: 'department',
    columns: {
      id: 'id',
      school_id: 'id',
      subject: 'varchar(40)',
      name: 'varchar(60)',
      name_key: 'varchar(120)',
      created_at: 'instant',
    },
    primary: ['id'],
    uniques: { ux_department_name: ['school_id', 'name_key'] },
  }),
  tableMigration(304, {
    name: 'membership',
    columns: {
      id: 'id',
      account_id: 'id',
      scope_kind: 'varchar(12)',
      scope_id: 'id',
      school_id: 'id?',
      role: 'varchar(32)',
      subject: 'varchar(40)?',
      valid_from: 'instant',
      valid_until: 'instant?',
      created_at: 'instant',
    },
    primary: ['id'],
    indexes: {
      ix_membership_account: ['account_id', 'valid_from'],
      ix_membership_scope: ['scope_id', 'role'],
      ix_membership_school: ['school_id'],
    },
  }),
  tableMigration(305, {
    name: 'setup_code',
    columns: { id: 'varchar(64)', created_at: 'instant' },
    primary: ['id'],
  }),
];
