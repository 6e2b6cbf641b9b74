import { createConnection, type Connection } from 'mysql2/promise';
import { StartRefused } from '../../../kernel/errors.js';

const CONNECT_MS = 10_000;
/** What text is compared by: code points, so that case, accents and emoji are told apart as on SQLite. */
export const COLLATION = 'utf8mb4_bin';
const OLDEST = { mariadb: [10, 6], mysql: [8, 0] } as const;

const RIGHTS = 'SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, TRIGGER';
const NOT_PERMITTED = new Set([
  'ER_TABLEACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_COLUMNACCESS_DENIED_ERROR',
  'ER_SPECIFIC_ACCESS_DENIED_ERROR',
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_READ_ONLY_MODE',
]);

export type ServerType = 'mysql' | 'mariadb';

/** Looks at a server before anything is built on it. Throws {@link StartRefused} when it cannot be used. */
export async function requireServer(url: string): Promise<ServerType> {
  let connection: Connection;
  try {
    connection = await createConnection({ uri: url, connectTimeout: CONNECT_MS });
  } catch (error) {
    throw away(error, url);
  }
  try {
    const [rows] = await connection.query(
      'SELECT VERSION() AS version, @@collation_database AS collation, DATABASE() AS name',
    );
    const { version, collation, name } = (
      rows as { version: string; collation: string; name: string | null }[]
    )[0]!;
    if (name === null)
      throw new StartRefused({
        zh: 'DATABASE_URL 没有指定数据库：请写成 mysql://用户:密码@主机/数据库。',
        en: 'DATABASE_URL names no database: write mysql://user:password@host/database.',
      });
    const type = requireVersion(version);
    await requireCollation(connection, name, collation);
    return type;
  } finally {
    await connection.end();
  }
}

/** `10.11.6-MariaDB-…` or `8.0.36`; MariaDB may put `5.5.5-` before its own. */
export function requireVersion(version: string): ServerType {
  const mariadb = /(\d+)\.(\d+)\.\d+-MariaDB/i.exec(version);
  const [, major, minor] = mariadb ?? /^(\d+)\.(\d+)/.exec(version) ?? [];
  const type = mariadb ? 'mariadb' : 'mysql';
  const [oldestMajor, oldestMinor] = OLDEST[type];
  const isOld = Number(major) < oldestMajor || (Number(major) === oldestMajor && Number(minor) < oldestMinor);
  if (major === undefined || isOld)
    throw new StartRefused({
      zh: `数据库服务器的版本 ${version} 太旧：需要 MySQL 8 或 MariaDB 10.6 以上。`,
      en: `The database server's version ${version} is too old: MySQL 8 or MariaDB 10.6 is needed.`,
    });
  return type;
}

async function requireCollation(connection: Connection, name: string, collation: string): Promise<void> {
  if (collation !== COLLATION)
    throw new StartRefused({
      zh: `数据库 ${name} 的排序规则是 ${collation}：请先执行 ALTER DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE ${COLLATION}。`,
      en: `The database ${name} compares text by ${collation}: run ALTER DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE ${COLLATION} first.`,
    });
  const [rows] = await connection.query(
    `SELECT TABLE_NAME AS name, TABLE_COLLATION AS collation FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' AND TABLE_COLLATION <> ? LIMIT 1`,
    [COLLATION],
  );
  const [table] = rows as { name: string; collation: string }[];
  if (table)
    throw new StartRefused({
      zh: `表 ${table.name} 的排序规则是 ${table.collation}，应为 ${COLLATION}：请先转换（ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4 COLLATE ${COLLATION}）。`,
      en: `The table ${table.name} compares text by ${table.collation} instead of ${COLLATION}: convert it first (ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4 COLLATE ${COLLATION}).`,
    });
}

/** What a failed first connection means. */
function away(error: unknown, url: string): StartRefused {
  const { hostname, username, pathname } = new URL(url);
  const { code, message } = error as { code?: string; message: string };
  switch (code) {
    case 'ER_ACCESS_DENIED_ERROR':
      return new StartRefused(
        {
          zh: `数据库服务器 ${hostname} 拒绝了账号 ${username}：请检查 DATABASE_URL 中的用户名和密码。`,
          en: `The database server at ${hostname} refuses the account ${username}: look at the name and password in DATABASE_URL.`,
        },
        { cause: error },
      );
    case 'ER_BAD_DB_ERROR':
    case 'ER_DBACCESS_DENIED_ERROR': {
      const name = pathname.slice(1);
      return new StartRefused(
        {
          zh: `数据库 ${name} 不存在，或账号 ${username} 无权使用：请先建立（CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE ${COLLATION}）并授权。`,
          en: `There is no database ${name}, or the account ${username} may not use it: create it (CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE ${COLLATION}) and grant the rights.`,
        },
        { cause: error },
      );
    }
    default:
      return new StartRefused(
        {
          zh: `无法连接数据库服务器 ${hostname}：${message || code}。`,
          en: `The database server at ${hostname} cannot be reached: ${message || code}.`,
        },
        { cause: error },
      );
  }
}

/** A statement at start that the account or the server does not permit, as a refusal; any other error as it was. */
export function notPermitted(error: unknown, url: string): unknown {
  const { code, message } = (error as { driverError?: { code?: string; message: string } }).driverError ?? {};
  if (code === undefined || !NOT_PERMITTED.has(code)) return error;
  const { username, pathname } = new URL(url);
  return new StartRefused(
    {
      zh: `账号 ${username} 不能写入数据库 ${pathname.slice(1)}（${message}）：它需要 ${RIGHTS} 权限，服务器也不能是只读的。`,
      en: `The account ${username} cannot write to the database ${pathname.slice(1)} (${message}): it needs ${RIGHTS}, and the server must not be read-only.`,
    },
    { cause: error },
  );
}
