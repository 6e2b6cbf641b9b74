import { tableMigration } from '../../platform/database/schema.js';

export const identityMigrations = [
  tableMigration(200, {
    name: 'account',
    columns: {
      id: 'id',
      login_name: 'varchar(64)',
      login_key: 'varchar(64)',
      name: 'varchar(50)',
      password_hash: 'varchar(255)',
      must_change_password: 'flag',
      active: 'flag',
      locale: 'varchar(8)',
      created_at: 'instant',
      password_changed_at: 'instant',
    },
    primary: ['id'],
    uniques: { ux_account_login: ['login_key'] },
  }),
  tableMigration(201, {
    name: 'login_session',
    columns: {
      id: 'id',
      account_id: 'id',
      token_hash: 'varchar(64)',
      created_at: 'instant',
      last_seen_at: 'instant',
      expires_at: 'instant',
      ip: 'varchar(45)',
      user_agent: 'varchar(200)',
    },
    primary: ['id'],
    indexes: { ix_login_session_account: ['account_id'], ix_login_session_expires: ['expires_at'] },
    uniques: { ux_login_session_token: ['token_hash'] },
  }),
  tableMigration(202, {
    name: 'login_throttle',
    columns: { id: 'varchar(120)', level: 'double', updated_at: 'instant', blocked_until: 'instant' },
    primary: ['id'],
    indexes: { ix_login_throttle_updated: ['updated_at'] },
  }),
  tableMigration(203, {
    name: 'login_place',
    columns: { id: 'id', account_id: 'id', place: 'varchar(80)', used_at: 'instant' },
    primary: ['id'],
    indexes: { ix_login_place_used: ['used_at'] },
    uniques: { ux_login_place_what: ['account_id', 'place'] },
  }),
];
