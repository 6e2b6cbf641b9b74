import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInterface } from 'node:readline';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { SystemClock } from '../../kernel/clock.js';
import {
  RowSummer,
  type PortableRow,
  type PortableTable,
  type TableSum,
} from '../../platform/database/portable-rows.js';
import { openObjectFolder } from '../../platform/storage/storage.module.js';
import type { ObjectStore } from '../../platform/storage/storage.port.js';
import { CliError } from '../words.js';
import { readJson } from './fill-store.js';

const PAGE = 500;
/** Tells the folder of an unfinished backup from anything else. */
const SIGN = 'lianke-backup.txt';

const limit = z.union([z.object({ characters: z.number() }), z.object({ bytes: z.number() })]).nullable();
const manifestForm = z.object({
  format: z.literal('lianke-backup'),
  version: z.literal(1),
  /** of this backup alone */
  id: z.string(),
  program: z.string(),
  madeAt: z.string(),
  from: z.object({ database: z.string(), storage: z.string() }),
  /** the form of the database: a restore builds this one, and brings it up to date afterwards */
  migrations: z.array(z.string()),
  rowsFolder: z.string().regex(/^rows-[0-9a-f-]+$/),
  tables: z.array(
    z.object({
      name: z.string().regex(/^\w+$/),
      columns: z.array(z.object({ name: z.string(), limit })),
      key: z.array(z.string()),
      rows: z.number(),
      sha256: z.string(),
    }),
  ),
  objects: z.object({ count: z.number(), bytes: z.number() }),
  /** objects that rows speak of and the store did not have */
  missing: z.array(z.string()),
  unfinishedUploads: z.number(),
});

/** What a finished backup says of itself. */
export type Manifest = z.infer<typeof manifestForm>;

/**
 * A backup's folder: `manifest.json`, one file of JSON lines per table, `objects/` with the files and `objects.jsonl`
 * with their sums. The manifest is put in place last: without it there is no backup.
 */
export class BackupFolder {
  constructor(readonly path: string) {}

  get ledger(): string {
    return join(this.path, 'objects.jsonl');
  }

  /** The files of the backup. */
  objects(): Promise<ObjectStore> {
    return openObjectFolder(this.path, new SystemClock());
  }

  /** @throws CliError when the folder holds something else */
  async requireUsable(): Promise<void> {
    const names = existsSync(this.path) ? await readdir(this.path) : [];
    if (names.length > 0 && !names.includes(SIGN))
      throw new CliError({
        zh: `${this.path} 不是空的，也不是联课的备份：请指定一个空目录。`,
        en: `${this.path} is neither empty nor a backup of Lianke: name an empty folder.`,
      });
  }

  async begin(rowsFolder: string): Promise<void> {
    await mkdir(join(this.path, rowsFolder), { recursive: true, mode: 0o700 });
    await writeFile(
      join(this.path, SIGN),
      'A backup of Lianke, made by "lianke backup"; read by "lianke restore". It holds everything, pupils’ and password data included: keep it safe.\n',
      { mode: 0o600 },
    );
  }

  /** Writes a table and returns what was written. */
  async writeTable(
    rowsFolder: string,
    table: PortableTable,
    rows: AsyncIterable<PortableRow[]>,
    onRows: (count: number) => void,
  ): Promise<TableSum> {
    const summer = new RowSummer();
    const lines = async function* () {
      for await (const page of rows) {
        yield summer.add(page);
        onRows(page.length);
      }
    };
    const file = this.tableFile(rowsFolder, table);
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(file, { mode: 0o600 }));
    await synced(file);
    return summer.sum();
  }

  /** The rows of a table, all but the first `skip`. */
  async *readTable(rowsFolder: string, table: PortableTable, skip = 0): AsyncIterable<PortableRow[]> {
    const input = createReadStream(this.tableFile(rowsFolder, table)).pipe(createGunzip());
    let page: PortableRow[] = [];
    let number = 0;
    for await (const line of createInterface({ input })) {
      if (number++ < skip) continue;
      page.push(JSON.parse(line) as PortableRow);
      if (page.length < PAGE) continue;
      yield page;
      page = [];
    }
    if (page.length > 0) yield page;
  }

  /** Makes the backup valid; one that was here before is no more from this moment on. */
  async finish(manifest: Manifest): Promise<void> {
    const path = join(this.path, 'manifest.json');
    await writeFile(`${path}.new`, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    await synced(`${path}.new`);
    await rename(`${path}.new`, path);
    for (const name of await readdir(this.path))
      if (name.startsWith('rows-') && name !== manifest.rowsFolder)
        await rm(join(this.path, name), { recursive: true, force: true });
  }

  /** @throws CliError when there is no finished backup */
  async manifest(): Promise<Manifest> {
    const parsed = manifestForm.safeParse(await readJson(join(this.path, 'manifest.json')));
    if (parsed.success) return parsed.data;
    throw new CliError({
      zh: `${this.path} 中没有完成的备份（缺少有效的 manifest.json）。`,
      en: `There is no finished backup in ${this.path} (no valid manifest.json).`,
    });
  }

  private tableFile(rowsFolder: string, table: PortableTable): string {
    return join(this.path, rowsFolder, `${basename(table.name)}.jsonl.gz`);
  }
}

async function synced(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}
