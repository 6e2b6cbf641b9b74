import 'reflect-metadata';
import { SCHEMA } from '../../src/app.module.js';
import { mysqlPlace, openPlace, sqlitePlace, type TestDatabase } from '../support/databases.js';
import { services, withService } from '../support/services.js';

function wholeSchema(place: () => Promise<TestDatabase>): void {
  it('every table that the migrations make equals its entity, and a migration cut short can be run again', async () => {
    const { place: where, drop } = await place();
    const database = await openPlace(where, SCHEMA);
    try {
      expect(await database.migrate()).toHaveLength(SCHEMA.migrations.length);
      expect(await database.schemaDifference()).toEqual([]);
      await database.transaction((tx) => tx.manager.query('DELETE FROM migrations'));
      await database.migrate();
      expect(await database.schemaDifference()).toEqual([]);
    } finally {
      await database.close();
      await drop();
    }
  });

  it('an installation from before a column came or went keeps its rows', async () => {
    const { place: where, drop } = await place();
    const changes = /^(Add|Drop)_/;
    const first = SCHEMA.migrations.filter((migration) => !changes.test(new migration().name ?? ''));
    expect(first.length).toBeLessThan(SCHEMA.migrations.length);
    try {
      const before = await openPlace(where, { ...SCHEMA, migrations: first });
      await before.migrate();
      await before.transaction(async ({ manager }) => {
        await manager.query(
          `INSERT INTO resource (id, rev, school_id, author_id, state, title, description, tags, created_at, updated_at) VALUES ('r', 3, 's', 'a', 'draft', '观潮', '', '[]', 1, 1)`,
        );
        await manager.query(
          `INSERT INTO upload (id, user_id, school_id, file_name, size, part_size, part_count, state, object_key, request_key, created_at, expires_at, listed_until, cleared) VALUES ('u', 'a', 's', 'a.txt', 1, 1, 1, 'uploading', 'k', 'key', 1, 1, 1, 0)`,
        );
      });
      await before.transaction(({ manager }) =>
        manager.query(
          `INSERT INTO membership (id, account_id, scope_kind, scope_id, school_id, role, valid_from, created_at) VALUES ('m', 'a', 'department', 'd', 's', 'teacher', 1, 1)`,
        ),
      );
      await before.close();
      const after = await openPlace(where, SCHEMA);
      await after.migrate();
      expect(await after.schemaDifference()).toEqual([]);
      const read = (sql: string) => after.reader.manager.query<object[]>(sql);
      expect(await read('SELECT id, rev, title, arrivals, licence FROM resource')).toEqual([
        { id: 'r', rev: 3, title: '观潮', arrivals: null, licence: 'GROUP-ONLY' },
      ]);
      expect(await read('SELECT id, file_name, state FROM upload')).toEqual([
        { id: 'u', file_name: 'a.txt', state: 'uploading' },
      ]);
      expect(await read('SELECT id, department_id FROM membership')).toEqual([
        { id: 'm', department_id: 'd' },
      ]);
      await after.close();
    } finally {
      await drop();
    }
  });
}

describe('the schema of the whole program on SQLite', () => wholeSchema(sqlitePlace));

withService('the schema of the whole program on MySQL or MariaDB', 'MYSQL_URL', services.mysqlUrl, (url) =>
  wholeSchema(() => mysqlPlace(url)),
);
