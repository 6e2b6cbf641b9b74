import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { loadSettings, type Settings } from '../../config/settings.js';
import { SystemClock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Database, Queryable } from '../../platform/database/database.port.js';
import { countRows, portableTables, readRows } from '../../platform/database/portable-rows.js';
import { appliedMigrations } from '../../platform/database/unfinished.js';
import { openStores } from '../../platform/storage/storage.module.js';
import type { ObjectStore } from '../../platform/storage/storage.port.js';
import { say, type Text } from '../words.js';
import { BackupFolder, type Manifest } from './backup-folder.js';
import { taken } from './fill-database.js';
import { fillStore, listed, withoutObject, type StoreFilling } from './fill-store.js';
import { amount, Progress } from './progress.js';
import { blobsOf, openSource, unfinishedUploads, type BlobRow } from './source.js';

const { version } = createRequire(import.meta.url)('../../../package.json') as { version: string };
/** Keys that are printed before only their number is told. */
const SHOWN = 20;

type Rows = Pick<Manifest, 'migrations' | 'tables' | 'unfinishedUploads'> & { blobs: BlobRow[] };

/**
 * Copies an installation into a folder, beside a server that may be running: first the rows, as they were at one
 * instant, then the objects, so that whatever the rows speak of is there. Into the folder of an earlier or unfinished
 * backup only those objects are copied that it does not have. Exit code 1 when something was missing.
 */
export async function backup(directory: string, { dryRun = false }: { dryRun?: boolean }): Promise<void> {
  const settings = loadSettings();
  const folder = new BackupFolder(resolve(directory));
  await folder.requireUsable();
  const database = await openSource(settings);
  try {
    const { objects } = await openStores(settings.storage, new SystemClock());
    if (dryRun) await tell(database, objects);
    else await copyAll(settings, database, objects, folder);
  } finally {
    await database.close();
  }
}

async function tell(database: Database, objects: ObjectStore): Promise<void> {
  const q = database.reader;
  const tables = taken(portableTables(q));
  let rows = 0;
  for (const table of tables) rows += await countRows(q, table);
  const there = await listed(objects);
  const bytes = [...there.values()].reduce((sum, { size }) => sum + size, 0);
  console.log(
    say({
      zh: `将备份 ${tables.length} 张表 ${rows} 行，${there.size} 个对象，共 ${amount(bytes)}。`,
      en: `To be copied: ${rows} rows in ${tables.length} tables, ${there.size} objects, ${amount(bytes)}.`,
    }),
  );
  const sums = new Map([...there].map(([key, { size }]) => [key, { size, sha256: '' }]));
  list(MISSING, withoutObject(await blobsOf(q, tables), sums));
  console.log(say({ zh: '以上只是检查，没有改动。', en: 'Nothing was written.' }));
}

async function copyAll(
  settings: Settings,
  database: Database,
  objects: ObjectStore,
  folder: BackupFolder,
): Promise<void> {
  const progress = new Progress();
  const id = newId();
  const rowsFolder = `rows-${id}`;
  await folder.begin(rowsFolder);
  const madeAt = new Date().toISOString();
  const rows = await database.snapshot((q) => copyRows(q, folder, rowsFolder, progress));
  const to = await folder.objects();
  const expected = new Map(rows.blobs.map(({ objectKey, sha256 }) => [objectKey, sha256]));
  const filling = await fillStore({
    from: objects,
    to,
    ledger: folder.ledger,
    expected,
    alone: false,
    progress,
  });
  const missing = withoutObject(rows.blobs, filling.held);
  const bytes = [...filling.held.values()].reduce((sum, { size }) => sum + size, 0);
  const { migrations, tables, unfinishedUploads } = rows;
  await folder.finish({
    format: 'lianke-backup',
    version: 1,
    id,
    program: version,
    madeAt,
    from: { database: settings.database.driver, storage: settings.storage.driver },
    migrations,
    rowsFolder,
    tables,
    objects: { count: filling.held.size, bytes },
    missing,
    unfinishedUploads,
  });
  // What the earlier backup had and this one has not.
  const surplus = [...(await listed(to)).keys()].filter((key) => !filling.held.has(key));
  await to.delete(surplus);
  progress.line({
    zh: `对象：共 ${filling.held.size} 个（${amount(bytes)}），本次复制 ${filling.copied} 个，均已读回核对。`,
    en: `Objects: ${filling.held.size} (${amount(bytes)}); ${filling.copied} copied now and read again.`,
  });
  report(filling, missing);
  if (unfinishedUploads > 0)
    progress.line({
      zh: `${unfinishedUploads} 个未完成的上传不在备份中：恢复后需重新传送。`,
      en: `${unfinishedUploads} unfinished uploads are not in the backup: after a restore they are sent again.`,
    });
  progress.line({ zh: `备份完成：${folder.path}`, en: `The backup is complete: ${folder.path}` });
}

async function copyRows(
  q: Queryable,
  folder: BackupFolder,
  rowsFolder: string,
  progress: Progress,
): Promise<Rows> {
  const tables = taken(portableTables(q));
  let total = 0;
  for (const table of tables) total += await countRows(q, table);
  const written: Manifest['tables'] = [];
  let done = 0;
  for (const table of tables) {
    const onRows = (count: number) =>
      progress.show({ zh: '复制数据行', en: 'rows copied' }, (done += count), total);
    const sum = await folder.writeTable(rowsFolder, table, readRows(q, table), onRows);
    written.push({ ...table, ...sum });
  }
  progress.line({
    zh: `数据行：${done} 行，${tables.length} 张表。`,
    en: `Rows: ${done} in ${tables.length} tables.`,
  });
  return {
    tables: written,
    migrations: await appliedMigrations(q),
    blobs: await blobsOf(q, tables),
    unfinishedUploads: await unfinishedUploads(q),
  };
}

const MISSING = {
  zh: '数据库提到、存储中却没有的对象：',
  en: 'objects that rows speak of and the store does not have:',
};

/** Says what could not be copied; exit code 1 when that is a loss. */
export function report({ gone, damaged }: StoreFilling, missing: readonly string[]): void {
  list({ zh: '期间被删除的对象：', en: 'objects that were deleted meanwhile:' }, gone, false);
  list({ zh: '内容损坏、未复制的对象：', en: 'objects with wrong bytes, not copied:' }, damaged);
  list(MISSING, missing);
}

function list(what: Text, keys: readonly string[], isLoss = true): void {
  if (keys.length === 0) return;
  console.log(`${say(what)} ${keys.length}`);
  for (const key of keys.slice(0, SHOWN)) console.log(`  ${key}`);
  if (keys.length > SHOWN) console.log(`  … +${keys.length - SHOWN}`);
  if (isLoss) process.exitCode = 1;
}
