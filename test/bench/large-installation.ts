import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type RunningApp } from '../support/app.js';
import { ApiClient } from '../support/client.js';

const require = createRequire(import.meta.url);

interface Statement {
  run(...values: unknown[]): unknown;
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
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
const TITLES = [
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
  remove: () => void;
}

const pad = (n: number, width = 12) => n.toString(16).padStart(width, '0');
const rowId = (n: number) => `01890000-0000-7000-8000-${pad(n)}`;

/**
 * An installation with `count` published resources: made by the first-run page, then filled by SQL. Half belong to the
 * core school and are shared with the group, the rest to one member school and are shared with it; the reader wrote
 * one in a thousand.
 */
export async function largeInstallation(count: number): Promise<LargeInstallation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianke-bench-'));
  const app = await startApp({ dataDir, env: { LOG_LEVEL: 'warn', SETUP_CODE: 'bench' } });
  const client = await setUp(app);
  const session = (await client.get<{ user: { id: string }; homeSchoolId: string }>('session')).body;
  await app.stop();
  const raw = openRaw(dataDir);
  const groupId = (raw.prepare('SELECT id FROM school_group').get() as { id: string }).id;
  const schoolId = session.homeSchoolId;
  const userId = session.user.id;
  fill(raw, count, { groupId, schoolId, userId });
  const hasDepartments = raw.prepare('SELECT 1 FROM membership WHERE account_id = ?').all(userId).length;
  raw.close();
  if (hasDepartments === 0) throw new Error('The reader belongs nowhere');
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
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
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

function fill(
  raw: RawDatabase,
  count: number,
  ids: { groupId: string; schoolId: string; userId: string },
): void {
  const start = Date.UTC(2024, 0, 1);
  const resource = raw.prepare(
    `INSERT INTO resource (id, rev, school_id, author_id, state, title, description, type, stage, subject, grade, book_id, chapter_id, tags, link_url, audience, published_at, trashed_at, created_at, updated_at)
     VALUES (?, 1, ?, ?, 'published', ?, ?, 'lesson_plan', 'primary', 'math', 'g3', NULL, NULL, '["同步"]', 'https://example.org/', '{"preset":"group","previewOnly":false}', ?, NULL, ?, ?)`,
  );
  const entry = raw.prepare(
    `INSERT INTO access_entry (object_type, object_id, principal, source, level, sort_time, visible_from, visible_until) VALUES ('resource', ?, ?, ?, ?, ?, NULL, NULL)`,
  );
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
    entry.run(id, `a:${author}:${ids.schoolId}`, 'author', 4, at);
    entry.run(id, `u:${author}`, 'author', 2, at);
    entry.run(id, `m:${ids.schoolId}`, 'catalogue', 4, at);
    entry.run(id, n % 2 === 0 ? `g:${ids.groupId}` : `s:${ids.schoolId}`, 'audience', 2, at);
    if (n % 50_000 === 0) raw.exec('COMMIT; BEGIN');
  }
  raw.exec('COMMIT; ANALYZE');
}

/** Logs the reader of an installation in. */
export function loginReader(app: RunningApp, installation: LargeInstallation): Promise<ApiClient> {
  return new ApiClient(app.url).login(installation.reader.loginName, installation.reader.password);
}
