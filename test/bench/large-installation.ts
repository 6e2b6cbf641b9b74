import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { newestIndex } from '../../src/platform/search/adapters/fts/index-names.js';
import { startApp, type RunningApp } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { kept } from './kept.js';

const require = createRequire(import.meta.url);

interface Statement {
  run(...values: unknown[]): unknown;
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  iterate(...values: unknown[]): Iterable<unknown>;
}
export interface RawDatabase {
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
}

const Database = require('libsql') as new (file: string, options?: object) => RawDatabase;

/** Opens the installation's database by hand: for the SQL that benches compare with. */
export function openRaw(dataDir: string): RawDatabase {
  return new Database(join(dataDir, 'lianke.sqlite'), { timeout: 2_000 });
}

const PASSWORD = 'Bench-pass-2026';
export const TITLES = [
  '一元一次方程',
  '观潮',
  '分数的初步认识',
  '光的折射',
  '元素周期表',
  '三角形全等',
  '荷塘月色',
  '过去进行时',
  '植物的光合作用',
  '压强',
];

export interface LargeInstallation {
  dataDir: string;
  /** who reads: a teacher of a member school */
  reader: { id: string; loginName: string; password: string; principals: string[] };
  sampleIds: string[];
}

interface Ids {
  groupId: string;
  schoolId: string;
  userId: string;
}

const pad = (n: number, width = 12) => n.toString(16).padStart(width, '0');
const rowId = (n: number) => `01890000-0000-7000-8000-${pad(n)}`;

/**
 * An installation with `count` published resources, kept for later runs: made by the first-run page, then filled by
 * SQL. Half of the resources are shared with the group, half with the school; the reader wrote one in a thousand.
 * `indexed` fills the search index too.
 */
export async function largeInstallation(count: number, { indexed = false } = {}): Promise<LargeInstallation> {
  const dataDir = await kept(`installation-${count}`, (directory) => make(directory, count));
  if (indexed) await index(dataDir);
  const ids = JSON.parse(readFileSync(join(dataDir, 'bench.json'), 'utf8')) as Ids;
  const { userId, schoolId, groupId } = ids;
  return {
    dataDir,
    reader: {
      id: userId,
      loginName: 'bench',
      password: PASSWORD,
      principals: [
        `u:${userId}`,
        `s:${schoolId}`,
        `g:${groupId}`,
        `m:${schoolId}`,
        `a:${userId}:${schoolId}`,
      ],
    },
    sampleIds: Array.from({ length: 50 }, (_, i) => rowId(Math.floor((i * count) / 50) + 1)),
  };
}

async function make(dataDir: string, count: number): Promise<void> {
  const app = await startApp({ dataDir, env: { LOG_LEVEL: 'warn', SETUP_CODE: 'bench' } });
  const client = await setUp(app);
  const session = (await client.get<{ user: { id: string }; homeSchoolId: string }>('session')).body;
  await app.stop();
  const raw = openRaw(dataDir);
  const groupId = (raw.prepare('SELECT id FROM school_group').get() as { id: string }).id;
  const ids: Ids = { groupId, schoolId: session.homeSchoolId, userId: session.user.id };
  fill(raw, count, ids);
  const memberships = raw.prepare('SELECT 1 FROM membership WHERE account_id = ?').all(ids.userId).length;
  raw.close();
  if (memberships === 0) throw new Error('The reader belongs nowhere');
  writeFileSync(join(dataDir, 'bench.json'), JSON.stringify(ids));
}

/** Fills the search index unless it was filled before, by an engine of the same schema. */
async function index(dataDir: string): Promise<void> {
  const mark = join(dataDir, 'indexed');
  const schemaOf = (path: string | null) => basename(path ?? '').replace(/\d{8}\.db$/, '');
  const schema = () => schemaOf(newestIndex(join(dataDir, 'search')));
  if (existsSync(mark) && readFileSync(mark, 'utf8') === schema()) return;
  await startApp({ dataDir, entry: ['dist/cli.js', 'reindex', '--offline'], untilExit: true });
  writeFileSync(mark, schema());
}

async function setUp(app: RunningApp): Promise<ApiClient> {
  const code = /[A-Z0-9]{4}(?:-[A-Z0-9]{4})+/.exec(app.output())?.[0];
  if (!code) throw new Error(`No setup code was printed:\n${app.output()}`);
  const client = new ApiClient(app.url);
  const made = await client.post('setup', {
    code,
    groupName: '基准教育集团',
    schoolName: '核心学校',
    loginName: 'bench',
    name: '测试员',
    password: PASSWORD,
  });
  if (made.status >= 300) throw new Error(`Setup failed: ${JSON.stringify(made.body)}`);
  return client;
}

/**
 * Statements that write a published resource (id, school, author, title, description, published, created, updated) and
 * a row of its access (resource, principal, source, level, sort time, visible from).
 */
export function inserts(raw: RawDatabase): { resource: Statement; entry: Statement } {
  return {
    resource: raw.prepare(
      `INSERT INTO resource (id, rev, school_id, author_id, state, title, description, type, stage, subject, grade, book_id, chapter_id, tags, link_url, audience, licence, published_at, trashed_at, created_at, updated_at)
       VALUES (?, 1, ?, ?, 'published', ?, ?, 'lesson_plan', 'primary', 'math', 'g3', NULL, NULL, '["同步"]', 'https://example.org/', '{"preset":"group","previewOnly":false}', 'GROUP-ONLY', ?, NULL, ?, ?)`,
    ),
    entry: raw.prepare(
      `INSERT INTO access_entry (object_type, object_id, principal, source, level, sort_time, visible_from, visible_until) VALUES ('resource', ?, ?, ?, ?, ?, ?, NULL)`,
    ),
  };
}

function fill(raw: RawDatabase, count: number, ids: Ids): void {
  const start = Date.UTC(2024, 0, 1);
  const { resource, entry } = inserts(raw);
  raw.exec('PRAGMA synchronous = OFF');
  raw.exec('BEGIN');
  for (let n = 1; n <= count; n += 1) {
    const id = rowId(n);
    const at = start + n * 1_000;
    const mine = n % 1_000 === 0;
    const author = mine ? ids.userId : rowId(0xa00000 + (n % 500));
    resource.run(
      id,
      ids.schoolId,
      author,
      `${TITLES[n % TITLES.length]} 教学设计 第${n}份`,
      '一份测试用的教学设计',
      at,
      at,
      at,
    );
    entry.run(id, `a:${author}:${ids.schoolId}`, 'author', 4, at, null);
    entry.run(id, `u:${author}`, 'author', 2, at, null);
    entry.run(id, `m:${ids.schoolId}`, 'catalogue', 4, at, null);
    entry.run(id, n % 2 === 0 ? `g:${ids.groupId}` : `s:${ids.schoolId}`, 'audience', 2, at, null);
    if (n % 50_000 === 0) raw.exec('COMMIT; BEGIN');
  }
  raw.exec('COMMIT; ANALYZE');
}

/** Logs the reader of an installation in. */
export function loginReader(app: RunningApp, installation: LargeInstallation): Promise<ApiClient> {
  return new ApiClient(app.url).login(installation.reader.loginName, installation.reader.password);
}
