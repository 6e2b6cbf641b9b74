import { ManualClock } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { AuditSealer } from '../../src/platform/audit/audit-sealer.js';
import { AuditRepository } from '../../src/platform/audit/audit.repository.js';
import { auditEntities, AuditLog, auditMigrations, type AuditEntry } from '../../src/platform/audit/index.js';
import type { Database } from '../../src/platform/database/database.port.js';
import { mysqlPlace, openPlace, sqlitePlace, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { services, withService } from '../support/services.js';

const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  actorId: newId(),
  schoolId: null,
  action: 'resource.publish',
  objectType: 'resource',
  objectId: newId(),
  result: 'ok',
  ip: '127.0.0.1',
  ...more,
});

function auditSuite(name: string, where: () => Promise<TestDatabase>): void {
  describe(`the audit record on ${name}`, () => {
    let place: TestDatabase;
    let database: Database;
    let log: AuditLog;
    let sealer: AuditSealer;
    const another = () => new AuditSealer(database, new AuditRepository(), { delayMs: 20, pollMs: 50 });
    const record = (more: Partial<AuditEntry> = {}) =>
      database.transaction((tx) => log.record(tx, entry(more)));
    const sql = (text: string, values: unknown[] = []) =>
      database.transaction((tx) => tx.manager.query(text, values));
    const unlocked = async (text: string, values: unknown[] = []): Promise<void> => {
      for (const table of ['audit_entry', 'audit_seal']) {
        for (const act of ['update', 'delete']) await sql(`DROP TRIGGER IF EXISTS ${table}_no_${act}`);
      }
      await sql(text, values);
    };

    beforeEach(async () => {
      place = await where();
      database = await openPlace(place.place, { entities: auditEntities, migrations: auditMigrations });
      await database.migrate();
      sealer = another();
      log = new AuditLog(new AuditRepository(), sealer, new ManualClock());
    });
    afterEach(async () => {
      await sealer.stop();
      await database.close();
      await place.drop();
    });

    it('is there exactly when the act is', async () => {
      await record();
      const rolledBack = database.transaction(async (tx) => {
        await log.record(tx, entry());
        throw new Error('the act failed');
      });
      await expect(rolledBack).rejects.toThrow('the act failed');
      expect(await sealer.seal()).toBe(1);
      expect(await sealer.verify()).toMatchObject({ sealed: 1, faults: [] });
    });

    it('is chained without gaps by itself soon after the commit', async () => {
      sealer.start();
      for (let i = 0; i < 12; i += 1)
        await record({ detail: { 备注: `第 ${i} 次 👍`, n: i, list: [null, 0.1] } });
      await eventually('sealed', async () => (await sealer.verify()).sealed === 12, 5_000);
      const verdict = await sealer.verify();
      expect(verdict.faults).toEqual([]);
      expect(verdict.head).toEqual({ seq: 12, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
    });

    it('stays one chain when several processes seal', async () => {
      const rivals = [sealer, another(), another()];
      for (let round = 0; round < 5; round += 1) {
        await Promise.all(Array.from({ length: 8 }, () => record()));
        await Promise.all(rivals.map((rival) => rival.seal().catch(() => 0)));
      }
      await sealer.seal();
      expect(await sealer.verify()).toMatchObject({ sealed: 40, faults: [] });
    });

    it('cannot be changed or deleted through the account of the program', async () => {
      await record();
      await sealer.seal();
      for (const table of ['audit_entry', 'audit_seal']) {
        await expect(sql(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
      }
      await expect(sql(`UPDATE audit_entry SET result = 'denied'`)).rejects.toThrow(/append-only/);
      await expect(sql(`UPDATE audit_seal SET hash = 'x'`)).rejects.toThrow(/append-only/);
    });

    it.each([
      ['an entry was changed', `UPDATE audit_entry SET result = 'ok'`, 'hash', 2],
      [
        'a detail was changed',
        `UPDATE audit_entry SET detail = '{"a":2}' WHERE result = 'denied'`,
        'hash',
        2,
      ],
      ['an entry is gone', `DELETE FROM audit_entry WHERE result = 'denied'`, 'entry_missing', 2],
      ['a link is gone', `DELETE FROM audit_seal WHERE seq = 2`, 'gap', 3],
    ])('shows that %s', async (_what, statement, fault, seq) => {
      for (const result of ['ok', 'denied', 'ok'] as const) await record({ result, detail: { a: 1 } });
      await sealer.seal();
      await unlocked(statement);
      const { faults } = await sealer.verify();
      expect(faults).toContainEqual({ seq, fault });
    });

    it('shows an entry that was written past the program', async () => {
      await record();
      await sealer.seal();
      await sql(`INSERT INTO audit_entry (id, at, action, result) VALUES (?, 1, 'x', 'ok')`, [newId()]);
      expect((await sealer.verify()).faults).toEqual([{ seq: null, fault: 'unsealed' }]);
    });
  });
}

auditSuite('SQLite', sqlitePlace);
withService('the audit record on MySQL or MariaDB', 'MYSQL_URL', services.mysqlUrl, (url) =>
  auditSuite('MySQL or MariaDB', () => mysqlPlace(url)),
);
