import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { MysqlDatabase } from '../../src/platform/database/adapters/mysql.database.js';
import type { Queryable } from '../../src/platform/database/database.port.js';
import { startChild } from '../support/child.js';
import { mysqlPlace } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { services, whereAvailable, withService } from '../support/services.js';
import { ContractItem, contractSchema, countUp } from './database-contract.js';

const open = (url: string, poolSize = 4) => MysqlDatabase.open({ url, poolSize }, contractSchema);

async function run<T = object[]>(url: string, ...statements: string[]): Promise<T> {
  const connection = await createConnection({ uri: url });
  try {
    let last: unknown;
    for (const sql of statements) [last] = await connection.query(sql);
    return last as T;
  } finally {
    await connection.end();
  }
}

const [found] =
  services.mysqlUrl === null
    ? []
    : await run<{ version: string }[]>(services.mysqlUrl, 'SELECT VERSION() AS version');
const mariadb = found?.version.includes('MariaDB') ? found.version : null;

withService('a MySQL or MariaDB server', 'MYSQL_URL', services.mysqlUrl, (server) => {
  let url: string;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    const made = await mysqlPlace(server);
    url = (made.place as { url: string }).url;
    drop = made.drop;
  });
  afterEach(() => drop());

  const name = () => new URL(url).pathname.slice(1);
  const changed = (change: (url: URL) => void): string => {
    const other = new URL(url);
    change(other);
    return other.href;
  };

  describe('that cannot be used is refused at start with one sentence', () => {
    const refusal = async (at: string): Promise<string> => {
      const error = await open(at)
        .then(
          async (database) => database.migrate().finally(() => database.close()),
          (reason: unknown) => reason,
        )
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'StartRefused' });
      const { message, text } = error as Error & { text: { zh: string } };
      expect(`${message}${text.zh}`).not.toMatch(/\n/);
      expect(text.zh).toMatch(/。$/);
      return message;
    };

    it('a wrong password', async () => {
      const wrong = changed((u) => (u.password = 'wrong'));
      const { hostname, username } = new URL(url);
      expect(await refusal(wrong)).toBe(
        `The database server at ${hostname} refuses the account ${username}: look at the name and password in DATABASE_URL.`,
      );
    });

    it('a server that is away, a database that is not there, an address without one', async () => {
      expect(await refusal('mysql://lianke:x@127.0.0.1:1/lianke')).toMatch(
        /^The database server at 127.0.0.1 cannot be reached: /,
      );
      expect(await refusal(changed((u) => (u.pathname = '/lianke_test_absent')))).toMatch(
        /^There is no database lianke_test_absent, or/,
      );
      expect(await refusal(changed((u) => (u.pathname = '/')))).toMatch(/^DATABASE_URL names no database/);
    });

    it.each(['latin1 COLLATE latin1_swedish_ci', 'utf8mb4 COLLATE utf8mb4_general_ci'])(
      'a database of CHARACTER SET %s; the statement it names makes it usable',
      async (form) => {
        await run(url, `ALTER DATABASE ${name()} CHARACTER SET ${form}`);
        const said = await refusal(url);
        const remedy = /run (ALTER DATABASE .* COLLATE utf8mb4_bin) first/.exec(said)![1]!;
        await run(url, remedy);
        const database = await open(url);
        await database.migrate();
        expect(await database.schemaDifference()).toEqual([]);
        await database.close();
      },
    );

    it('a table that compares text in another way', async () => {
      const database = await open(url);
      await database.migrate();
      await database.close();
      await run(url, 'ALTER TABLE contract_item CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci');
      expect(await refusal(url)).toMatch(/^The table contract_item compares text by utf8mb4_general_ci/);
    });

    it('an account that may only read, on an empty database and on a finished one', async () => {
      const reader = `reader_${randomBytes(4).toString('hex')}`;
      const host = (await run<{ u: string }[]>(url, 'SELECT CURRENT_USER() AS u'))[0]!.u.split('@')[1]!;
      await run(
        url,
        `CREATE USER '${reader}'@'${host}' IDENTIFIED BY 'read-Only-1'`,
        `GRANT SELECT ON ${name()}.* TO '${reader}'@'${host}'`,
      );
      const readOnly = changed((u) => {
        u.username = reader;
        u.password = 'read-Only-1';
      });
      const sentence = new RegExp(
        `^The account ${reader} cannot write to the database ${name()} \\(.*denied.*\\): it needs`,
      );
      try {
        expect(await refusal(readOnly)).toMatch(sentence);
        const database = await open(url);
        await database.migrate();
        await database.close();
        expect(await refusal(readOnly)).toMatch(sentence);
      } finally {
        await run(url, `DROP USER '${reader}'@'${host}'`);
      }
    });
  });

  it('two programs that start at once bring one schema up to date', async () => {
    const databases = await Promise.all([open(url, 1), open(url, 1)]);
    const applied = await Promise.all(databases.map((database) => database.migrate()));
    expect(applied.flat()).toHaveLength(1);
    await Promise.all(databases.map((database) => database.close()));
  });

  it('a deadlock runs the whole unit again: both take effect, once', async () => {
    const database = await open(url);
    await database.migrate();
    await database.transaction(async (tx) => {
      for (const id of ['a', 'b'])
        await tx.manager.insert(ContractItem, { id, label: id, count: 0, open: true });
    });
    let runs = 0;
    let arrived = 0;
    let both = (): void => undefined;
    const meeting = new Promise<void>((resolve) => (both = resolve));
    const crossing = (first: string, second: string) =>
      database.transaction(async (tx) => {
        runs += 1;
        await countUp(tx, first);
        arrived += 1;
        if (arrived === 2) both();
        await meeting;
        await countUp(tx, second);
      });
    await Promise.all([crossing('a', 'b'), crossing('b', 'a')]);
    const counts = await database.reader.manager.find(ContractItem, { order: { id: 'ASC' } });
    expect(counts.map((item) => item.count)).toEqual([2, 2]);
    expect(runs).toBe(3);
    await database.close();
  });

  it('more units than connections wait for one, also when each reads beside itself', async () => {
    const database = await open(url, 2);
    await database.migrate();
    let inside = 0;
    let most = 0;
    const units = Array.from({ length: 30 }, (_, i) =>
      database.transaction(async (tx) => {
        most = Math.max(most, (inside += 1));
        await tx.manager.insert(ContractItem, { id: `${i}`, label: `${i}`, count: 0, open: true });
        await database.reader.manager.count(ContractItem);
        inside -= 1;
      }),
    );
    await Promise.all(units);
    expect(most).toBe(2);
    expect(await database.reader.manager.count(ContractItem)).toBe(30);
    const rows = await run<object[]>(
      url,
      `SELECT 1 FROM information_schema.PROCESSLIST WHERE DB = '${name()}'`,
    );
    // Two for writing, two for reading, and the one that asks.
    expect(rows.length).toBeLessThanOrEqual(5);
    await database.close();
  });

  it('connections that the server has cut are replaced', async () => {
    const database = await open(url);
    await database.migrate();
    const rows = await run<{ id: number }[]>(
      url,
      `SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = '${name()}' AND ID <> CONNECTION_ID()`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
    await run(server, ...rows.map(({ id }) => `KILL ${id}`));
    await eventually('it answers again', () =>
      database.reader.manager.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    );
    await eventually('it writes again', () =>
      database
        .transaction((tx) => tx.manager.insert(ContractItem, { id: 'a', label: 'a', count: 0, open: true }))
        .then(
          () => true,
          () => false,
        ),
    );
    await database.close();
  });

  // MySQL has nothing of the kind.
  whereAvailable('a process that is frozen in a unit of work', 'MariaDB', mariadb, () => {
    it('keeps its locks for a while only; thawed, it has done nothing of it and goes on', async () => {
      const database = await open(url);
      await database.migrate();
      await database.transaction((tx) =>
        tx.manager.insert(ContractItem, { id: 'a', label: 'a', count: 0, open: true }),
      );
      const sleeper = startChild('test/contract/database-sleeper.ts', { url, id: 'a' });
      try {
        await sleeper.said('holds the row');
        sleeper.process.kill('SIGSTOP');
        const began = Date.now();
        await database.transaction((tx) => countUp(tx, 'a'));
        expect(Date.now() - began).toBeLessThan(9_000);
        sleeper.process.kill('SIGCONT');
        sleeper.process.kill('SIGUSR2');
        await sleeper.said('rolled back');
        await sleeper.said('went on');
        const { count } = await database.reader.manager.findOneByOrFail(ContractItem, { id: 'a' });
        expect(count).toBe(2);
      } finally {
        await sleeper.kill();
        await database.close();
      }
    });

    it('has half a minute between two statements, on every connection; reading, such as a backup, is not limited', async () => {
      const database = await open(url, 2);
      const seconds = async ({ manager }: Queryable): Promise<number> => {
        const [row] = await manager.query<{ s: number }[]>('SELECT @@SESSION.idle_transaction_timeout AS s');
        return row!.s;
      };
      const both = [1, 2].map(() => database.transaction(seconds));
      expect(await Promise.all(both)).toEqual([30, 30]);
      expect(await database.snapshot(seconds)).toBe(0);
      await database.close();
    });
  });
});
