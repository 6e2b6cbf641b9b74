import { columnMigration, tableMigration } from '../database/schema.js';

export const noticesMigrations = [
  tableMigration(1100, {
    name: 'notice',
    columns: {
      id: 'id',
      recipient_id: 'id',
      kind: 'varchar(40)',
      subject_id: 'id',
      actor_id: 'id?',
      at: 'instant',
      seen_at: 'instant?',
    },
    primary: ['id'],
    indexes: {
      ix_notice_recipient: ['recipient_id', 'id'],
      ix_notice_unseen: ['recipient_id', 'seen_at', 'id'],
      ix_notice_at: ['at'],
    },
  }),
  columnMigration(1101, 'notice', 'since', 'instant?'),
  columnMigration(1102, 'notice', 'mail_id', 'id?'),
];
