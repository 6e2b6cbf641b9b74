import { tableMigration } from '../../../platform/database/schema.js';

export const mailMigrations = [
  tableMigration(1110, {
    name: 'mail_address',
    columns: {
      id: 'id',
      address: 'varchar(254)',
      set_at: 'instant',
      confirmed_at: 'instant?',
      token_hash: 'varchar(64)?',
      token_until: 'instant?',
      stop_key: 'varchar(64)',
      stopped_at: 'instant?',
      unusable_at: 'instant?',
      since_at: 'instant?',
      digested_at: 'instant?',
    },
    primary: ['id'],
    indexes: { ix_mail_address_digested: ['digested_at'] },
  }),
  tableMigration(1111, {
    name: 'mail_pace',
    columns: { account_id: 'id', sort: 'varchar(20)', pace: 'varchar(12)' },
    primary: ['account_id', 'sort'],
  }),
  tableMigration(1112, {
    name: 'mail',
    columns: {
      id: 'id',
      account_id: 'id',
      kind: 'varchar(12)',
      at: 'instant',
      state: 'varchar(12)',
      ended_at: 'instant?',
    },
    primary: ['id'],
    indexes: { ix_mail_account: ['account_id', 'kind', 'at'], ix_mail_at: ['at'] },
  }),
];
