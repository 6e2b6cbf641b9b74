import { tableMigration } from '../../platform/database/schema.js';

export const budgetMigrations = [
  tableMigration(161, {
    name: 'request_budget',
    columns: { id: 'varchar(120)', level: 'double', updated_at: 'instant' },
    primary: ['id'],
    indexes: { ix_request_budget_updated: ['updated_at'] },
  }),
];
