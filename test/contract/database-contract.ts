import { Entity, In, Index } from 'typeorm';
import {
  BytesColumn,
  DoubleColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  KeyColumn,
  TextColumn,
  VarcharColumn,
} from '../../src/platform/database/columns.js';
import type { Database, Queryable, Tx } from '../../src/platform/database/database.port.js';
import { lockRows } from '../../src/platform/database/locking.js';
import {
  insertRows,
  portableTables,
  readRows,
  sumRows,
  type PortableRow,
} from '../../src/platform/database/portable-rows.js';
import { rowsWhereIn } from '../../src/platform/database/rows.js';
import { tableMigration } from '../../src/platform/database/schema.js';
import { markFinished, markUnfinished, unfinishedOrigin } from '../../src/platform/database/unfinished.js';
import type { DatabaseSchema } from '../../src/platform/database/adapters/sqlite.database.js';

/** One column of every kind. */
@Entity('contract_item')
@Index('ux_contract_item_label', ['label'], { unique: true })
@Index('ix_contract_item_at', ['at', 'count'])
export class ContractItem {
  @KeyColumn() id!: string;
  @VarcharColumn(200) label!: string;
  @InstantColumn({ nullable: true }) at!: number | null;
  @BytesColumn({ nullable: true }) size!: number | null;
  @IntColumn() count!: number;
  @DoubleColumn({ nullable: true }) share!: number | null;
  @FlagColumn() open!: boolean;
  @TextColumn({ nullable: true }) body!: string | null;
  @JsonColumn({ nullable: true }) detail!: object | null;
  @IdColumn({ name: 'other_id', nullable: true }) otherId!: string | null;
}

export const contractMigration = tableMigration(1, {
  name: 'contract_item',
  columns: {
    id: 'id',
    label: 'varchar(200)',
    at: 'instant?',
    size: 'bytes?',
    count: 'int',
    share: 'double?',
    open: 'flag',
    body: 'text?',
    detail: 'json?',
    other_id: 'id?',
  },
  primary: ['id'],
  indexes: { ix_contract_item_at: ['at', 'count'] },
  uniques: { ux_contract_item_label: ['label'] },
});

export const contractSchema: DatabaseSchema = { entities: [ContractItem], migrations: [contractMigration] };

/** A new, empty database; `again` opens the same one with another schema. */
export interface Opened {
  database: Database;
  again(schema: DatabaseSchema): Promise<Database>;
  /** Starts a process that counts `contract_item` `id` up `times` times, each in a unit; resolves when it has ended well. */
  countElsewhere(id: string, times: number): Promise<void>;
  close(): Promise<void>;
}

const put = (tx: Tx, id: string, more: Partial<ContractItem> = {}) =>
  tx.manager.insert(ContractItem, { id, label: id, count: 0, open: true, ...more });
const ids = async (q: Queryable) =>
  (await q.manager.find(ContractItem, { order: { id: 'ASC' } })).map((item) => item.id);

/** Reads a counter under lock and writes it back one higher: wrong as soon as two units mix. */
export async function countUp(tx: Tx, id: string): Promise<void> {
  const query = tx.manager.createQueryBuilder(ContractItem, 'c').where('c.id = :id', { id });
  const item = await lockRows(tx, query).getOneOrFail();
  await new Promise((resolve) => setTimeout(resolve, 1));
  await tx.manager.update(ContractItem, { id }, { count: item.count + 1 });
}

/** A gate that one side waits at and the other opens. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** What every database adapter promises. `open` gives a new, empty database each time. */
export function databaseContract(name: string, open: (schema: DatabaseSchema) => Promise<Opened>): void {
  describe(`${name} keeps the promises of a database`, () => {
    let opened: Opened;
    let database: Database;

    beforeEach(async () => {
      opened = await open(contractSchema);
      database = opened.database;
      await database.migrate();
    });
    afterEach(() => opened.close());

    it('migrates twice without doing anything the second time, and the schema equals the entities', async () => {
      expect(await database.migrate()).toEqual([]);
      expect(await database.schemaDifference()).toEqual([]);
    });

    it('refuses a database that a newer program has migrated', async () => {
      const later = await opened.again({
        entities: contractSchema.entities,
        migrations: [
          contractMigration,
          tableMigration(2, { name: 'later', columns: { id: 'id' }, primary: ['id'] }),
        ],
      });
      await later.migrate();
      await later.close();
      await expect(database.migrate()).rejects.toThrow(/newer/);
    });

    it('keeps overlapping units apart: one rolls back, the other stays, nobody reads what is not committed', async () => {
      const begun = gate();
      const decided = gate();
      const failing = database.transaction(async (tx) => {
        await put(tx, 'a');
        begun.open();
        await decided.opened;
        throw new Error('changed my mind');
      });
      await begun.opened;
      const staying = database.transaction((tx) => put(tx, 'b'));
      expect(await ids(database.reader)).not.toContain('a');
      decided.open();
      await expect(failing).rejects.toThrow('changed my mind');
      await staying;
      expect(await ids(database.reader)).toEqual(['b']);
    });

    it('shows one unmoving picture to whoever reads a snapshot', async () => {
      await database.transaction((tx) => put(tx, 'a'));
      await database.snapshot(async (q) => {
        await database.transaction((tx) => put(tx, 'b'));
        expect(await ids(q)).toEqual(['a']);
        expect(await ids(database.reader)).toEqual(['a', 'b']);
        await expect(q.manager.query(`DELETE FROM contract_item WHERE id = 'a'`)).rejects.toThrow();
      });
      expect(await ids(database.reader)).toEqual(['a', 'b']);
    });

    it('gives all rows in a portable form, page by page, also from behind a key, and takes them again', async () => {
      const odd = {
        body: '潮 🎉\n"\\\'%',
        share: 0.1 + 0.2,
        size: 2 ** 52,
        open: true,
        detail: { a: [null] },
      };
      await database.transaction(async (tx) => {
        for (let i = 0; i < 1_050; i += 1) await put(tx, `i${String(i).padStart(4, '0')}`, i % 3 ? odd : {});
      });
      const [table] = portableTables(database.reader);
      const all: PortableRow[] = [];
      for await (const rows of readRows(database.reader, table!)) all.push(...rows);
      expect(all.map((row) => row[0])).toEqual(await ids(database.reader));
      const rest: PortableRow[] = [];
      for await (const rows of readRows(database.reader, table!, ['i0999'])) rest.push(...rows);
      expect(rest).toEqual(all.slice(1_000));
      const sum = await sumRows(database.reader, table!);
      await database.transaction(async (tx) => {
        await tx.manager.query('DELETE FROM contract_item');
        await insertRows(tx, table!, all);
      });
      expect(await sumRows(database.reader, table!)).toEqual(sum);
      expect(sum.rows).toBe(1_050);
    });

    it('lets nobody start while it is being filled from elsewhere', async () => {
      await database.transaction((tx) => markUnfinished(tx, 'there'));
      expect(await unfinishedOrigin(database.reader)).toBe('there');
      await expect(database.migrate()).rejects.toThrow(/not been filled/);
      await database.transaction((tx) => markFinished(tx));
      expect(await unfinishedOrigin(database.reader)).toBeNull();
      expect(await database.migrate()).toEqual([]);
    });

    it('rowsWhereIn reads every kind of column as find does, for any number of values', async () => {
      const full = { at: 1_767_225_600_000, size: 2 ** 52, share: 0.25, body: '潮', detail: { a: [1] } };
      await database.transaction(async (tx) => {
        for (let i = 0; i < 1_100; i += 1)
          await put(tx, `i${i}`, {
            count: i % 7,
            open: i % 2 === 0,
            otherId: `o${i % 3}`,
            ...(i % 5 ? full : {}),
          });
      });
      const { reader } = database;
      for (const count of [0, 1, 3, 21, 600, 1_100]) {
        const wanted = Array.from({ length: count }, (_, i) => `i${i}`);
        const rows = await rowsWhereIn(reader, ContractItem, 'id', [...wanted, 'missing']);
        const found = await reader.manager.find(ContractItem, { where: { id: In(wanted) } });
        const byId = (items: ContractItem[]) => new Map(items.map((item) => [item.id, { ...item }]));
        expect(rows).toHaveLength(count);
        expect(byId(rows)).toEqual(byId(found));
      }
      const more = { order: ['count', 'id'] as const, and: { count: 3 } };
      const some = await rowsWhereIn(reader, ContractItem, 'otherId', ['o1', 'o2'], more);
      const same = await reader.manager.find(ContractItem, {
        where: { otherId: In(['o1', 'o2']), count: 3 },
        order: { count: 'ASC', id: 'ASC' },
      });
      expect(some.map((item) => item.id)).toEqual(same.map((item) => item.id));
      expect(some.length).toBeGreaterThan(50);
    });

    it('leaves nothing of a unit whose last statement fails', async () => {
      await database.transaction((tx) => put(tx, 'a'));
      const unit = database.transaction(async (tx) => {
        await put(tx, 'b');
        await tx.manager.update(ContractItem, { id: 'a' }, { count: 5 });
        await put(tx, 'c', { label: 'a' });
      });
      await expect(unit).rejects.toThrow();
      expect(await ids(database.reader)).toEqual(['a']);
      expect((await database.reader.manager.findOneByOrFail(ContractItem, { id: 'a' })).count).toBe(0);
    });

    it('refuses a unit inside a unit, and rolls the outer one back', async () => {
      const outer = database.transaction(async (tx) => {
        await put(tx, 'a');
        await database.transaction((inner) => put(inner, 'b'));
      });
      await expect(outer).rejects.toThrow(/inside another/);
      expect(await ids(database.reader)).toEqual([]);
    });

    it('runs what is to follow a commit after the commit, and never after a rollback', async () => {
      const seen: string[][] = [];
      const looked = gate();
      await database.transaction(async (tx) => {
        tx.afterCommit(() => {
          void database
            .transaction((next) => ids(next))
            .then((found) => seen.push(found))
            .then(looked.open);
        });
        await put(tx, 'a');
        expect(seen).toEqual([]);
      });
      await looked.opened;
      expect(seen).toEqual([['a']]);
      await database
        .transaction((tx) => {
          tx.afterCommit(() => seen.push(['never']));
          return Promise.reject(new Error('no'));
        })
        .catch(() => undefined);
      expect(seen).toHaveLength(1);
    });

    it('loses no update among thirty units that read and write the same row', async () => {
      await database.transaction((tx) => put(tx, 'a'));
      await Promise.all(Array.from({ length: 30 }, () => database.transaction((tx) => countUp(tx, 'a'))));
      expect((await database.reader.manager.findOneByOrFail(ContractItem, { id: 'a' })).count).toBe(30);
    });

    it('loses no update among processes', async () => {
      await database.transaction((tx) => put(tx, 'a'));
      await Promise.all([
        opened.countElsewhere('a', 40),
        opened.countElsewhere('a', 40),
        ...Array.from({ length: 20 }, () => database.transaction((tx) => countUp(tx, 'a'))),
      ]);
      expect((await database.reader.manager.findOneByOrFail(ContractItem, { id: 'a' })).count).toBe(100);
    });

    it('says how many rows an update met, also those that it did not change', async () => {
      await database.transaction((tx) => put(tx, 'a'));
      const met = await database.transaction(async (tx) => [
        (await tx.manager.update(ContractItem, { id: 'a', count: 0 }, { count: 0 })).affected,
        (await tx.manager.update(ContractItem, { id: 'a', count: 9 }, { count: 1 })).affected,
      ]);
      expect(met).toEqual([1, 0]);
    });

    it('gives back what was put in, to the millisecond and the last bit', async () => {
      const row: ContractItem = {
        id: 'a',
        label: '教案：分数的初步认识（第一课时）👩🏽‍🏫𠮷',
        at: Date.UTC(2026, 8, 1, 7, 59, 59, 123),
        size: Number.MAX_SAFE_INTEGER,
        count: -2_147_483_648,
        share: 0.1 + 0.2,
        open: false,
        body: '界'.repeat(21_845),
        detail: { 键: ['𝄞', null, 1.5, { a: true }] },
        otherId: null,
      };
      await database.transaction((tx) => tx.manager.insert(ContractItem, row));
      expect({ ...(await database.reader.manager.findOneByOrFail(ContractItem, { id: 'a' })) }).toEqual(row);
    });

    it('compares text by bytes: case, accents, width and emoji are told apart', async () => {
      const labels = ['Lesson', 'lesson', 'lésson', 'ｌesson', '👍', '👎', 'ß', 'ss'];
      await database.transaction(async (tx) => {
        for (const [i, label] of labels.entries()) await put(tx, `i${i}`, { label });
      });
      const found = await database.reader.manager.findBy(ContractItem, { label: In(['lesson', '👍', 'ss']) });
      expect(found.map((item) => item.label).sort()).toEqual(['lesson', 'ss', '👍']);
      await expect(database.transaction((tx) => put(tx, 'twice', { label: '👍' }))).rejects.toThrow();
    });

    it('a reader sees what has just been committed, durable against power cuts or not', async () => {
      for (let i = 0; i < 20; i += 1) {
        await database.transaction((tx) => put(tx, `i${i}`), { durable: i % 2 === 0 });
        expect(await database.reader.manager.count(ContractItem)).toBe(i + 1);
      }
    });
  });
}
