import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SCHEMA } from '../../app.module.js';
import { loadSettings, type Settings } from '../../config/settings.js';
import { SystemClock } from '../../kernel/clock.js';
import { openDatabase } from '../../platform/database/database.module.js';
import type { Database } from '../../platform/database/database.port.js';
import { openStores } from '../../platform/storage/storage.module.js';
import { isInstalled } from '../installation.js';
import { CliError } from '../words.js';
import { report } from './backup.js';
import { BackupFolder, type Manifest } from './backup-folder.js';
import { examineRows, fillDatabase, refuseUnlessEmpty, type RowSource } from './fill-database.js';
import { fillStore, listed, readLedger, refuseForeign } from './fill-store.js';
import { finish } from './finish.js';
import { amount, Progress } from './progress.js';

/**
 * Fills an empty installation, whatever it stands on, from a backup: rows first, compared one by one, then objects,
 * each read again. Cut short, it goes on where it was when it is run again; until it is through no server starts there.
 */
export async function restore(directory: string, { dryRun = false }: { dryRun?: boolean }): Promise<void> {
  const settings = loadSettings();
  const folder = new BackupFolder(resolve(directory));
  const manifest = await folder.manifest();
  const progress = new Progress();
  const source = sourceOf(folder, manifest);
  const schema = schemaOf(manifest);
  await examine(folder, manifest, settings, progress);
  if (dryRun) {
    if (isInstalled(settings))
      await onDatabase(settings, schema, (target) => refuseUnlessEmpty(target, source));
    if (settings.storage.driver === 's3' || existsSync(settings.storage.directory))
      refuseForeign(
        await listed((await openStores(settings.storage, new SystemClock())).objects),
        await readLedger(folder.ledger),
      );
    return progress.line({
      zh: '备份完好，目标是空的；没有改动。',
      en: 'The backup is sound and the target empty; nothing was written.',
    });
  }
  await mkdir(settings.dataDir, { recursive: true, mode: 0o700 });
  await onDatabase(settings, schema, async (target) => {
    await fillDatabase(target, source, progress);
    const notes = await readLedger(folder.ledger);
    const expected = new Map([...notes].map(([key, { sha256 }]) => [key, sha256]));
    const filling = await fillStore({
      from: await folder.objects(),
      to: (await openStores(settings.storage, new SystemClock())).objects,
      ledger: join(settings.dataDir, 'transfer', `restore-${manifest.id}.jsonl`),
      expected,
      alone: true,
      progress,
    });
    const held = filling.held.size;
    progress.line({
      zh: `对象：共 ${held} 个，本次复制 ${filling.copied} 个，均已读回核对。`,
      en: `Objects: ${held}; ${filling.copied} copied now and read again.`,
    });
    if (held + filling.damaged.length < manifest.objects.count)
      throw new CliError({
        zh: `备份中缺少对象：应有 ${manifest.objects.count} 个，只找到 ${held} 个。`,
        en: `The backup lacks objects: ${manifest.objects.count} were in it, ${held} were found.`,
      });
    report(filling, manifest.missing);
    await target.transaction((tx) => finish(tx, { storage: true, queue: true, search: true }));
  });
  await onDatabase(settings, SCHEMA, (target) => target.migrate());
  progress.line({
    zh: '恢复完成。搜索索引在下次启动后自动重建。',
    en: 'Restored. The search index is filled after the next start.',
  });
}

function sourceOf(folder: BackupFolder, { id, tables, rowsFolder }: Manifest): RowSource {
  return {
    origin: `backup-${id}`,
    tables,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    read: (table, skip) => folder.readTable(rowsFolder, table, skip),
    sum: (table) => Promise.resolve(tables.find(({ name }) => name === table.name)!),
  };
}

/** The schema that the backup was made with. @throws CliError when this program is older */
function schemaOf({ migrations }: Manifest): typeof SCHEMA {
  const names = new Set(migrations);
  const known = SCHEMA.migrations.filter((Step) => names.delete(new Step().name ?? Step.name));
  if (names.size > 0)
    throw new CliError({
      zh: `这个备份来自更新版本的联课（${[...names][0]!}）：请先更新程序。`,
      en: `This backup was made by a newer Lianke (${[...names][0]!}): update the program first.`,
    });
  return { ...SCHEMA, migrations: known };
}

/** Reads every row before one is written. */
async function examine(
  folder: BackupFolder,
  { tables, rowsFolder, madeAt, program, objects, from }: Manifest,
  { database }: Settings,
  progress: Progress,
): Promise<void> {
  progress.line({
    zh: `备份：${madeAt}，联课 ${program}（${from.database}、${from.storage}），${objects.count} 个对象，${amount(objects.bytes)}。`,
    en: `Backup of ${madeAt}, Lianke ${program} (${from.database}, ${from.storage}), ${objects.count} objects, ${amount(objects.bytes)}.`,
  });
  for (const table of tables) {
    const rows = folder.readTable(rowsFolder, table);
    const sum = await examineRows(table, rows, database.driver === 'mysql').catch((error: unknown) => {
      if (error instanceof CliError) throw error;
      return null;
    });
    if (sum?.sha256 !== table.sha256)
      throw new CliError({
        zh: `备份已损坏：表 ${table.name} 与清单不符。`,
        en: `The backup is damaged: ${table.name} is not what its manifest says.`,
      });
  }
}

async function onDatabase<T>(
  settings: Settings,
  schema: typeof SCHEMA,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(settings.database, schema);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
