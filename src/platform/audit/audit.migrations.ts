import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnMigration, indexMigration, tableMigration } from '../database/schema.js';

/** MySQL says so when binary logging is on and the account may not create triggers. */
const NOT_ALLOWED = new Set([
  'ER_BINLOG_CREATE_ROUTINE_NEED_SUPER',
  'ER_TABLEACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
]);

/**
 * Lets the database itself refuse UPDATE and DELETE on entries and seals. Where the account may not create
 * triggers the chain still shows every change.
 */
class RefuseAuditChanges implements MigrationInterface {
  constructor(readonly name: string) {}

  async up(runner: QueryRunner): Promise<void> {
    const sqlite = runner.connection.options.type === 'better-sqlite3';
    for (const table of ['audit_entry', 'audit_seal']) {
      for (const act of ['UPDATE', 'DELETE']) {
        const trigger = `${table}_no_${act.toLowerCase()}`;
        const body = sqlite
          ? `BEGIN SELECT RAISE(ABORT, 'the audit record is append-only'); END`
          : `FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the audit record is append-only'`;
        try {
          await runner.query(`DROP TRIGGER IF EXISTS ${trigger}`);
          await runner.query(`CREATE TRIGGER ${trigger} BEFORE ${act} ON ${table} ${body}`);
        } catch (error) {
          if (!NOT_ALLOWED.has((error as { driverError?: { code?: string } }).driverError?.code ?? ''))
            throw error;
        }
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_entry', 'audit_seal']) {
      for (const act of ['update', 'delete']) await runner.query(`DROP TRIGGER IF EXISTS ${table}_no_${act}`);
    }
  }
}

class RefuseAuditChanges0000000000153 extends RefuseAuditChanges {
  constructor() {
    super('RefuseAuditChanges0000000000153');
  }
}

/** Again: SQLite adds a column by making the table anew, and its triggers go with the old one. */
class AddRefusalOfAuditChanges0000000000157 extends RefuseAuditChanges {
  constructor() {
    super('Add_refusal_of_audit_changes_0000000000157');
  }
}

export const auditMigrations = [
  tableMigration(150, {
    name: 'audit_entry',
    columns: {
      id: 'id',
      at: 'instant',
      actor_id: 'id?',
      school_id: 'id?',
      action: 'varchar(80)',
      object_type: 'varchar(40)?',
      object_id: 'varchar(64)?',
      result: 'varchar(16)',
      ip: 'varchar(45)?',
      detail: 'json?',
    },
    primary: ['id'],
    indexes: {
      ix_audit_entry_at: ['at'],
      ix_audit_entry_actor: ['actor_id', 'at'],
      ix_audit_entry_object: ['object_type', 'object_id', 'at'],
    },
  }),
  tableMigration(151, { name: 'audit_pending', columns: { entry_id: 'id' }, primary: ['entry_id'] }),
  tableMigration(152, {
    name: 'audit_seal',
    columns: { seq: 'int', entry_id: 'id', hash: 'varchar(64)' },
    primary: ['seq'],
    uniques: { ux_audit_seal_entry: ['entry_id'] },
  }),
  RefuseAuditChanges0000000000153,
  columnMigration(154, 'audit_entry', 'acting_school_id', 'id?'),
  indexMigration(155, 'audit_entry', 'ix_audit_entry_action', ['action', 'at']),
  indexMigration(156, 'audit_entry', 'ix_audit_entry_school', ['school_id', 'at']),
  AddRefusalOfAuditChanges0000000000157,
];
