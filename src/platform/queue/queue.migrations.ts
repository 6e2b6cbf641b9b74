import { columnMigration, indexMigration, tableMigration } from '../database/schema.js';

export const queueMigrations = [
  tableMigration(100, {
    name: 'outbox_job',
    columns: {
      id: 'id',
      name: 'varchar(100)',
      job_key: 'varchar(200)?',
      priority: 'int',
      state: 'varchar(8)',
      payload: 'text',
      attempts: 'int',
      not_before: 'instant',
      attempt_id: 'id?',
      started_at: 'instant?',
      lease_until: 'instant?',
      last_error: 'varchar(2000)?',
      published_at: 'instant?',
      created_at: 'instant',
      finished_at: 'instant?',
    },
    primary: ['id'],
    indexes: {
      ix_outbox_job_publish: ['state', 'published_at', 'not_before'],
      ix_outbox_job_twin: ['name', 'job_key', 'state'],
      ix_outbox_job_finished: ['state', 'finished_at'],
    },
  }),
  tableMigration(101, {
    name: 'queue_delivery',
    columns: {
      id: 'id',
      name: 'varchar(100)',
      priority: 'int',
      available_at: 'instant',
      lease_id: 'id?',
    },
    primary: ['id'],
    indexes: {
      ix_queue_delivery_name: ['name', 'priority', 'available_at'],
      ix_queue_delivery_available: ['available_at'],
      ix_queue_delivery_lease: ['lease_id'],
    },
  }),
  tableMigration(102, {
    name: 'schedule_slot',
    columns: { name: 'varchar(100)', due_at: 'instant' },
    primary: ['name'],
  }),
  columnMigration(103, 'outbox_job', 'process_ends', 'int?'),
  columnMigration(104, 'outbox_job', 'asked_by', 'id?'),
  indexMigration(105, 'outbox_job', 'ix_outbox_job_turn', ['state', 'asked_by', 'name', 'priority']),
];
