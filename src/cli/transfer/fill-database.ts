import type { Database, Queryable } from '../../platform/database/database.port.js';
import {
  countRows,
  insertRows,
  lastKey,
  RowSummer,
  sumRows,
  tooLong,
  type PortableRow,
  type PortableTable,
  type TableSum,
} from '../../platform/database/portable-rows.js';
import { markUnfinished, unfinishedOrigin } from '../../platform/database/unfinished.js';
import { CliError } from '../words.js';
import type { Progress } from './progress.js';

/**
 * What is not taken along: deliveries are made anew from the outbox, and no process of the one installation lives in
 * the other.
 */
const LEFT_BEHIND = new Set(['queue_delivery', 'process_node']);

/** The tables that are taken along. */
export const taken = (tables: readonly PortableTable[]): PortableTable[] =>
  tables.filter(({ name }) => !LEFT_BEHIND.has(name));

/** Rows on their way into a database: they do not change while they are read. */
export interface RowSource {
  /** what tells this source from others, also tomorrow */
  origin: string;
  tables: readonly PortableTable[];
  /** for the progress */
  rows: number;
  /** a table's rows in order of their key; the first `skip` of them, up to the key `after`, may be left out */
  read(table: PortableTable, skip: number, after: PortableRow | null): AsyncIterable<PortableRow[]>;
  sum(table: PortableTable): Promise<TableSum>;
}

/** What stands in the way of filling a database, or nothing. Writes nothing. */
export async function refuseUnlessEmpty(
  target: Database,
  source: Pick<RowSource, 'origin' | 'tables'>,
): Promise<'empty' | 'begun'> {
  const mark = await unfinishedOrigin(target.reader);
  if (mark === source.origin) return 'begun';
  if (mark !== null)
    throw new CliError({
      zh: '目标数据库正在由另一个来源填充，尚未完成：请接着完成那一次，或换一个空的数据库。',
      en: 'The database to be filled has been begun from elsewhere: finish that, or take an empty database.',
    });
  for (const table of source.tables) {
    const rows = await countRows(target.reader, table).catch((error: unknown) => {
      if (isMissingTable(error)) return 0;
      throw error;
    });
    if (rows > 0)
      throw new CliError({
        zh: `目标数据库不是空的（${table.name} 有 ${rows} 行）：不会覆盖已有的数据，请换一个空的数据库。`,
        en: `The database to be filled is not empty (${rows} rows in ${table.name}): nothing is overwritten, take an empty one.`,
      });
  }
  return 'empty';
}

/**
 * Fills an empty database, or goes on filling one that was begun from the same source; then reads every row there and
 * compares. The database stays marked as unfinished: nobody starts on it.
 */
export async function fillDatabase(target: Database, source: RowSource, progress: Progress): Promise<void> {
  if ((await refuseUnlessEmpty(target, source)) === 'empty') {
    await target.migrate();
    await target.transaction((tx) => markUnfinished(tx, source.origin));
  }
  const what = { zh: '写入数据行', en: 'rows written' };
  let done = 0;
  for (const table of source.tables) {
    const present = await countRows(target.reader, table);
    done += present;
    for await (const rows of source.read(table, present, await lastKey(target.reader, table))) {
      if (target.dialect === 'mysql') rows.forEach((row) => requireFitting(table, row));
      await target.transaction((tx) => insertRows(tx, table, rows));
      done += rows.length;
      progress.show(what, done, source.rows);
    }
  }
  await compareRows(target.reader, source, progress);
}

/** Throws unless the database holds exactly the rows of the source. */
async function compareRows(q: Queryable, source: RowSource, progress: Progress): Promise<void> {
  let done = 0;
  const what = { zh: '核对数据行', en: 'rows compared' };
  for (const table of source.tables) {
    const [there, here] = [
      await sumRows(q, table, (count) => progress.show(what, (done += count), source.rows)),
      await source.sum(table),
    ];
    if (there.rows !== here.rows || there.sha256 !== here.sha256)
      throw new CliError({
        zh: `核对失败：表 ${table.name} 来源有 ${here.rows} 行，目标有 ${there.rows} 行，内容不一致。来源在中断期间被改动过？请清空目标数据库，重新开始。`,
        en: `The comparison failed: ${table.name} has ${here.rows} rows at its source and ${there.rows} here, and they differ. Was the source changed since it was begun? Empty the target database and begin again.`,
      });
  }
  progress.line({
    zh: `数据行：${done} 行，${source.tables.length} 张表，逐行核对一致。`,
    en: `Rows: ${done} in ${source.tables.length} tables, all compared and the same.`,
  });
}

/** The rows of a database. */
export function rowsOf(
  q: Queryable,
  tables: readonly PortableTable[],
  origin: string,
  rows: number,
  read: (table: PortableTable, after: PortableRow | null) => AsyncIterable<PortableRow[]>,
): RowSource {
  return {
    origin,
    tables,
    rows,
    read: (table, _skip, after) => read(table, after),
    sum: (table) => sumRows(q, table),
  };
}

/** Sums rows up without keeping them, and refuses those that MySQL could not hold. */
export async function examineRows(
  table: PortableTable,
  rows: AsyncIterable<PortableRow[]>,
  strict: boolean,
): Promise<TableSum> {
  const summer = new RowSummer();
  for await (const page of rows) {
    if (strict) page.forEach((row) => requireFitting(table, row));
    summer.add(page);
  }
  return summer.sum();
}

function requireFitting(table: PortableTable, row: PortableRow): void {
  const [column] = tooLong(table, row);
  if (column === undefined) return;
  const key = table.key.map((name) => row[table.columns.findIndex((c) => c.name === name)]).join(' ');
  throw new CliError({
    zh: `${table.name} 中 ${key} 的 ${column} 对 MySQL 来说太长：请先缩短它。`,
    en: `${column} of ${key} in ${table.name} is longer than MySQL holds: shorten it first.`,
  });
}

/** An empty database has no tables yet. */
function isMissingTable(error: unknown): boolean {
  const text = `${(error as { driverError?: { code?: string } }).driverError?.code ?? ''} ${String(error)}`;
  return /ER_NO_SUCH_TABLE|no such table/.test(text);
}
