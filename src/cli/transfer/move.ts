import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SCHEMA } from '../../app.module.js';
import { loadSettings, loadSettingsOver, type Settings } from '../../config/settings.js';
import { SystemClock } from '../../kernel/clock.js';
import { openDatabase } from '../../platform/database/database.module.js';
import type { Database, Queryable } from '../../platform/database/database.port.js';
import { countRows, portableTables, readRows } from '../../platform/database/portable-rows.js';
import { openLiveBus } from '../../platform/live/live.module.js';
import { NodeRegister, NodesRepository } from '../../platform/nodes/index.js';
import { examineQueue } from '../../platform/queue/index.js';
import { inspectSearch } from '../../platform/search/search.module.js';
import { openStores } from '../../platform/storage/storage.module.js';
import { isInstalled } from '../installation.js';
import { CliError } from '../words.js';
import { report } from './backup.js';
import {
  examineRows,
  fillDatabase,
  refuseUnlessEmpty,
  rowsOf,
  taken,
  type RowSource,
} from './fill-database.js';
import { fillStore, listed, refuseForeign, withoutObject } from './fill-store.js';
import { finish } from './finish.js';
import { differing, movedPorts, PORT_NAMES, whereabouts, type Port } from './ports.js';
import { amount, Progress } from './progress.js';
import { blobsOf, openSource, unfinishedUploads } from './source.js';

interface Move {
  from: Settings;
  to: Settings;
  ports: ReadonlySet<Port>;
  origin: string;
  progress: Progress;
}

/**
 * Takes an installation to other services: those whose settings in the file differ from the present ones. Nothing at
 * the source is deleted. Cut short, it goes on where it was; until it is through no server starts on the new database.
 */
export async function move({ to: file, dryRun = false }: { to: string; dryRun?: boolean }): Promise<void> {
  const from = loadSettings();
  const { settings: to, given } = loadSettingsOver(resolve(file));
  const ports = movedPorts(from, to);
  if (ports.size === 0)
    throw new CliError({
      zh: `${file} 中没有与现在不同的数据库、存储、搜索或队列：没有什么要搬。`,
      en: `${file} names no database, storage, search or queue other than the present ones: there is nothing to move.`,
    });
  const progress = new Progress();
  const origin = `move-${createHash('sha256').update(whereabouts(from)).digest('hex').slice(0, 16)}`;
  const plan: Move = { from, to, ports, origin, progress };
  progress.line({
    zh: `要搬的部分：${[...ports].map((port) => PORT_NAMES[port].zh).join('、')}`,
    en: `To be moved: ${[...ports].map((port) => PORT_NAMES[port].en).join(', ')}`,
  });
  const database = await openSource(from);
  const register = new NodeRegister(database, new NodesRepository(), new SystemClock());
  try {
    await requireStopped(register);
    await tryServices(plan);
    if (dryRun) return await rehearse(plan, database);
    // While this stands no server starts on the source: what it wrote would be left behind.
    await register.enter({ role: 'http', deployment: 'one-process' });
    await carryOut(plan, database);
  } finally {
    await register.leave();
    await database.close();
  }
  progress.line({
    zh: '搬迁完成。请在启动前修改这些设置（原来的数据没有删除，确认无误后再自行清理）：',
    en: 'Moved. Change these settings before you start (nothing was deleted at the source: remove it yourself when all is well):',
  });
  for (const line of differing(given)) console.log(`  ${line}`);
}

async function requireStopped(register: NodeRegister): Promise<void> {
  const [one] = await register.living();
  if (one)
    throw new CliError({
      zh: `联课正在运行（${one.hostName}，pid ${one.pid}）：请先停止它的所有进程，再搬迁。`,
      en: `Lianke is running (${one.hostName}, pid ${one.pid}): stop all its processes before you move it.`,
    });
}

/** Services that the data does not pass through are tried before any of it is moved. */
async function tryServices({ to, ports }: Move): Promise<void> {
  if (ports.has('search') && to.search.driver === 'meilisearch') await inspectSearch(to.search);
  if (ports.has('queue') && to.queue.driver === 'bullmq') await examineQueue(to.queue, new SystemClock());
  if (ports.has('live')) await (await openLiveBus(to.live)).close();
}

async function rehearse({ from, to, ports, origin, progress }: Move, database: Database): Promise<void> {
  const q = database.reader;
  if (ports.has('database')) {
    const source = await rowSource(q, origin);
    const strict = to.database.driver === 'mysql';
    for (const table of source.tables) await examineRows(table, readRows(q, table), strict);
    if (isInstalled(to)) {
      const target = await openDatabase(to.database, SCHEMA);
      await refuseUnlessEmpty(target, source).finally(() => target.close());
    }
    progress.line({
      zh: `数据库：${source.rows} 行，${source.tables.length} 张表；目标是空的。`,
      en: `Database: ${source.rows} rows in ${source.tables.length} tables; the target is empty.`,
    });
  }
  if (ports.has('storage')) {
    const objects = await listed((await openStores(from.storage, new SystemClock())).objects);
    if (to.storage.driver === 's3' || existsSync(to.storage.directory))
      refuseForeign(await listed((await openStores(to.storage, new SystemClock())).objects), objects);
    const bytes = [...objects.values()].reduce((sum, { size }) => sum + size, 0);
    progress.line({
      zh: `文件：${objects.size} 个对象，${amount(bytes)}。`,
      en: `Files: ${objects.size} objects, ${amount(bytes)}.`,
    });
    await tellUnfinished(q, progress);
  }
  progress.line({ zh: '以上只是检查，没有改动。', en: 'Nothing was changed.' });
}

async function carryOut(plan: Move, database: Database): Promise<void> {
  const { from, to, ports, progress } = plan;
  if (!ports.has('database')) {
    if (ports.has('storage')) await moveObjects(plan, database.reader);
    return database.transaction((tx) => finish(tx, newTo(ports)));
  }
  await mkdir(to.dataDir, { recursive: true, mode: 0o700 });
  const target = await openDatabase(to.database, SCHEMA);
  try {
    await database.snapshot(async (q) => fillDatabase(target, await rowSource(q, plan.origin), progress));
    if (ports.has('storage')) await moveObjects(plan, database.reader);
    else if (from.storage.driver === 'disk')
      progress.line({
        zh: '文件没有搬：新的设置仍使用同一个存储。',
        en: 'Files were not moved: the new settings use the same store.',
      });
    await target.transaction((tx) => finish(tx, newTo(ports)));
  } finally {
    await target.close();
  }
}

async function moveObjects({ from, to, origin, progress }: Move, q: Queryable): Promise<void> {
  const blobs = await blobsOf(q, taken(portableTables(q)));
  const clock = new SystemClock();
  const goal = createHash('sha256').update(whereabouts(to)).digest('hex').slice(0, 16);
  const filling = await fillStore({
    from: (await openStores(from.storage, clock)).objects,
    to: (await openStores(to.storage, clock)).objects,
    ledger: join(from.dataDir, 'transfer', `${origin}-to-${goal}.jsonl`),
    expected: new Map(blobs.map(({ objectKey, sha256 }) => [objectKey, sha256])),
    alone: true,
    progress,
  });
  progress.line({
    zh: `文件：共 ${filling.held.size} 个对象，本次复制 ${filling.copied} 个，均已读回核对。`,
    en: `Files: ${filling.held.size} objects; ${filling.copied} copied now and read again.`,
  });
  report(filling, withoutObject(blobs, filling.held));
  await tellUnfinished(q, progress);
}

async function tellUnfinished(q: Queryable, progress: Progress): Promise<void> {
  const count = await unfinishedUploads(q);
  if (count > 0)
    progress.line({
      zh: `${count} 个未完成的上传：已传的部分不随行，续传时从头开始。`,
      en: `${count} unfinished uploads: what has been sent of them stays behind; they go on from their beginning.`,
    });
}

async function rowSource(q: Queryable, origin: string): Promise<RowSource> {
  const tables = taken(portableTables(q));
  let rows = 0;
  for (const table of tables) rows += await countRows(q, table);
  return rowsOf(q, tables, origin, rows, (table, after) => readRows(q, table, after));
}

/** A new database has no deliveries, whichever queue it was. */
const newTo = (ports: ReadonlySet<Port>) => ({
  storage: ports.has('storage'),
  queue: ports.has('queue') || ports.has('database'),
  search: ports.has('search'),
});
