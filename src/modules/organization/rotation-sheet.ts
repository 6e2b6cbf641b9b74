import { finished } from 'node:stream/promises';
import type ExcelJS from 'exceljs';
import yauzl from 'yauzl';
import { ROTATION_LINES } from '../../contracts/index.js';
import { parseCsv } from '../../kernel/csv.js';
import { AppError } from '../../kernel/errors.js';

/** One line as it was typed. Dates are days: `2026-09-01`, or what was typed instead. */
export interface TypedLine {
  line: number;
  loginName: string;
  name: string;
  department: string;
  role: string;
  from: string;
  lastDay: string;
}

/** Headings of the template, Chinese first; either language is understood. */
export const HEADINGS: Record<Exclude<keyof TypedLine, 'line'>, readonly [zh: string, en: string]> = {
  loginName: ['登录名', 'Login name'],
  name: ['姓名', 'Name'],
  department: ['教研组', 'Department'],
  role: ['角色', 'Role'],
  from: ['开始日期', 'From'],
  lastDay: ['最后一天', 'Last day'],
};
const COLUMNS = Object.keys(HEADINGS) as (keyof typeof HEADINGS)[];
/** What the entries of an XLSX file may unpack to together, bytes. */
const UNPACKED = 64 * 1024 * 1024;

/** The lines of a spreadsheet. Throws `sheet_unreadable` or `sheet_empty`. */
export async function readSheet(bytes: Buffer): Promise<TypedLine[]> {
  const rows = isZip(bytes) ? await xlsxRows(bytes) : csvRows(bytes);
  const [head = [], ...rest] = rows;
  const places = COLUMNS.map((column) => {
    const names: string[] = HEADINGS[column].map((heading) => heading.toLowerCase());
    return head.findIndex((cell) => names.includes(cell.trim().toLowerCase()));
  });
  const missing = COLUMNS.some(
    (column, i) => places[i] === -1 && (column === 'loginName' || column === 'from'),
  );
  if (missing) throw new AppError('sheet_unreadable');
  const lines = rest.flatMap((cells, i) => {
    const at = (column: number) => (cells[places[column] ?? -1] ?? '').trim();
    const typed = Object.fromEntries(COLUMNS.map((column, c) => [column, at(c)]));
    return Object.values(typed).every((text) => text === '') ? [] : [{ ...typed, line: i + 2 } as TypedLine];
  });
  if (lines.length === 0 || lines.length > ROTATION_LINES) throw new AppError('sheet_empty');
  return lines;
}

/** An empty spreadsheet with the headings and a line that shows how. */
export async function templateSheet(language: 'zh' | 'en'): Promise<Buffer> {
  const { Workbook } = await excel();
  const book = new Workbook();
  const sheet = book.addWorksheet(language === 'zh' ? '交流轮岗' : 'Rotation');
  sheet.columns = COLUMNS.map((column) => ({
    header: HEADINGS[column][language === 'zh' ? 0 : 1],
    width: 16,
    style: { numFmt: '@' },
  }));
  sheet.getRow(1).font = { bold: true };
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Loaded when it is needed: it is large, and most days nobody needs it. */
const excel = async (): Promise<typeof ExcelJS> => (await import('exceljs')).default;

const isZip = (bytes: Buffer) => bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';

/** UTF-8, or what spreadsheet programs on Chinese Windows write. */
function textIn(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function csvRows(bytes: Buffer): string[][] {
  try {
    return parseCsv(textIn(bytes));
  } catch {
    throw new AppError('sheet_unreadable');
  }
}

async function xlsxRows(bytes: Buffer): Promise<string[][]> {
  try {
    await requireSmall(bytes);
    const { Workbook } = await excel();
    const book = new Workbook();
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    const rows: string[][] = [];
    book.worksheets[0]?.eachRow({ includeEmpty: true }, (row, number) => {
      if (number > ROTATION_LINES + 100) return;
      rows[number - 1] = Array.from({ length: 12 }, (_, i) => textOf(row.getCell(i + 1)));
    });
    return Array.from(rows, (row) => (row as string[] | undefined) ?? []);
  } catch {
    throw new AppError('sheet_unreadable');
  }
}

function textOf(cell: ExcelJS.Cell): string {
  // A date cell is midnight UTC of the day that was typed.
  return cell.value instanceof Date ? cell.value.toISOString().slice(0, 10) : cell.text;
}

/** Unpacks every entry once with a lid on, so that a small file cannot grow without end in the reader. */
async function requireSmall(bytes: Buffer): Promise<void> {
  // An entry that turns out longer than it says ends with an error.
  const archive = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
  let room = UNPACKED;
  for await (const entry of archive.eachEntry()) {
    room -= entry.uncompressedSize;
    if (room < 0) throw new Error('unpacks to too much');
    await finished((await archive.openReadStreamPromise(entry)).resume());
  }
}
