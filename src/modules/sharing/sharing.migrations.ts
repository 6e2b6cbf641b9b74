import { tableMigration } from '../../platform/database/schema.js';

export const sharingMigrations = [
  tableMigration(900, {
    name: 'sharing_default',
    columns: {
      school_id: 'id',
      type_key: 'varchar(40)',
      preset: 'varchar(12)',
      preview_only: 'flag',
      licence: 'varchar(30)',
      updated_at: 'instant',
    },
    primary: ['school_id', 'type_key'],
  }),
  tableMigration(901, {
    name: 'share_link',
    columns: {
      id: 'id',
      token_hash: 'varchar(64)',
      resource_id: 'id',
      made_by: 'id',
      right_name: 'varchar(10)',
      label: 'varchar(60)?',
      password_hash: 'varchar(200)?',
      max_visits: 'int?',
      visits: 'int',
      expires_at: 'instant',
      revoked_at: 'instant?',
      created_at: 'instant',
    },
    primary: ['id'],
    uniques: { ux_share_link_token: ['token_hash'] },
    indexes: { ix_share_link_resource: ['resource_id', 'created_at'] },
  }),
  tableMigration(902, {
    name: 'link_visit',
    columns: {
      id: 'id',
      link_id: 'id',
      token_hash: 'varchar(64)',
      created_at: 'instant',
      expires_at: 'instant',
    },
    primary: ['id'],
    uniques: { ux_link_visit_token: ['token_hash'] },
    indexes: { ix_link_visit_expires: ['expires_at'] },
  }),
  tableMigration(903, {
    name: 'link_event',
    columns: {
      id: 'id',
      link_id: 'id',
      at: 'instant',
      what: 'varchar(20)',
      ip: 'varchar(45)',
      user_agent: 'varchar(200)',
      file_name: 'text?',
    },
    primary: ['id'],
    indexes: { ix_link_event_link: ['link_id', 'at'] },
  }),
];
