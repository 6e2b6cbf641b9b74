import { SCHEMA } from '../../app.module.js';
import type { Settings } from '../../config/settings.js';
import { openDatabase } from '../../platform/database/database.module.js';
import type { Database, Queryable } from '../../platform/database/database.port.js';
import { readRows, type PortableTable } from '../../platform/database/portable-rows.js';
import { unfinishedOrigin } from '../../platform/database/unfinished.js';
import { requireInstalled } from '../installation.js';
import { CliError } from '../words.js';

/** What rows say of a blob's object. */
export interface BlobRow {
  objectKey: string;
  size: number;
  sha256: string;
}

/** Opens the database of an installation without changing it. @throws CliError unless it is whole and of this program's form */
export async function openSource(settings: Settings): Promise<Database> {
  requireInstalled(settings);
  const database = await openDatabase(settings.database, SCHEMA);
  try {
    if ((await unfinishedOrigin(database.reader)) !== null)
      throw new CliError({
        zh: '这个数据库还没有填完：请先完成那一次 restore 或 move。',
        en: 'This database has not been filled to its end: finish that restore or move first.',
      });
    if ((await database.schemaDifference()).length > 0)
      throw new CliError({
        zh: '数据库结构与程序不一致：请先运行 lianke migrate。',
        en: 'The form of the database is not this program’s: run lianke migrate first.',
      });
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The blobs that rows speak of. */
export async function blobsOf(q: Queryable, tables: readonly PortableTable[]): Promise<BlobRow[]> {
  const table = tables.find(({ name }) => name === 'file_blob')!;
  const at = (name: string) => table.columns.findIndex((column) => column.name === name);
  const [objectKey, size, sha256] = [at('object_key'), at('size'), at('sha256')];
  const blobs: BlobRow[] = [];
  for await (const rows of readRows(q, table))
    for (const row of rows)
      blobs.push({
        objectKey: String(row[objectKey]),
        size: Number(row[size]),
        sha256: String(row[sha256]),
      });
  return blobs;
}

/** The uploads that have not been completed: their parts stay behind. */
export async function unfinishedUploads({ manager }: Queryable): Promise<number> {
  const [row] = await manager.query<{ n: number | string }[]>(
    `SELECT COUNT(*) AS n FROM upload WHERE state = 'uploading'`,
  );
  return Number(row!.n);
}
