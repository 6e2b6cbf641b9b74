import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SCHEMA } from '../../src/app.module.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { portableTables, sumRows, type TableSum } from '../../src/platform/database/portable-rows.js';
import { sumObject } from '../../src/platform/storage/copy-object.js';
import type { ResourceView, SearchResponse } from '../../src/contracts/index.js';
import { parseSettings } from '../../src/config/settings.js';
import { openDatabase } from '../../src/platform/database/database.module.js';
import { openStores } from '../../src/platform/storage/storage.module.js';
import { startApp, type RunningApp } from '../support/app.js';
import { lianke } from '../support/cli.js';
import { ApiClient, eventually } from '../support/client.js';
import { freePort } from '../support/free-port.js';
import { services, withService } from '../support/services.js';
import { foundGroup, PASSWORD } from '../support/small-group.js';
import { provideStack, type Stack } from '../support/stack.js';

type Env = Record<string, string>;

/** What a process writes of itself, and what is made anew elsewhere. */
const OWN = new Set(['process_node', 'queue_delivery', 'outbox_job', 'schedule_slot']);
const TEXTS = [
  '钱塘江大潮自古以来被称为天下奇观。',
  '勾股定理：两直角边的平方和。',
  "Emoji 🎉 “引号” \\ ' %",
];

/** Every table's and every object's sum. */
async function contents(env: Env): Promise<{ rows: Record<string, TableSum>; objects: Env }> {
  const settings = parseSettings(env);
  const database = await openDatabase(settings.database, SCHEMA);
  try {
    const rows: Record<string, TableSum> = {};
    for (const table of portableTables(database.reader))
      if (!OWN.has(table.name)) rows[table.name] = await sumRows(database.reader, table);
    const { objects: store } = await openStores(settings.storage, new SystemClock());
    const objects: Env = {};
    // What the start writes to try the store is its own.
    for await (const { key } of store.list(''))
      if (!key.startsWith('probe/')) objects[key] = (await sumObject(store, key)).sha256;
    return { rows, objects };
  } finally {
    await database.close();
  }
}

/** Everything below a folder, with its size. */
const files = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/-(wal|shm)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [];

/** Runs the command and kills it as soon as `now` says so; whether it was still running then. */
async function killedWhen(args: string[], env: Env, now: () => Promise<boolean> | boolean): Promise<boolean> {
  const child = spawn(process.execPath, ['dist/cli.js', ...args], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
  });
  child.stdout.resume();
  child.stderr.resume();
  const gone = once(child, 'exit');
  while (child.exitCode === null && !(await now())) await new Promise((wake) => setTimeout(wake, 5));
  const alive = child.exitCode === null;
  child.kill('SIGKILL');
  await gone;
  return alive;
}

describe('an installation that is backed up, restored and moved', () => {
  const root = mkdtempSync(join(tmpdir(), 'lianke-transfer-'));
  const home: Env = { DATA_DIR: join(root, 'home') };
  const folder = join(root, 'backup');
  let resourceIds: string[];
  let before: Awaited<ReturnType<typeof contents>>;

  /** Starts an installation, logs its author in with the old password, and stops it again. */
  async function running(
    env: Env,
    act: (author: ApiClient, app: RunningApp) => Promise<void>,
  ): Promise<void> {
    const { PORT: _, ...rest } = env; // the test chooses the port itself
    const app = await startApp({ dataDir: env['DATA_DIR']!, env: rest, stack: [] });
    try {
      await act(await new ApiClient(app.url).login('author', PASSWORD), app);
    } finally {
      await app.stop();
    }
  }

  /** What has come about starts; what was published is found and opened. */
  const works = (env: Env): Promise<void> =>
    running(env, async (author, app) => {
      const find = async () => (await author.get<SearchResponse>('search?text=天下奇观')).body;
      const found = await eventually(find, ({ total }) => total === 1, 60_000);
      expect(JSON.stringify(found)).toContain(resourceIds[0]);
      for (const [i, id] of resourceIds.entries()) {
        const { body } = await author.get<ResourceView>(`resources/${id}`);
        const address = `/api/v1/resources/${id}/files/${body.fullFiles[0]!.id}/original`;
        const answer = await fetch(`${app.url}${address}`, { headers: { cookie: author.cookies() } });
        expect([answer.status, await answer.text()]).toEqual([200, TEXTS[i]]);
      }
    });

  beforeAll(async () => {
    const app: RunningApp = await startApp({ dataDir: home['DATA_DIR']!, stack: [] });
    const { author } = await foundGroup(app);
    resourceIds = [];
    for (const [i, text] of TEXTS.entries()) {
      const uploadId = await author.upload(`课文 ${i}.txt`, Buffer.from(text));
      const { body } = await author.post<{ id: string }>('resources', {
        title: `教案 ${i}`,
        type: 'lesson_plan',
        uploadIds: [uploadId],
      });
      resourceIds.push(body.id);
    }
    const publish = async () => {
      const { rev } = (await author.get<{ rev: number }>(`resources/${resourceIds[0]!}`)).body;
      const match = { 'if-match': `"${rev}"` };
      return author.post(`resources/${resourceIds[0]!}/publish`, { audience: { preset: 'school' } }, match);
    };
    await eventually(publish, ({ status }) => status === 200);
    const ready = async () =>
      Promise.all(
        resourceIds.map(
          async (id) => (await author.get<ResourceView>(`resources/${id}`)).body.fullFiles?.[0]?.state,
        ),
      );
    await eventually(ready, (states) => states.every((state) => state === 'ready'));
    // Beside the running server: what is written meanwhile is in it or not, and nothing is torn.
    const env = { ...home, PORT: new URL(app.url).port };
    expect(await lianke(['backup', folder], { env })).toMatchObject({ code: 0, stderr: '' });
    const refused = await lianke(['move', '--to', settingsFile({ DATA_DIR: join(root, 'x') })], { env });
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('Lianke is running')]);
    await app.stop();
    before = await contents(home);
  }, 180_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  function settingsFile(env: Env): string {
    const file = join(root, `${Object.keys(env).join('-').slice(0, 60)}.env`);
    writeFileSync(
      file,
      Object.entries(env)
        .map(([key, value]) => `${key}=${value}\n`)
        .join(''),
    );
    return file;
  }

  it('is backed up again into the same folder: only what is new is copied', async () => {
    const ran = await lianke(['backup', folder], { env: home });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('0 copied now');
    expect(readdirSync(folder).filter((name) => name.startsWith('rows-'))).toHaveLength(1);
  });

  it('is restored elsewhere row for row and object for object, and found again', async () => {
    const env: Env = { DATA_DIR: join(root, 'restored'), PORT: String(await freePort()) };
    const dry = await lianke(['restore', folder, '--dry-run'], { env });
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(env['DATA_DIR']!)).toBe(false);
    expect(await lianke(['restore', folder], { env })).toMatchObject({ code: 0, stderr: '' });
    expect(await contents(env)).toEqual(before);
    await works(env);
    const again = await lianke(['restore', folder], { env });
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('not empty')]);
  }, 120_000);

  it('refuses a folder that is no backup, a damaged backup, and a folder with other things', async () => {
    const env: Env = { DATA_DIR: join(root, 'nowhere') };
    expect((await lianke(['restore', root], { env })).stderr).toContain('no finished backup');
    expect((await lianke(['backup', root], { env: home })).stderr).toContain('neither empty nor a backup');
    const copy = join(root, 'damaged');
    expect(await lianke(['backup', copy], { env: home })).toMatchObject({ code: 0 });
    const rows = files(copy).find((file) => file.endsWith('account.jsonl.gz'))!;
    writeFileSync(rows, readFileSync(rows).subarray(0, 40));
    expect((await lianke(['restore', copy], { env })).stderr).toContain('is damaged: account');
    expect(existsSync(env['DATA_DIR']!)).toBe(false);
  });

  withService('with grown services', 'MYSQL_URL', services.mysqlUrl, () => {
    const kind = services.versitygw ? 'versitygw' : 'minio';
    let stack: Stack;
    beforeAll(async () => (stack = await provideStack(['mysql', kind])), 60_000);
    afterAll(() => stack.drop());

    it('is restored into them, killed twice on the way', async () => {
      const fresh = await provideStack(['mysql', kind]);
      try {
        const env: Env = { DATA_DIR: join(root, 'grown'), ...fresh.env };
        const ledger = () => files(env['DATA_DIR']!).some((file) => file.includes('restore-'));
        expect(await killedWhen(['restore', folder], env, () => existsSync(env['DATA_DIR']!))).toBe(true);
        expect(await killedWhen(['restore', folder], env, ledger)).toBe(true);
        const early = await lianke(['migrate'], { env });
        expect([early.code, early.stderr]).toEqual([1, expect.stringContaining('not been filled')]);
        expect(await lianke(['restore', folder], { env })).toMatchObject({ code: 0, stderr: '' });
        expect(await contents(env)).toEqual(before);
      } finally {
        await fresh.drop();
      }
    }, 120_000);

    it('is moved to them and back, killed on the way; a dry run changes nothing', async () => {
      const to = settingsFile(stack.env);
      const held = files(home['DATA_DIR']!);
      const dry = await lianke(['move', '--to', to, '--dry-run'], { env: home });
      expect(dry).toMatchObject({ code: 0, stderr: '' });
      expect(dry.stdout).toContain('Nothing was changed');
      expect(files(home['DATA_DIR']!)).toEqual(held);
      const grown: Env = { ...home, ...stack.env };
      expect((await contentsOfEmpty(grown)).length).toBe(0);

      const ledger = () => existsSync(join(home['DATA_DIR']!, 'transfer'));
      expect(await killedWhen(['move', '--to', to], home, ledger)).toBe(true);
      const moved = await lianke(['move', '--to', to], { env: home });
      expect(moved).toMatchObject({ code: 0, stderr: '' });
      expect(moved.stdout).toContain('DATABASE_DRIVER=mysql');
      expect(moved.stdout).toContain('S3_SECRET_KEY=***');
      expect(moved.stdout).not.toContain(stack.env['S3_SECRET_KEY']);
      expect(await contents(grown)).toEqual(before);
      expect(await contents(home)).toEqual(before);
      await works(grown);

      const after = await contents(grown);
      const back: Env = { DATA_DIR: join(root, 'back'), DATABASE_DRIVER: 'sqlite', STORAGE_DRIVER: 'disk' };
      const returned = await lianke(['move', '--to', settingsFile(back)], { env: grown });
      expect(returned).toMatchObject({ code: 0, stderr: '' });
      expect(await contents({ ...grown, ...back })).toEqual(after);
      await works(back);
    }, 180_000);

    /** The objects of a store. */
    async function contentsOfEmpty(env: Env): Promise<string[]> {
      const { objects } = await openStores(parseSettings(env).storage, new SystemClock());
      const keys: string[] = [];
      for await (const { key } of objects.list('')) if (!key.startsWith('probe/')) keys.push(key);
      return keys;
    }

    withService('and with Redis', 'REDIS_URL', services.redisUrl, () => {
      // The other store than above, where both are.
      const other = services.minio ? 'minio' : 'versitygw';
      const provided: Stack[] = [];
      const fresh = async (): Promise<Stack> => {
        provided.push(await provideStack(['mysql', 'redis', other]));
        return provided.at(-1)!;
      };
      let grown: Env;
      afterAll(async () => {
        for (const one of provided) await one.drop();
      });

      it('is moved to one service after the other, each alone; what waits in one queue is done by the next', async () => {
        const to = (await fresh()).env;
        let env: Env = { DATA_DIR: join(root, 'alone') };
        cpSync(home['DATA_DIR']!, env['DATA_DIR']!, { recursive: true });
        const moveAlone = async (port: string, keys: RegExp) => {
          const only = Object.fromEntries(Object.entries(to).filter(([key]) => keys.test(key)));
          const ran = await lianke(['move', '--to', settingsFile(only)], { env });
          expect(ran).toMatchObject({ code: 0, stderr: '' });
          expect(ran.stdout).toContain(`To be moved: ${port}\n`);
          env = { ...env, ...only };
        };
        await moveAlone('storage', /^(STORAGE|S3)_/);
        expect(await contents(env)).toEqual(before);

        let uploadId = '';
        const state = async (author: ApiClient) =>
          (await author.get<{ state: string }>(`uploads/${uploadId}`)).body.state;
        const { REDIS_URL, REDIS_PREFIX } = to as { REDIS_URL: string; REDIS_PREFIX: string };
        // A process that leaves this work to others, of whom there are none.
        const idle = { NODES: 'one-host', WORK_LANES: 'index,bulk', LIVE_DRIVER: 'redis' };
        await running({ ...env, ...idle, REDIS_URL, REDIS_PREFIX }, async (author) => {
          uploadId = await author.upload('观潮.txt', Buffer.from('午后一点左右。'));
          expect(await state(author)).toBe('verifying');
        });
        await moveAlone('queue', /^(QUEUE_DRIVER|REDIS_)/);
        await running(env, async (author) => {
          await eventually(
            () => state(author),
            (now) => now === 'stored',
          );
        });

        const held = await contents(env);
        await moveAlone('database', /^DATABASE_/);
        expect(await contents(env)).toEqual(held);
        await works(env);
        grown = env;
      }, 180_000);

      it('is backed up from all of them, and restored into others and into what is built in', async () => {
        const there = await contents(grown);
        const copy = join(root, 'grown-backup');
        expect(await lianke(['backup', copy], { env: grown })).toMatchObject({ code: 0, stderr: '' });
        const others: Env = { DATA_DIR: join(root, 'others'), ...(await fresh()).env };
        const embedded: Env = { DATA_DIR: join(root, 'embedded') };
        for (const env of [others, embedded]) {
          expect(await lianke(['restore', copy], { env })).toMatchObject({ code: 0, stderr: '' });
          expect(await contents(env)).toEqual(there);
          await works(env);
        }
      }, 180_000);
    });
  });
});
