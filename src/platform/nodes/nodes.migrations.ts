import { tableMigration } from '../database/schema.js';

export const nodesMigrations = [
  tableMigration(170, {
    name: 'process_node',
    columns: {
      id: 'id',
      role: 'varchar(8)',
      deployment: 'varchar(16)',
      machine: 'varchar(100)',
      pid_space: 'varchar(100)',
      pid: 'int',
      host_name: 'varchar(255)',
      started_at: 'instant',
      seen_at: 'instant',
    },
    primary: ['id'],
  }),
];
