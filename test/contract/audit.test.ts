import { ManualClock } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { AuditSealer } from '../../src/platform/audit/audit-sealer.js';
import { AuditRepository } from '../../src/platform/audit/audit.repository.js';
import {
  auditEntities,
  AuditLog,
  auditMigrations,
  AuditReader,
  EVERYTHING,
  type AuditEntry,
  type AuditFilter,
  type AuditPosition,
  type AuditRecord,
} from '../../src/platform/audit/index.js';
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

    it('tells of the tail that no link covers yet, and seals it', async () => {
      await record();
      await sealer.seal();
      await record();
      await record();
      const at = new ManualClock().now();
      expect(await sealer.verify()).toMatchObject({
        sealed: 1,
        faults: [],
        unsealed: { count: 2, oldestAt: at },
      });
      await sealer.seal();
      expect(await sealer.verify()).toMatchObject({ sealed: 3, unsealed: { count: 0, oldestAt: null } });
    });

    it('shows that its end was cut off, or its whole made anew, against a link kept elsewhere', async () => {
      for (const result of ['ok', 'denied', 'ok'] as const) await record({ result });
      await sealer.seal();
      const { head } = await sealer.verify();
      await record();
      await sealer.seal();
      expect((await sealer.verify(head)).faults).toEqual([]);
      await unlocked('DELETE FROM audit_seal WHERE seq >= 3');
      await sql('DELETE FROM audit_entry WHERE id NOT IN (SELECT entry_id FROM audit_seal)');
      expect((await sealer.verify()).faults).toEqual([]);
      expect((await sealer.verify(head)).faults).toEqual([{ seq: 3, fault: 'cut' }]);
    });

    it('is read newest first, page by page, by any of its filters', async () => {
      const reader = new AuditReader(database, new AuditRepository());
      const [actorId, objectId] = [newId(), newId()];
      for (let i = 0; i < 7; i += 1)
        await record({ action: i % 2 ? 'membership.end' : 'membership.create', actorId, detail: { i } });
      await record({ action: 'membership_x.end', objectId, result: 'denied', ip: '10.0.0.1' });
      const read = async (filter: AuditFilter) => {
        const pages: number[] = [];
        let before: AuditPosition | null = null;
        const found = [];
        for (;;) {
          const page: AuditRecord[] = await reader.page(filter, EVERYTHING, before, 3);
          pages.push(page.length);
          found.push(...page);
          before = page.at(-1) ?? null;
          if (page.length < 3) return { pages, found };
        }
      };
      const all = await read({});
      expect(all.found).toHaveLength(8);
      expect(all.found.map((e) => e.id)).toEqual(
        all.found
          .map((e) => e.id)
          .sort()
          .reverse(),
      );
      expect((await read({ action: 'membership.' })).found.map((e) => e.detail)).toEqual(
        [6, 5, 4, 3, 2, 1, 0].map((i) => ({ i })),
      );
      expect((await read({ action: 'membership.end', actorId })).pages).toEqual([3, 0]);
      expect((await read({ objectId })).found).toMatchObject([{ result: 'denied', ip: '10.0.0.1' }]);
      expect((await read({ result: 'denied', from: 0 })).found).toHaveLength(1);
      expect((await read({ until: 1 })).found).toEqual([]);
      const gathered = [];
      for await (const batch of reader.all({}, EVERYTHING, 3)) gathered.push(...batch);
      expect(gathered).toEqual(all.found);
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
