import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchResponse, SessionView } from '../../src/contracts/index.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { lianke } from '../support/cli.js';
import { ApiClient, eventually } from '../support/client.js';
import { rowsOf } from '../support/rows.js';

const PASSWORD = '潮平两岸阔-风正一帆悬';

describe('the lianke command without an installation', () => {
  const missing = join(tmpdir(), 'lianke-test-that-does-not-exist');

  it('says in one sentence that it does not know a command, and fails', async () => {
    const ran = await lianke(['frobnicate'], { env: {} });
    expect(ran).toEqual({ code: 1, stdout: '', stderr: "lianke: unknown command 'frobnicate'\n" });
  });

  it('says so in Chinese on a Chinese terminal', async () => {
    const ran = await lianke(['frobnicate'], { env: { LANG: 'zh_CN.UTF-8' } });
    expect(ran.stderr).toBe('lianke: 没有“frobnicate”这个命令：lianke --help 列出所有命令。\n');
  });

  it('lists its commands', async () => {
    const { code, stdout } = await lianke(['--help'], { env: {} });
    expect(code).toBe(0);
    for (const name of [
      'migrate',
      'create-admin',
      'reindex',
      'sweep',
      'doctor',
      'mail-test',
      'demo',
      'backup',
      'restore',
      'move',
    ])
      expect(stdout).toContain(`  ${name} `);
  });

  it('examines the machine without making anything', async () => {
    const { code, stdout } = await lianke(['doctor'], { env: { DATA_DIR: missing } });
    expect(stdout).toContain('database: sqlite');
    expect(code).toBe(0);
    expect(existsSync(missing)).toBe(false);
  });

  it('finds servers that are named but do not answer, before anything is installed', async () => {
    const redis = { QUEUE_DRIVER: 'bullmq', REDIS_URL: 'redis://127.0.0.1:1' };
    const meili = {
      SEARCH_DRIVER: 'meilisearch',
      MEILI_URL: 'http://127.0.0.1:1',
      MEILI_KEY: 'of-sixteen-letters',
    };
    const { code, stdout } = await lianke(['doctor'], { env: { DATA_DIR: missing, ...redis, ...meili } });
    expect(code).toBe(1);
    expect(stdout).toContain('✗ Redis at 127.0.0.1:1 cannot be used');
    expect(stdout).toContain('2 broken');
    expect(stdout).not.toContain('of-sixteen-letters');
  });

  it('has nothing to sweep or to index', async () => {
    for (const command of ['sweep', 'reindex']) {
      const ran = await lianke([command], { env: { DATA_DIR: missing } });
      expect(ran.code).toBe(1);
      expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
    }
    expect(existsSync(missing)).toBe(false);
  });

  it('names the setting that is wrong', async () => {
    const ran = await lianke(['migrate'], { env: { PORT: 'many' } });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^lianke: .*PORT.*\n$/);
  });

  it('says what the tools cost that are not there', async () => {
    const env = { SOFFICE_PATH: '/nonexistent', FFMPEG_PATH: '/nonexistent', DATA_DIR: missing };
    const { code, stdout } = await lianke(['doctor'], { env: { ...env, LANG: 'zh_CN.UTF-8' } });
    expect(code).toBe(0);
    expect(stdout).toContain('没有 LibreOffice');
    expect(stdout).toContain('没有 ffmpeg');
  });
});

describe('the lianke command beside a running server', () => {
  let app: RunningApp;
  let env: Record<string, string>;

  beforeAll(async () => {
    app = await startApp();
    env = { ...app.stack.env, DATA_DIR: app.dataDir, PORT: new URL(app.url).port };
  });
  afterAll(async () => {
    await app.stop();
    await removeData(app);
  });

  const createAdmin = (login: string, more: string[], password = PASSWORD) =>
    lianke(['create-admin', '--login', login, '--name', '何清', '--password-stdin', ...more], {
      env,
      input: `${password}\n`,
    });
  const signedIn = async (login: string) => {
    const client = await new ApiClient(app.url).login(login, PASSWORD);
    return { client, session: (await client.get<SessionView>('session')).body };
  };

  it('refuses a weak password with its reason, and makes nothing', async () => {
    const ran = await createAdmin('heqing', ['--group', '青禾', '--school', '实验'], '12345678');
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/common/);
    expect((await new ApiClient(app.url).get<{ open: boolean }>('setup')).body.open).toBe(true);
  });

  it('asks for what is missing by the name of its option when nobody can be asked', async () => {
    const ran = await createAdmin('heqing', ['--group', '青禾教育集团']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('--school');
  });

  it('makes the group with its first administrator, who can log in at once', async () => {
    const ran = await createAdmin('heqing', ['--group', '青禾教育集团', '--school', '青禾实验学校']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const { session } = await signedIn('heqing');
    expect(JSON.stringify(session)).toContain('group_admin');
    expect((await new ApiClient(app.url).get<{ open: boolean }>('setup')).body.open).toBe(false);
  });

  it('adds an administrator to the one group there is, and takes a login name once', async () => {
    expect(await createAdmin('maoyun', [])).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.stringify((await signedIn('maoyun')).session)).toContain('group_admin');
    const again = await createAdmin('maoyun', []);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect((await createAdmin('another', ['--group', '没有的集团'])).stderr).toContain('青禾教育集团');
  });

  it('examines an installation at work', async () => {
    const { code, stdout } = await lianke(['doctor'], { env });
    expect(code).toBe(0);
    expect(stdout).toContain('up to date');
    expect(stdout).toContain('in step');
    const { DATABASE_DRIVER = 'sqlite', QUEUE_DRIVER = 'table', STORAGE_DRIVER = 'disk' } = env;
    for (const driver of [DATABASE_DRIVER, QUEUE_DRIVER, STORAGE_DRIVER, 'fts'])
      expect(stdout).toContain(`: ${driver}\n`);
  });

  it('finds the database up to date', async () => {
    expect((await lianke(['migrate'], { env })).stdout).toContain('up to date');
  });

  it('rebuilds the index through the server, which goes on finding', async () => {
    const { client } = await signedIn('heqing');
    const uploadId = await client.upload('观潮.txt', Buffer.from('钱塘江大潮自古以来被称为天下奇观。'));
    const made = await client.post<{ id: string; rev: number }>('resources', {
      title: '观潮 教学设计',
      type: 'lesson_plan',
      uploadIds: [uploadId],
    });
    const find = async () => (await client.get<SearchResponse>('search?text=天下奇观')).body.total;
    await eventually(
      async () => {
        const { rev } = (await client.get<{ rev: number }>(`resources/${made.body.id}`)).body;
        const audience = { preset: 'school' };
        const match = { 'if-match': `"${rev}"` };
        return client.post(`resources/${made.body.id}/publish`, { audience }, match);
      },
      (answer) => answer.status === 200,
    );
    await eventually(find, (total) => total === 1);
    const before = readdirSync(join(app.dataDir, 'search')).filter((name) => name.endsWith('.db'));
    const ran = await lianke(['reindex'], { env });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(await find()).toBe(1);
    const after = readdirSync(join(app.dataDir, 'search')).filter((name) => name.endsWith('.db'));
    expect(after).not.toEqual(before);
    expect((await lianke(['reindex', '--offline'], { env })).code).toBe(1);
  });

  it('refuses a second server on the same data', async () => {
    const second = await lianke(['demo'], { env: { ...env, PORT: '0' } });
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toMatch(/^lianke: Another Lianke is running on .*\n$/);
  });

  it('sweeps nothing away unless told to', async () => {
    const used = async () =>
      Number((await rowsOf(app, 'SELECT sum(used_bytes) AS n FROM file_quota'))[0]!['n']);
    const right = await used();
    await rowsOf(app, 'UPDATE file_quota SET used_bytes = used_bytes + 1000');
    const wrong = await used();

    const dry = await lianke(['sweep'], { env });
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(dry.stdout).toMatch(/^ +[1-9]\d* {2}counts of used room that are wrong$/m);
    expect(dry.stdout).toContain('Nothing was changed');
    expect(await used()).toBe(wrong);

    expect((await lianke(['sweep', '--apply'], { env })).code).toBe(0);
    expect(await used()).toBe(right);
  });

  it('names bytes that are lost', async () => {
    const objects = join(app.dataDir, 'objects/objects/blob');
    const [blob] = readdirSync(objects, { recursive: true, encoding: 'utf8' }).filter((n) => n.includes('.'));
    await rm(join(objects, blob!));
    const { stdout } = await lianke(['sweep'], { env });
    expect(stdout).toMatch(/^ +1 {2}missing objects/m);
    expect(stdout).toContain(`blob/${blob}`);
  });
});

describe('lianke reindex while the server is stopped', () => {
  it('leaves the work to the next start, or does it at once when asked', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lianke-test-'));
    const env = { DATA_DIR: dataDir, PORT: '1' };
    expect((await lianke(['migrate'], { env })).code).toBe(0);
    const offline = await lianke(['reindex', '--offline'], { env });
    expect(offline).toMatchObject({ code: 0, stderr: '' });
    await rm(join(dataDir, 'search'), { recursive: true });
    const later = await lianke(['reindex'], { env });
    expect(later.code).toBe(0);
    expect(later.stdout).toContain('when it starts');
    expect(existsSync(join(dataDir, 'search'))).toBe(false);
    rmSync(dataDir, { recursive: true });
  });
});
